import type { FieldTemplateProps } from '@rjsf/utils'
import type { ReactElement } from 'react'
import { useContext } from 'react'
import { toPointer } from '../../core/pointer.ts'
import { FieldContext } from './FieldContext.ts'
import { FieldNotesList } from './FieldNotesList.tsx'
import { useFormContext } from './FormContext.ts'
import { descriptionIdOf, errorIdOf, titleIdOf } from './ids.ts'

/** A field: its label, its control, its faults and what it is for. Objects bring their own frame. */
export function FieldTemplate(props: FieldTemplateProps): ReactElement {
  const { id, label, rawDescription, rawErrors, required, children, schema, uiSchema, fieldPathId } = props
  const { messages, isEditing } = useFormContext()
  const about = useContext(FieldContext)
  const field = uiSchema?.['ui:field'] as string | undefined
  if (schema.type === 'object' && !field) return <>{children}</>
  const errors = rawErrors ?? []
  const isComposed = field !== undefined && field !== 'words'
  const isCheckbox = schema.type === 'boolean'
  const isRadio = uiSchema?.['ui:widget'] === 'options'
  const isWide = isComposed || isRadio || uiSchema?.['ui:widget'] === 'file'
  const Label = isComposed || isRadio ? 'div' : 'label'
  const isSource = uiSchema?.['ui:options']?.['list'] === 'sources'
  const text = isEditing && isSource ? messages.editCredentials : rawDescription
  const description = text ? (
    <p className="bsf-description" id={descriptionIdOf(id)}>
      {text}
    </p>
  ) : null
  return (
    <div
      className={errors.length > 0 ? 'bsf-field bsf-field--invalid' : 'bsf-field'}
      data-bsf-path={toPointer(fieldPathId.path)}
      data-bsf-kind={isCheckbox ? 'checkbox' : isWide ? 'wide' : undefined}
      onFocus={about.onEnter}
    >
      <Label
        className={isComposed ? 'bsf-label bsf-label--group' : 'bsf-label'}
        id={titleIdOf(id)}
        {...(Label === 'label' ? { htmlFor: id } : {})}
      >
        {label}
        {required ? (
          <span className="bsf-required" aria-hidden="true" title={messages.required}>
            *
          </span>
        ) : null}
      </Label>
      {isWide ? description : null}
      {children}
      {errors.length > 0 ? (
        <ul className="bsf-errors" id={errorIdOf(id)}>
          {errors.map((error) => (
            <li key={error}>{error}</li>
          ))}
        </ul>
      ) : null}
      {isWide ? null : description}
      <FieldNotesList id={id} about={about} />
    </div>
  )
}
