import type { RJSFSchema } from '@rjsf/utils'
import type { ReactElement, ReactNode } from 'react'
import { useContext } from 'react'
import type { Path } from '../../base/pointer.ts'
import { toPointer } from '../../base/pointer.ts'
import type { UiSchema } from '../../schema/form.ts'
import { FieldContext } from './FieldContext.ts'
import { FieldNotesList } from './FieldNotesList.tsx'
import { useFormContext } from './FormContext.ts'
import { descriptionIdOf, errorIdOf, titleIdOf } from './ids.ts'

interface Props {
  id: string
  /** The path of its value; undefined if it has none. */
  path?: Path | undefined
  label: string
  required: boolean
  errors: readonly string[]
  schema: RJSFSchema
  uiSchema: UiSchema | undefined
  /** The control. */
  children: ReactNode
}

/** A field: its label, control, errors, description and notes. */
export function FieldTemplate(props: Props): ReactElement {
  const { id, path, label, required, errors, schema, uiSchema, children } = props
  const { messages, isEditing } = useFormContext()
  const about = useContext(FieldContext)
  const field = uiSchema?.['ui:field']
  const isComposed = field !== undefined && field !== 'lines'
  const isCheckbox = schema.type === 'boolean'
  const isRadio = uiSchema?.['ui:widget'] === 'options'
  const isWide = isComposed || isRadio || uiSchema?.['ui:widget'] === 'file'
  const Label = isComposed || isRadio ? 'div' : 'label'
  const isSource = uiSchema?.['ui:options']?.list === 'sources'
  const text = isEditing && isSource ? messages.editCredentials : schema.description
  const description = text ? (
    <p className="bsf-description" id={descriptionIdOf(id)}>
      {text}
    </p>
  ) : null
  return (
    <div
      className={errors.length > 0 ? 'bsf-field bsf-field--invalid' : 'bsf-field'}
      data-bsf-path={path && toPointer(path)}
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
