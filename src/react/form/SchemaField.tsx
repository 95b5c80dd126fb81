import { getDefaultRegistry } from '@rjsf/core'
import type { ErrorSchema, FieldProps } from '@rjsf/utils'
import type { ReactElement } from 'react'
import { useCallback, useMemo } from 'react'
import type { DraftStore } from '../../core/draft/createDraft.ts'
import type { Path } from '../../core/pointer.ts'
import { getAt, toPointer } from '../../core/pointer.ts'
import type { UiSchema } from '../../core/schema/form.ts'
import { holds } from '../../core/schema/language.ts'
import { useDraftState } from '../useDraft.ts'
import { useFormContext } from './FormContext.ts'
import { isFieldShown, isRevealed, isWithin } from './visibility.ts'

const { SchemaField: PlainSchemaField } = getDefaultRegistry().fields as {
  SchemaField: (props: FieldProps) => ReactElement | null
}

/** Fields whose parts are fields of their own, which show their own faults. */
const composed = new Set<string | undefined>(['choice', 'rows'])

/** The sentences to show at a field, joined by line breaks; empty where there are none. */
function useFaults(draft: DraftStore, path: Path, ownOnly: boolean): string {
  const pointer = toPointer(path)
  return useDraftState(draft, (state) =>
    draft
      .getDiagnostics()
      .filter((one) => one.severity === 'error' && isRevealed(state, one))
      .filter((one) => (ownOnly ? one.path === pointer : isWithin(one.path, pointer)))
      .map((one) => one.message)
      .join('\n'),
  )
}

/** A field that holds a value: connected to the draft by its path, so that typing renders nothing else. */
function ConnectedField(props: FieldProps): ReactElement {
  const { draft, whenReleased } = useFormContext()
  const { path } = props.fieldPathId
  const uiSchema = props.uiSchema as UiSchema | undefined
  const value = useDraftState(draft, (state) => getAt(state.values, path))
  const faults = useFaults(draft, path, composed.has(uiSchema?.['ui:field']))
  const condition = uiSchema?.['ui:options']?.required
  const isAsked = useDraftState(
    draft,
    ({ values }) => condition !== undefined && holds(condition, getAt(values, path.slice(0, -1))),
  )
  const errorSchema = useMemo(() => (faults === '' ? {} : { __errors: faults.split('\n') }) as ErrorSchema, [faults])
  const onChange = useCallback((next: unknown, at: Path = path) => draft.change(at, next), [draft, path])
  // A fault that appears moves what is below it: not from under a pointer that is about to click there.
  const onBlur = useCallback(() => whenReleased(() => draft.touch(path)), [draft, path, whenReleased])
  return (
    <PlainSchemaField
      {...props}
      required={Boolean(props.required) || isAsked}
      formData={value}
      errorSchema={errorSchema}
      onChange={onChange}
      onBlur={onBlur}
    />
  )
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
