import PlainSchemaField from '@rjsf/core/lib/components/fields/SchemaField.js'
import type { ErrorSchema, FieldProps } from '@rjsf/utils'
import type { ReactElement } from 'react'
import { useCallback, useMemo, useRef } from 'react'
import type { Path } from '../../core/pointer.ts'
import { getAt, toPointer } from '../../core/pointer.ts'
import type { UiSchema } from '../../core/schema/form.ts'
import { holds } from '../../core/schema/language.ts'
import { useDraftState } from '../useDraft.ts'
import { errorsAt, errorsWithin } from './faults.ts'
import { FieldContext } from './FieldContext.ts'
import { useFormContext } from './FormContext.ts'
import { useDiagnostics, useFieldNotes } from './useDiagnostics.ts'
import { isFieldShown, isWithin } from './visibility.ts'

/** Fields whose parts are fields of their own, which show their own faults. */
const composed = new Set<string | undefined>(['choice', 'rows'])

/** A field that holds a value: connected to the draft by its path, so that typing renders nothing else. */
function ConnectedField(props: FieldProps): ReactElement {
  const { draft, whenReleased, announce, locks, fixed } = useFormContext()
  const { path } = props.fieldPathId
  const pointer = toPointer(path)
  const uiSchema = props.uiSchema as UiSchema | undefined
  const value = useDraftState(draft, (state) => getAt(state.values, path))
  const ownOnly = composed.has(uiSchema?.['ui:field'])
  const faults = useDiagnostics(draft, (state) => (ownOnly ? errorsAt : errorsWithin)(draft, state, pointer))
  const about = useFieldNotes(draft, pointer, locks.reasons.get(pointer))
  const condition = uiSchema?.['ui:options']?.required
  const isAsked = useDraftState(
    draft,
    ({ values }) => condition !== undefined && holds(condition, getAt(values, path.slice(0, -1))),
  )
  const errorSchema = useMemo(
    () => (faults.length === 0 ? {} : { __errors: faults.map(({ message }) => message) }) as ErrorSchema,
    [faults],
  )
  const onChange = useCallback((next: unknown, at: Path = path) => draft.change(at, next), [draft, path])
  // A fault that was there when the field was entered is known; one that appears when it is left is read out.
  const known = useRef('')
  const faultsNow = useCallback(
    () =>
      errorsWithin(draft, draft.getState(), toPointer(path))
        .map(({ message }) => message)
        .join(' '),
    [draft, path],
  )
  const field = useMemo(
    () => ({
      ...about,
      onEnter: () => {
        known.current = faultsNow()
      },
    }),
    [about, faultsNow],
  )
  // A fault that appears moves what is below it: not from under a pointer that is about to click there.
  const onBlur = useCallback(
    () =>
      whenReleased(() => {
        draft.touch(path)
        const now = faultsNow()
        if (now !== known.current && now !== '') announce(now)
        known.current = now
      }),
    [draft, path, whenReleased, announce, faultsNow],
  )
  const isFixed = isLocked(locks.fields, path) || isLocked(fixed, path)
  return (
    <FieldContext.Provider value={field}>
      <PlainSchemaField
        {...props}
        required={Boolean(props.required) || isAsked}
        readonly={Boolean(props.readonly) || isFixed}
        formData={value}
        errorSchema={errorSchema}
        onChange={onChange}
        onBlur={onBlur}
      />
    </FieldContext.Provider>
  )
}

/** Whether a field, or something around it, is among the pointers. */
function isLocked(pointers: ReadonlySet<string>, path: Path): boolean {
  if (pointers.size === 0) return false
  const pointer = toPointer(path)
  return [...pointers].some((one) => isWithin(pointer, one))
}

/**
 * Takes the place of rjsf's own field for every schema: leaves out what is not to be shown, connects what holds a value,
 * and leaves objects to rjsf. The provider's own parts are made anew for another provider, so that nothing that a field
 * keeps to itself (a secret that is shown, for example) passes from one to the other.
 */
export function SchemaField(props: FieldProps): ReactElement | null {
  const context = useFormContext()
  const { draft } = context
  const uiSchema = props.uiSchema as UiSchema | undefined
  const { path } = props.fieldPathId
  const shown = useDraftState(draft, (state) => isFieldShown(state, path, uiSchema, context))
  const isOfProvider = path.length === 2 && (path[1] === 'auth' || path[1] === 'spec')
  const owner = useDraftState(draft, (state) => (isOfProvider ? state.values.backend.provider : ''))
  if (!shown) return null
  const isContainer = props.schema.type === 'object' && uiSchema?.['ui:field'] === undefined
  return isContainer ? <PlainSchemaField key={owner} {...props} /> : <ConnectedField key={owner} {...props} />
}
