import type { RJSFSchema } from '@rjsf/utils'
import type { ReactElement, ReactNode } from 'react'
import { useContext, useState } from 'react'
import type { Path } from '../../base/pointer.ts'
import { toPointer } from '../../base/pointer.ts'
import type { Diagnostic } from '../../schema/diagnostics.ts'
import type { UiSchema } from '../../schema/form.ts'
import { Icon } from '../Icon.tsx'
import { FieldContext } from './FieldContext.ts'
import { DiagnosticNotice, FieldNotesList } from './FieldNotesList.tsx'
import { useFormContext } from './FormContext.ts'
import { descriptionIdOf, errorIdOf, titleIdOf } from './ids.ts'

interface Props {
  id: string
  /** The path of its value; undefined if it has none. */
  path?: Path | undefined
  label: string
  required: boolean
  errors: readonly Diagnostic[]
  schema: RJSFSchema
  uiSchema: UiSchema | undefined
  /** The control. */
  children: ReactNode
}

/** A field: its label, control, errors, notes, and a description that a button opens. Screen readers get it anyway. */
export function FieldTemplate(props: Props): ReactElement {
  const { id, path, label, required, errors, schema, uiSchema, children } = props
  const { messages, isEditing, lists } = useFormContext()
  const about = useContext(FieldContext)
  const [isOpen, setOpen] = useState(false)
  const field = uiSchema?.['ui:field']
  const isComposed = field !== undefined && field !== 'lines'
  const isCheckbox = schema.type === 'boolean'
  const list = uiSchema?.['ui:options']?.list ?? ''
  const isRadio = uiSchema?.['ui:widget'] === 'options' || lists[list] !== undefined
  const isWide = isComposed || isRadio || uiSchema?.['ui:widget'] === 'file'
  const Label = isComposed || isRadio ? 'div' : 'label'
  const text = isEditing && list === 'sources' ? messages.editCredentials : schema.description
  // What a switch turns on, and what replaced credentials overwrite, must be seen before.
  const isHidden = !isOpen && !isCheckbox && text === schema.description
  const description = text ? (
    <p className="bsf-description" id={descriptionIdOf(id)} hidden={isHidden}>
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
      {text && (isHidden || isOpen) ? (
        <button
          type="button"
          className="bsf-info"
          aria-expanded={isOpen}
          aria-controls={descriptionIdOf(id)}
          onClick={() => setOpen(!isOpen)}
        >
          <Icon name="info" />
          <span className="bsf-visually-hidden">{messages.about(label)}</span>
        </button>
      ) : null}
      {isWide ? description : null}
      {children}
      {errors.length > 0 ? (
        <ul className="bsf-errors" id={errorIdOf(id)}>
          {errors.map((error) => (
            <li key={error.code + error.message}>
              <DiagnosticNotice diagnostic={error} />
            </li>
          ))}
        </ul>
      ) : null}
      {isWide ? null : description}
      <FieldNotesList id={id} about={about} />
    </div>
  )
}
