import type { ReactElement } from 'react'
import { useEffect, useId, useState } from 'react'
import type { BackupStorageClient } from '../../cluster/client.ts'
import type { Messages } from '../messages.ts'
import { pageMessagesOf } from '../pageMessages.ts'

/** A select for a namespace or all of them; a text input if the namespaces can't be listed. */
export function NamespaceFilter(props: {
  client: Pick<BackupStorageClient, 'namespaces'>
  /** The selected namespace; empty for all. */
  value: string
  onChange: (namespace: string) => void
  messages: Messages
}): ReactElement {
  const { client, value, onChange, messages } = props
  const words = pageMessagesOf(messages)
  const id = useId()
  const [typed, setTyped] = useState({ text: value, value })
  if (typed.value !== value) setTyped({ text: value, value })
  const [names, setNames] = useState<readonly string[] | undefined>([])
  useEffect(() => {
    const controller = new AbortController()
    client.namespaces({ signal: controller.signal }).then(setNames, () => {
      if (!controller.signal.aborted) setNames(undefined)
    })
    return () => controller.abort()
  }, [client])
  function take(): void {
    const text = typed.text.trim()
    if (text !== value) onChange(text)
  }
  return (
    <div className="bsf-namespace-filter">
      <label className="bsf-visually-hidden" htmlFor={id}>
        {words.selectNamespace}
      </label>
      {names === undefined ? (
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
            {(value === '' || names.includes(value) ? names : [value, ...names]).map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </div>
      )}
    </div>
  )
}
