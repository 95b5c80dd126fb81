import type { FieldProps, RJSFSchema } from '@rjsf/utils'
import type { ReactElement } from 'react'
import { useRef } from 'react'
import { flushSync } from 'react-dom'
import { Icon } from '../../Icon.tsx'
import { useFormContext } from '../FormContext.ts'
import { titleIdOf } from '../ids.ts'
import { Framed } from '../ObjectFieldTemplate.tsx'

/** A list of objects: the fields of each item, with buttons to add and remove items. */
export function RowsField(props: FieldProps): ReactElement {
  const { fieldPathId, formData, schema, uiSchema, registry, disabled, readonly } = props
  const { draft, messages, announce } = useFormContext()
  const id = fieldPathId.$id
  const { path } = fieldPathId
  const items: unknown[] = Array.isArray(formData) ? formData : []
  const item = (schema.items ?? {}) as RJSFSchema
  const add = useRef<HTMLButtonElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const { SchemaField } = registry.fields
  const locked = Boolean(disabled || readonly)
  return (
    <div role="group" aria-labelledby={titleIdOf(id)} className="bsf-rows" ref={list}>
      {locked ? null : (
        <button
          type="button"
          className="bsf-button bsf-add"
          ref={add}
          aria-label={messages.addTo(schema.title ?? props.name)}
          onClick={() => {
            flushSync(() => draft.change(path, [...items, defaultsOf(item)]))
            const added = [...(list.current?.querySelectorAll('.bsf-item') ?? [])].at(-1)
            added?.querySelector<HTMLElement>('input, select, textarea')?.focus()
          }}
        >
          <Icon name="add" />
          {messages.addNew}
        </button>
      )}
      {items.length === 0 ? <p className="bsf-hint">{messages.nothingYet}</p> : null}
      {items.map((_item, index) => {
        const name = messages.row(item.title ?? schema.title ?? props.name, index + 1)
        return (
          // Items have no identity of their own: each leaf connects to the draft by its index.
          // oxlint-disable-next-line react/no-array-index-key
          <div className="bsf-item" role="group" aria-label={name} key={index}>
            {SchemaField ? (
              <Framed>
                <SchemaField
                  {...props}
                  name={String(index)}
                  schema={item}
                  uiSchema={(uiSchema?.['items'] ?? {}) as NonNullable<FieldProps['uiSchema']>}
                  fieldPathId={{ ...fieldPathId, $id: `${id}_${index}`, path: [...path, index] }}
                  errorSchema={{}}
                />
              </Framed>
            ) : null}
            <button
              type="button"
              className="bsf-button bsf-button--quiet"
              disabled={locked}
              onClick={() => {
                draft.change(path, items.toSpliced(index, 1))
                announce(messages.removed(name))
                add.current?.focus()
              }}
            >
              <Icon name="bin" />
              {messages.remove(name)}
            </button>
          </div>
        )
      })}
    </div>
  )
}

/** Returns a new item with the first option of each required choice; other fields stay unset. */
function defaultsOf(item: RJSFSchema): Record<string, unknown> {
  const result: Record<string, unknown> = {}
  for (const [key, child] of Object.entries(item.properties ?? {})) {
    const { oneOf, enum: words } = typeof child === 'object' ? child : {}
    const first = typeof oneOf?.[0] === 'object' ? oneOf[0].const : words?.[0]
    if (item.required?.includes(key) && first !== undefined) result[key] = first
  }
  return result
}
