import type { WidgetProps } from '@rjsf/utils'
import type { ReactElement } from 'react'
import { useMemo } from 'react'
import { useFormContext } from '../FormContext.ts'
import { keysIdOf } from '../ids.ts'
import type { LoadedList, SecretOption } from '../lists.ts'
import { useStateAt } from '../useStateAt.ts'
import { useList } from '../lists.ts'
import { toText } from '../typedText.ts'
import { Combobox } from './Combobox.tsx'
import { Select, TextWidget, useControlProps } from './inputs.tsx'
import { SecretKeys } from './SecretKeys.tsx'

/** A select for a closed list, a combobox for a host's list, or a text input if there is no list. */
export function SuggestWidget(props: WidgetProps): ReactElement {
  const { lists } = useFormContext()
  const list = String(props.options['list'] ?? '')
  return lists[list] ? <ListWidget {...props} list={list} /> : <OpenWidget {...props} list={list} />
}

function ListWidget({ list, ...props }: WidgetProps & { list: string }): ReactElement {
  const { lists, messages } = useFormContext()
  const options = lists[list]?.options ?? []
  const text = toText(props.value)
  return (
    <Select
      {...useControlProps(props as WidgetProps)}
      value={text}
      disabled={props.disabled || props.readonly}
      onChange={({ target }) => props.onChange(target.value)}
    >
      {options.some(({ value }) => value === props.value) ? null : (
        <option value={text}>{text || messages.choose}</option>
      )}
      {options.map(({ value, label }) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </Select>
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
