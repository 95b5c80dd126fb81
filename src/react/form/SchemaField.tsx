import type { FieldProps } from '@rjsf/utils'
import type { ReactElement } from 'react'
import { Fragment, useCallback, useMemo, useRef, useState } from 'react'
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
import { nowhere, useStateAt } from './useStateAt.ts'
import { isAlwaysShown, isFieldShown, isWithin } from './visibility.ts'

/** Composed fields: their parts are fields that show their own errors. */
const composed = new Set<string | undefined>(['choice', 'rows'])

/** Widgets with options: each choice is an undo step, unlike a keystroke. */
const chosen = new Set<string | undefined>(['select', 'options'])

/** The diagnostics and notes of a field. */
interface FieldDiagnostics {
  readonly errors: readonly Diagnostic[]
  /** Whether the value of another field makes this one required. */
  readonly isAsked: boolean
  readonly about: FieldNotes
}

const createStables = () => ({
  stableErrors: createStableList(),
  notesOf: createNotesOf(),
  keep: createStable<FieldDiagnostics>(),
})

/** The control of a field, connected to its value by path, so that a keystroke re-renders nothing else. */
function Control(props: FieldProps): ReactElement | null {
  const { fieldPathId, uiSchema, registry } = props
  const { path } = fieldPathId
  const value = useStateAt(toPointer(path), (state) => getAt(state.values, path))
  const Field = registry.fields[(uiSchema as UiSchema | undefined)?.['ui:field'] ?? 'widget']
  return Field ? <Field {...props} formData={value} /> : null
}

/** A field that holds a value, with its diagnostics and notes. */
function ConnectedField(props: FieldProps): ReactElement {
  const { draft, store, whenReleased, announce, locks, fixed } = useFormContext()
  const { path } = props.fieldPathId
  const uiSchema = props.uiSchema as UiSchema | undefined
  const condition = uiSchema?.['ui:options']?.required
  const pointer = toPointer(path)
  const ownOnly = composed.has(uiSchema?.['ui:field'])
  const lock = locks.reasons.get(pointer)
  const [{ stableErrors, notesOf, keep }] = useState(createStables)
  // Conditions depend on sibling fields.
  const { errors, isAsked, about } = useStateAt(condition ? parentOf(pointer) : pointer, (state, index) =>
    keep({
      errors: stableErrors((ownOnly ? errorsAt : errorsWithin)(index, state, pointer)),
      isAsked: condition !== undefined && holds(condition, getAt(state.values, path.slice(0, -1))),
      about: notesOf(index, state, pointer, lock),
    }),
  )
  const rawErrors = useMemo(() => errors.map(({ message }) => message), [errors])
  const isChosen = chosen.has(uiSchema?.['ui:widget'])
  const onChange = useCallback(
    (next: unknown, at: Path = path) => {
      draft.change(at, next)
      if (isChosen) draft.endStep()
    },
    [draft, path, isChosen],
  )
  // Announce only errors that the field didn't have when it got the focus.
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
  const onBlur = useCallback(() => {
    draft.endStep()
    // A new error moves the content below it: wait until a pressed pointer has clicked its target there.
    whenReleased(() => {
      draft.touch(path)
      const now = errorsNow()
      if (now !== known.current && now !== '') announce(now)
      known.current = now
    })
  }, [draft, path, whenReleased, announce, errorsNow])
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
        errors={errors}
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

/** Returns the pointer to the parent object. Conditions refer to its fields. */
function parentOf(pointer: string): string {
  return pointer.slice(0, pointer.lastIndexOf('/'))
}

/** Returns whether the pointers include a field or a parent of it. */
function isLocked(pointers: ReadonlySet<string>, path: Path): boolean {
  if (pointers.size === 0) return false
  const pointer = toPointer(path)
  return [...pointers].some((one) => isWithin(pointer, one))
}

/**
 * The field of any schema. It hides fields that don't apply, connects fields that hold a value, and renders the fields
 * of an object. Another provider gets new components for its parts, so that no field state, such as a revealed secret,
 * carries over.
 */
export function SchemaField(props: FieldProps): ReactElement | null {
  const context = useFormContext()
  const { provider } = context
  const uiSchema = props.uiSchema as UiSchema | undefined
  const { path } = props.fieldPathId
  const { when, show } = uiSchema?.['ui:options'] ?? {}
  const pointer = toPointer(path)
  const isAlways = isAlwaysShown(path, uiSchema, context)
  const shown = useStateAt(
    isAlways ? nowhere : when || show ? parentOf(pointer) : pointer,
    (state) => isAlways || isFieldShown(state, path, uiSchema, context),
  )
  if (!shown) return null
  const isOfProvider = path.length === 2 && (path[1] === 'auth' || path[1] === 'spec')
  const owner = isOfProvider ? provider : ''
  const isContainer = props.schema.type === 'object' && uiSchema?.['ui:field'] === undefined
  if (!isContainer) {
    const Before = props.registry.fields[uiSchema?.['ui:options']?.before ?? '']
    return (
      <Fragment key={owner}>
        {Before ? <Before {...props} /> : null}
        <ConnectedField {...props} />
      </Fragment>
    )
  }
  return <ObjectField key={owner} {...props} readonly={Boolean(props.readonly || props.schema.readOnly)} />
}
