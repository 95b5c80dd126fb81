import type { FieldProps, RJSFSchema } from '@rjsf/utils'
import type { ReactElement } from 'react'
import { useRef } from 'react'
import { flushSync } from 'react-dom'
import { useFormContext } from '../FormContext.ts'
import { Framed } from '../ObjectFieldTemplate.tsx'

/** A list of objects: the fields of each, one below the other, with a button to add and to remove. */
export function RowsField(props: FieldProps): ReactElement {
  const { fieldPathId, formData, schema, uiSchema, registry, disabled, readonly } = props
  const { draft, messages } = useFormContext()
  const id = fieldPathId.$id
  const { path } = fieldPathId
  const items: unknown[] = Array.isArray(formData) ? formData : []
  const item = (schema.items ?? {}) as RJSFSchema
  const add = useRef<HTMLButtonElement>(null)
  const { SchemaField } = registry.fields
  const locked = Boolean(disabled || readonly)
  return (
    <div role="group" aria-labelledby={`${id}__title`} className="bsf-rows">
      {items.map((_item, index) => {
        const name = messages.row(item.title ?? '', index + 1)
        return (
          // Items have no identity of their own; each leaf is connected by its index.
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
              className="bsf-button"
              disabled={locked}
              onClick={() => {
                draft.change(path, items.toSpliced(index, 1))
                add.current?.focus()
              }}
            >
              {messages.remove(name)}
            </button>
          </div>
        )
      })}
      <button
        type="button"
        className="bsf-button bsf-add"
        ref={add}
        disabled={locked}
        aria-describedby={`${id}__title`}
        onClick={() => {
          flushSync(() => draft.change(path, [...items, defaultsOf(item)]))
          const added = add.current?.previousElementSibling
          added?.querySelector<HTMLElement>('input, select, textarea')?.focus()
        }}
      >
        <span aria-hidden="true">+ </span>
        {messages.addNew}
      </button>
    </div>
  )
}

/** The first option of each choice that a new item must make; what is typed is left empty. */
function defaultsOf(item: RJSFSchema): Record<string, unknown> {
  const result: Record<string, unknown> = {}
  for (const [key, child] of Object.entries(item.properties ?? {})) {
    const first = typeof child === 'object' ? child.oneOf?.[0] : undefined
    if (item.required?.includes(key) && typeof first === 'object' && first.const !== undefined)
      result[key] = first.const
  }
  return result
}
