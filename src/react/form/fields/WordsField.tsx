import type { FieldProps } from '@rjsf/utils'
import type { ReactElement } from 'react'
import { useState } from 'react'
import { deepEqual } from '../../../base/json.ts'
import { useAria } from '../FieldContext.ts'

function toWords(text: string): string[] {
  return text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '')
}

/** A list of strings, entered on one line with commas between them. */
export function WordsField(props: FieldProps): ReactElement {
  const { fieldPathId, formData, onChange, onBlur, schema, rawErrors, disabled, readonly, uiSchema, required } = props
  const [text, setText] = useState('')
  const words: unknown[] = Array.isArray(formData) ? formData : []
  const shown = deepEqual(toWords(text), words) ? text : words.join(', ')
  return (
    <input
      id={fieldPathId.$id}
      className="bsf-input"
      value={shown}
      required={required}
      disabled={disabled}
      readOnly={readonly}
      placeholder={readonly ? '' : uiSchema?.['ui:placeholder']}
      autoComplete="off"
      spellCheck={false}
      {...useAria(fieldPathId.$id, schema.description, rawErrors)}
      onChange={(event) => {
        setText(event.target.value)
        const next = toWords(event.target.value)
        onChange(next.length > 0 ? next : undefined, fieldPathId.path)
      }}
      onBlur={() => onBlur(fieldPathId.$id, undefined)}
    />
  )
}
