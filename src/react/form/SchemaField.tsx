import { getDefaultRegistry } from '@rjsf/core'
import type { ErrorSchema, FieldProps } from '@rjsf/utils'
import type { ReactElement } from 'react'
import { useCallback, useMemo } from 'react'
import type { DraftStore } from '../../core/draft/createDraft.ts'
import type { Path } from '../../core/pointer.ts'
import { getAt, toPointer } from '../../core/pointer.ts'
import type { UiSchema } from '../../core/schema/form.ts'
import { useDraftState } from '../useDraft.ts'
import { useFormContext } from './FormContext.ts'
import { isFieldShown, isRevealed, isWithin } from './visibility.ts'

const { SchemaField: PlainSchemaField } = getDefaultRegistry().fields as {
  SchemaField: (props: FieldProps) => ReactElement | null
}

/** The sentences to show at a field, joined by line breaks; empty where there are none. */
function useFaults(draft: DraftStore, path: Path): string {
  const pointer = toPointer(path)
  return useDraftState(draft, (state) =>
    draft
      .getDiagnostics()
      .filter((one) => one.severity === 'error' && isWithin(one.path, pointer) && isRevealed(state, one))
      .map((one) => one.message)
      .join('\n'),
  )
}

/** A field that holds a value: connected to the draft by its path, so that typing renders nothing else. */
function ConnectedField(props: FieldProps): ReactElement {
  const { draft } = useFormContext()
  const { path } = props.fieldPathId
  const value = useDraftState(draft, (state) => getAt(state.values, path))
  const faults = useFaults(draft, path)
  const errorSchema = useMemo(() => (faults === '' ? {} : { __errors: faults.split('\n') }) as ErrorSchema, [faults])
  const onChange = useCallback((next: unknown, at: Path = path) => draft.change(at, next), [draft, path])
  const onBlur = useCallback(() => draft.touch(path), [draft, path])
  return <PlainSchemaField {...props} formData={value} errorSchema={errorSchema} onChange={onChange} onBlur={onBlur} />
}

/**
 * Takes the place of rjsf's own field for every schema: leaves out what is not to be shown, connects what holds a value,
 * and leaves objects to rjsf.
 */
export function SchemaField(props: FieldProps): ReactElement | null {
  const { draft, lists } = useFormContext()
  const uiSchema = props.uiSchema as UiSchema | undefined
  const { path } = props.fieldPathId
  const shown = useDraftState(draft, (state) => isFieldShown(state, path, uiSchema, lists))
  if (!shown) return null
  const isContainer = props.schema.type === 'object' && uiSchema?.['ui:field'] === undefined
  return isContainer ? <PlainSchemaField {...props} /> : <ConnectedField {...props} />
}
