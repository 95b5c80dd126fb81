import type { ReactElement } from 'react'
import { useId, useState } from 'react'
import { nameOf } from '../../cluster/related/references.ts'
import { isBeingDeleted } from '../../cluster/submit/answers.ts'
import type { LiveCollection } from '../live/useCollection.ts'
import type { Messages } from '../messages.ts'
import { pageMessagesOf } from '../pageMessages.ts'

/** Returns whether a selected namespace is known not to exist. */
export function isGone(namespaces: LiveCollection, namespace: string): boolean {
  const { state, objects } = namespaces
  const isCurrent = state === 'live' || state === 'polled'
  return namespace !== '' && isCurrent && !objects.some((one) => nameOf(one).name === namespace)
}

/**
 * A select for a namespace or all of them; a text input if the namespaces can't be listed. A selected namespace stays
 * selected when it is deleted.
 */
export function NamespaceFilter(props: {
  /** The namespaces of the cluster, which may change. */
  namespaces: LiveCollection
  /** The selected namespace; empty for all. */
  value: string
  onChange: (namespace: string) => void
  messages: Messages
}): ReactElement {
  const { namespaces, value, onChange, messages } = props
  const words = pageMessagesOf(messages)
  const id = useId()
  const [typed, setTyped] = useState({ text: value, value })
  if (typed.value !== value) setTyped({ text: value, value })
  const isUnknown = !namespaces.isComplete && namespaces.state !== 'loading'
  function take(): void {
    const text = typed.text.trim()
    if (text !== value) onChange(text)
  }
  return (
    <div className="bsf-namespace-filter">
      <label className="bsf-visually-hidden" htmlFor={id}>
        {words.selectNamespace}
      </label>
      {isUnknown ? (
        <input
          id={id}
          className="bsf-input"
          value={typed.text}
          placeholder={words.allNamespaces}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setTyped({ text: event.currentTarget.value, value })}
          onBlur={take}
          onKeyDown={(event) => {
            if (event.key === 'Enter') take()
          }}
        />
      ) : (
        <div className="bsf-select-box">
          <select
            id={id}
            className="bsf-input bsf-select"
            value={value}
            onChange={(event) => onChange(event.currentTarget.value)}
          >
            <option value="">{words.allNamespaces}</option>
            {optionsOf(namespaces, value).map(({ name, state }) => (
              <option key={name} value={name}>
                {state === undefined ? name : words.namespaceIs[state](name)}
              </option>
            ))}
          </select>
        </div>
      )}
    </div>
  )
}

interface Option {
  name: string
  state?: 'deleting' | 'gone' | undefined
}

/** Returns the namespaces to choose from; the selected one is always among them. */
function optionsOf(namespaces: LiveCollection, value: string): Option[] {
  const options = namespaces.objects.map((one): Option => ({
    name: nameOf(one).name,
    state: isBeingDeleted(one) ? 'deleting' : undefined,
  }))
  if (value === '' || options.some(({ name }) => name === value)) return options
  return [{ name: value, state: isGone(namespaces, value) ? 'gone' : undefined }, ...options]
}
