import type { WidgetProps } from '@rjsf/utils'
import type { ReactElement } from 'react'
import { lazy, Suspense, useMemo } from 'react'
import { useFormContext } from '../FormContext.ts'
import { useAria } from '../FieldContext.ts'
import { keysIdOf, titleIdOf } from '../ids.ts'
import type { ListOption, LoadedList, SecretOption } from '../lists.ts'
import { useStateAt } from '../useStateAt.ts'
import { useList } from '../lists.ts'
import { toText } from '../typedText.ts'
import { Combobox } from './Combobox.tsx'
import { TextWidget } from './inputs.tsx'
import { SecretKeys } from './SecretKeys.tsx'

/** Cards for a closed list, a combobox for a host's list, or a text input if there is no list. */
export function SuggestWidget(props: WidgetProps): ReactElement {
  const { lists } = useFormContext()
  const list = String(props.options['list'] ?? '')
  return lists[list] ? <ListWidget {...props} list={list} /> : <OpenWidget {...props} list={list} />
}

/** Loaded on demand: the built-in providers have no icons. */
const SchemaIcon = lazy(async () => ({ default: (await import('./SchemaIcon.tsx')).SchemaIcon }))

/** Radio buttons as cards. An unlisted value has a card as well. */
function ListWidget({ list, ...props }: WidgetProps & { list: string }): ReactElement {
  const { lists } = useFormContext()
  const { id, rawErrors, schema, disabled, readonly, onChange, onBlur } = props
  const listed = lists[list]?.options ?? []
  const text = toText(props.value)
  const isListed = text === '' || listed.some(({ value }) => value === text)
  const options: readonly ListOption[] = isListed ? listed : [...listed, { value: text, label: text }]
  return (
    <div
      role="radiogroup"
      className="bsf-cards"
      aria-labelledby={titleIdOf(id)}
      {...useAria(id, schema.description, rawErrors)}
    >
      {options.map(({ value, label, description, icon }, index) => (
        <label className="bsf-card" key={value}>
          <input
            type="radio"
            name={id}
            value={value}
            checked={value === text}
            disabled={disabled || readonly}
            aria-labelledby={`${id}-title${index}`}
            aria-describedby={description ? `${id}-about${index}` : undefined}
            onChange={() => onChange(value)}
            onBlur={() => onBlur(id, undefined)}
          />
          {icon === undefined ? null : (
            <Suspense fallback={<svg className="bsf-card-icon" />}>
              <SchemaIcon svg={icon} />
            </Suspense>
          )}
          <span className="bsf-card-title" id={`${id}-title${index}`}>
            {label}
          </span>
          <span className="bsf-hint" id={`${id}-about${index}`}>
            {description}
          </span>
        </label>
      ))}
    </div>
  )
}

/** Returns a host's list, loaded for the entered namespace if it depends on it. */
export function useSuggestions(list: string): LoadedList<string | SecretOption> {
  const { sources } = useFormContext()
  // Only the list of Secrets depends on the entered namespace.
  const namespace = useStateAt('/namespace', ({ values }) => (list === 'secrets' ? toText(values.namespace) : ''))
  return useList(sources[list], namespace)
}

export function nameOf(item: string | SecretOption): string {
  return typeof item === 'string' ? item : item.name
}

function OpenWidget({ list, ...props }: WidgetProps & { list: string }): ReactElement {
  const source = useStateAt('/backend/credentials/source', ({ values }) => values.backend.credentials.source)
  const { state, items, retry } = useSuggestions(list)
  const names = useMemo(() => items.map(nameOf), [items])
  const widget = props as WidgetProps
  const withKeys = list === 'secrets' && source === 'existing'
  const chosen = items.find((item): item is SecretOption => typeof item !== 'string' && item.name === props.value)
  const described = withKeys ? { ...widget, options: { ...widget.options, describedBy: keysIdOf(props.id) } } : widget
  return (
    <>
      {state === 'none' ? (
        <TextWidget {...described} />
      ) : (
        <Combobox {...described} loaded={{ state, items: names, retry }} isComplete={list !== 'secrets' || withKeys} />
      )}
      {withKeys ? <SecretKeys id={keysIdOf(props.id)} present={chosen?.keys} /> : null}
    </>
  )
}
