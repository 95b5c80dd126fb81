import type { FieldProps } from '@rjsf/utils'
import type { ReactElement } from 'react'
import { useAria } from '../FieldContext.ts'
import { linesRule } from '../typedText.ts'
import { useTypedText } from '../useTypedText.ts'
import { verbatim } from '../widgets/inputs.tsx'

/** A list of strings, entered one on each line. */
export function LinesField(props: FieldProps): ReactElement {
  const { fieldPathId, formData, onChange, onBlur, schema, rawErrors, disabled, readonly, uiSchema, required } = props
  const { text, type, leave } = useTypedText(linesRule, formData, (items) => onChange(items, fieldPathId.path))
  return (
    <textarea
      {...verbatim}
      {...useAria(fieldPathId.$id, schema.description, rawErrors)}
      id={fieldPathId.$id}
      className="bsf-input bsf-lines"
      rows={Math.max(2, text.split('\n').length)}
      wrap="off"
      value={text}
      required={required}
      disabled={disabled}
      readOnly={readonly}
      placeholder={readonly ? '' : uiSchema?.['ui:placeholder']}
      onChange={({ target }) => type(target.value)}
      onBlur={() => {
        leave()
        onBlur(fieldPathId.$id, undefined)
      }}
    />
  )
}
