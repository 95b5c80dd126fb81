import type { ReactElement, RefObject } from 'react'
import { useId, useRef, useState } from 'react'
import type { ObjectReference } from '../../cluster/client.ts'
import type { FormDraft } from '../../draft/createFormDraft.ts'
import { setAt, toPointer } from '../../base/pointer.ts'
import { validateValues } from '../../validation/validateValues.ts'
import type { Messages } from '../messages.ts'
import { previewMessagesOf } from './previewMessages.ts'

const credentials = ['backend', 'credentials']
const secretName = [...credentials, 'secretName']

/** Returns a name that is likely to be free: with the suffix -2, or the next number. */
function nextName(name: string): string {
  const [, stem = name, number = '1'] = /^(.*)-(\d{1,6})$/.exec(name) ?? []
  return `${stem}-${Number(number) + 1}`
}

interface SecretChoiceProps {
  draft: FormDraft
  messages: Messages
  /** The existing Secret. */
  secret: ObjectReference
  /** The first option, which takes the focus. */
  first: RefObject<HTMLInputElement | null>
  /** Called after the choice. Reusing or renaming the Secret changes the draft first. */
  onChosen: (isReplaced: boolean) => void
}

/** The choice of what to do with an existing Secret of the same name. */
export function SecretChoice({ draft, messages, secret, first, onChosen }: SecretChoiceProps): ReactElement {
  const id = useId()
  const words = previewMessagesOf(messages)
  const [way, setWay] = useState<keyof typeof words.secretWays>('reuse')
  const [name, setName] = useState(nextName(secret.name))
  const [error, setError] = useState<string>()
  const input = useRef<HTMLInputElement>(null)

  function choose(): void {
    const { values } = draft.getState()
    if (way === 'reuse') {
      draft.change(credentials, { ...values.backend.credentials, source: 'existing', secretName: secret.name })
    } else if (way === 'rename') {
      const pointer = toPointer(secretName)
      const found = validateValues(setAt(values, secretName, name.trim()), draft.context).find(
        ({ path, severity }) => path === pointer && severity === 'error',
      )
      const isSame = name.trim() === '' || name.trim() === secret.name
      setError(found?.message ?? (isSame ? words.secretNameTaken : undefined))
      if (found || isSame) {
        input.current?.focus()
        return
      }
      draft.change(secretName, name.trim())
    }
    onChosen(way === 'replace')
  }
  return (
    <fieldset className="bsf-decision">
      <legend>{words.secretThere(`${secret.kind} ${secret.namespace}/${secret.name}`)}</legend>
      {(Object.keys(words.secretWays) as (typeof way)[]).map((one, index) => (
        <div key={one} className="bsf-decision-way">
          <label className="bsf-radio">
            <input
              type="radio"
              ref={index === 0 ? first : undefined}
              name={`${id}way`}
              checked={way === one}
              onChange={() => setWay(one)}
              aria-describedby={`${id}${one}`}
            />
            {words.secretWays[one].title}
          </label>
          <p className="bsf-hint" id={`${id}${one}`}>
            {words.secretWays[one].hint}
          </p>
        </div>
      ))}
      {way === 'rename' ? (
        <div className="bsf-decision-name">
          <label className="bsf-label" htmlFor={`${id}name`}>
            {words.secretName}
          </label>
          <input
            className="bsf-input"
            ref={input}
            id={`${id}name`}
            value={name}
            autoComplete="off"
            spellCheck={false}
            aria-invalid={error !== undefined}
            aria-describedby={error === undefined ? undefined : `${id}error`}
            onChange={(event) => setName(event.target.value)}
          />
          {error === undefined ? null : (
            <p className="bsf-errors" id={`${id}error`} role="alert">
              {error}
            </p>
          )}
        </div>
      ) : null}
      <button type="button" className="bsf-button" onClick={choose}>
        {words.goOn}
      </button>
    </fieldset>
  )
}
