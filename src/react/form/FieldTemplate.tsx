import type { FieldTemplateProps } from '@rjsf/utils'
import type { ReactElement } from 'react'
import { toPointer } from '../../core/pointer.ts'
import { descriptionIdOf, errorIdOf } from './ids.ts'
import { useFormContext } from './FormContext.ts'

/** A field: its label, what it is for, its control and its faults. Objects bring their own frame. */
export function FieldTemplate(props: FieldTemplateProps): ReactElement {
  const { id, label, rawDescription, rawErrors, required, children, schema, uiSchema, fieldPathId } = props
  const { messages } = useFormContext()
  const field = uiSchema?.['ui:field'] as string | undefined
  if (schema.type === 'object' && !field) return <>{children}</>
  const errors = rawErrors ?? []
  const grouped = field !== undefined && field !== 'words'
  const mark = required ? (
    <span className="bsf-required" aria-hidden="true" title={messages.required}>
      *
    </span>
  ) : null
  const isCheckbox = schema.type === 'boolean'
  const isRadio = uiSchema?.['ui:widget'] === 'options'
  const Label = grouped || isRadio ? 'div' : 'label'
  const labelProps = grouped || isRadio ? { id: `${id}__title` } : { htmlFor: id }
  return (
    <div
      className={errors.length > 0 ? 'bsf-field bsf-field--invalid' : 'bsf-field'}
      data-bsf-path={toPointer(fieldPathId.path)}
      data-bsf-kind={isCheckbox ? 'checkbox' : undefined}
    >
      <Label className={field ? 'bsf-label bsf-label--group' : 'bsf-label'} {...labelProps}>
        {label}
        {mark}
      </Label>
      {rawDescription ? (
        <p className="bsf-description" id={descriptionIdOf(id)}>
          {rawDescription}
        </p>
      ) : null}
      {children}
      {errors.length > 0 ? (
        <ul className="bsf-errors" id={errorIdOf(id)}>
          {errors.map((error) => (
            <li key={error}>{error}</li>
          ))}
        </ul>
      ) : null}
    </div>
  )
}
