import type { FieldProps } from '@rjsf/utils'
import type { ReactElement } from 'react'
import { useCallback, useMemo, useRef, useState } from 'react'
import type { Diagnostic } from '../../schema/diagnostics.ts'
import type { Path } from '../../base/pointer.ts'
import { getAt, toPointer } from '../../base/pointer.ts'
import type { UiSchema } from '../../schema/form.ts'
import { holds } from '../../schema/language.ts'
import { errorsAt, errorsWithin } from './diagnosticIndex.ts'
import type { FieldNotes } from './FieldContext.ts'
import { FieldContext } from './FieldContext.ts'
import { FieldTemplate } from './FieldTemplate.tsx'
import { useFormContext } from './FormContext.ts'
import { createStable, createStableList } from './stable.ts'
import { ObjectField } from './ObjectField.tsx'
import { createNotesOf } from './useFieldNotes.ts'
import { useStateAt } from './useStateAt.ts'
import { isFieldShown, isWithin } from './visibility.ts'

/** Fields whose parts are fields of their own, which show their own faults. */
const composed = new Set<string | undefined>(['choice', 'rows'])

/** What is told at a field. */
interface FieldDiagnostics {
  readonly errors: readonly Diagnostic[]
  /** Whether the field is required by what is in another. */
  readonly isAsked: boolean
  readonly about: FieldNotes
}

const createStables = () => ({
  stableErrors: createStableList(),
  notesOf: createNotesOf(),
  keep: createStable<FieldDiagnostics>(),
})

/** The control of a field: connected to the value in the draft by its path, so that typing renders nothing else. */
function Control(props: FieldProps): ReactElement | null {
  const { fieldPathId, uiSchema, registry } = props
  const { path } = fieldPathId
  const value = useStateAt(toPointer(path), (state) => getAt(state.values, path))
  const Field = registry.fields[(uiSchema as UiSchema | undefined)?.['ui:field'] ?? 'widget']
  return Field ? <Field {...props} formData={value} /> : null
}

/** A field that holds a value, with what is told of it. */
function ConnectedField(props: FieldProps): ReactElement {
  const { draft, store, whenReleased, announce, locks, fixed } = useFormContext()
  const { path } = props.fieldPathId
  const uiSchema = props.uiSchema as UiSchema | undefined
  const condition = uiSchema?.['ui:options']?.required
  const pointer = toPointer(path)
  const ownOnly = composed.has(uiSchema?.['ui:field'])
  const lock = locks.reasons.get(pointer)
  const [{ stableErrors, notesOf, keep }] = useState(createStables)
  // A condition is one on the fields beside this one.
  const { errors, isAsked, about } = useStateAt(condition ? parentOf(pointer) : pointer, (state, index) =>
    keep({
      errors: stableErrors((ownOnly ? errorsAt : errorsWithin)(index, state, pointer)),
      isAsked: condition !== undefined && holds(condition, getAt(state.values, path.slice(0, -1))),
      about: notesOf(index, state, pointer, lock),
    }),
  )
  const rawErrors = useMemo(() => errors.map(({ message }) => message), [errors])
  const onChange = useCallback((next: unknown, at: Path = path) => draft.change(at, next), [draft, path])
  // A fault that was there when the field was entered is known; one that appears when it is left is read out.
  const known = useRef('')
  const errorsNow = useCallback(
    () =>
      errorsWithin(store.getIndex(), draft.getState(), toPointer(path))
        .map(({ message }) => message)
        .join(' '),
    [draft, store, path],
  )
  const field = useMemo(
    () => ({
      ...about,
      onEnter: () => {
        known.current = errorsNow()
      },
    }),
    [about, errorsNow],
  )
  // A fault that appears moves what is below it: not from under a pointer that is about to click there.
  const onBlur = useCallback(
    () =>
      whenReleased(() => {
        draft.touch(path)
        const now = errorsNow()
        if (now !== known.current && now !== '') announce(now)
        known.current = now
      }),
    [draft, path, whenReleased, announce, errorsNow],
  )
  const { schema } = props
  const isFixed = isLocked(locks.fields, path) || isLocked(fixed, path)
  const required = Boolean(props.required) || isAsked
  return (
    <FieldContext.Provider value={field}>
      <FieldTemplate
        id={props.fieldPathId.$id}
        path={path}
        label={schema.title ?? props.name}
        required={required}
        errors={rawErrors}
        schema={schema}
        uiSchema={uiSchema}
      >
        <Control
          {...props}
          required={required}
          readonly={Boolean(props.readonly || schema.readOnly) || isFixed}
          rawErrors={rawErrors}
          onChange={onChange}
          onBlur={onBlur}
        />
      </FieldTemplate>
    </FieldContext.Provider>
  )
}

/** The place around another, on whose fields conditions are. */
function parentOf(pointer: string): string {
  return pointer.slice(0, pointer.lastIndexOf('/'))
}

/** Whether a field, or something around it, is among the pointers. */
function isLocked(pointers: ReadonlySet<string>, path: Path): boolean {
  if (pointers.size === 0) return false
  const pointer = toPointer(path)
  return [...pointers].some((one) => isWithin(pointer, one))
}

/**
 * The field of any schema: hides what is not to be shown, connects what holds a value, and renders the fields of an object.
 * Another provider gets new components for its parts, so that no state of a field (such as a revealed secret) passes on.
 */
export function SchemaField(props: FieldProps): ReactElement | null {
  const context = useFormContext()
  const { provider } = context
  const uiSchema = props.uiSchema as UiSchema | undefined
  const { path } = props.fieldPathId
  const { when, show } = uiSchema?.['ui:options'] ?? {}
  const pointer = toPointer(path)
  const shown = useStateAt(when || show ? parentOf(pointer) : pointer, (state) =>
    isFieldShown(state, path, uiSchema, context),
  )
  if (!shown) return null
  const isOfProvider = path.length === 2 && (path[1] === 'auth' || path[1] === 'spec')
  const owner = isOfProvider ? provider : ''
  const isContainer = props.schema.type === 'object' && uiSchema?.['ui:field'] === undefined
  if (!isContainer) return <ConnectedField key={owner} {...props} />
  return <ObjectField key={owner} {...props} readonly={Boolean(props.readonly || props.schema.readOnly)} />
}
