import type { ReactElement } from 'react'
import { getAt } from '../../../base/pointer.ts'
import type { Schema } from '../../../schema/language.ts'
import { useFormContext } from '../FormContext.ts'

/** The required and optional keys of an existing Secret, with the missing ones marked if its keys are available. */
export function SecretKeys({ id, present }: { id: string; present: readonly string[] | undefined }): ReactElement {
  const { layout, messages } = useFormContext()
  const auth = getAt(layout.schema, ['properties', 'backend', 'properties', 'auth']) as Schema | undefined
  const keys = layout.fields.flatMap(({ target, schema }) =>
    target.document === 'secret'
      ? [
          {
            key: target.key,
            title: schema.title ?? target.key,
            required: auth?.required?.includes(target.key) ?? false,
          },
        ]
      : [],
  )
  return (
    <div className="bsf-keys" id={id}>
      <p className="bsf-hint">{messages.secretKeys}</p>
      <ul>
        {keys.map(({ key, title, required }) => {
          const isMissing = present !== undefined && !present.includes(key)
          return (
            <li key={key} data-missing={isMissing && required ? '' : undefined}>
              <code>{key}</code> <span className="bsf-hint">{title}</span>
              {isMissing ? <span>{required ? messages.keyMissing : messages.keyNotThere}</span> : null}
              {!required && !isMissing ? <span className="bsf-hint">{messages.optional}</span> : null}
              {present && !isMissing ? <span className="bsf-key-present">{messages.keyPresent}</span> : null}
            </li>
          )
        })}
      </ul>
    </div>
  )
}
