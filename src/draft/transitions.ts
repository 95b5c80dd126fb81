import type { Context } from '../context/context.ts'
import { layoutFor } from '../context/context.ts'
import type { Diagnostic } from '../schema/diagnostics.ts'
import type { Path } from '../base/pointer.ts'
import { deepEqual } from '../base/json.ts'
import { getAt, setAt, toPointer } from '../base/pointer.ts'
import { initialValues } from '../values/initialValues.ts'
import { withDerived } from './fill.ts'
import { endStep, record, recordTyped } from './history.ts'
import type { DraftState, DraftText } from './state.ts'

const provider: Path = ['backend', 'provider']
const credentials: Path = ['backend', 'credentials']
const source: Path = [...credentials, 'source']

function keep(state: DraftState, path: Path, variant: unknown, value: unknown): DraftState {
  return { ...state, kept: { ...state.kept, [keyOf(state, path, variant)]: value } }
}

/** Returns the key of kept values, which includes the provider: another one has its own choices and sources. */
function keyOf({ values }: DraftState, path: Path, variant: unknown): string {
  const owner = path.length > 1 ? values.backend.provider : ''
  return `${owner}#${toPointer(path)}#${String(variant)}`
}

/** Sets one value; `undefined` removes it. */
function setValue(state: DraftState, path: Path, value: unknown): DraftState {
  if (deepEqual(getAt(state.values, path), value)) return state
  return { ...state, values: setAt(state.values, path, value) }
}

/** Selects a provider, restores the values typed for it, and keeps those of the previous one. */
export function selectProvider(state: DraftState, name: string, context: Context): DraftState {
  const { backend } = state.values
  if (backend.provider === name) return state
  const kept = keep(state, ['backend'], backend.provider, backend)
  const back = kept.kept[keyOf(state, ['backend'], name)] ?? initialValues(name, context).backend
  const reported = Object.entries(state.reported).filter(([pointer]) => !pointer.startsWith('/backend/'))
  return {
    ...kept,
    values: setAt(state.values, ['backend'], back),
    reported: Object.fromEntries(reported),
    filled: undefined,
    offer: undefined,
  }
}

/**
 * Selects the source of the credentials, and keeps the names typed for each source. While an object is edited, new
 * credentials replace those in the Secret that it names.
 */
export function selectSource(state: DraftState, name: string, context: Context): DraftState {
  const present = state.values.backend.credentials
  if (present.source === name) return state
  const kept = keep(state, credentials, present.source, present)
  const back = kept.kept[keyOf(state, credentials, name)] ?? {
    source: name,
    ...(context.editing && name === 'new' && present.secretName ? { secretName: present.secretName } : {}),
  }
  return { ...kept, values: setAt(state.values, credentials, back) }
}

/** Selects the branch of a choice, and keeps the values typed for the others. */
export function selectBranch(state: DraftState, path: Path, branch: string): DraftState {
  const present = getAt(state.values, path)
  const [selected] = Object.keys((present ?? {}) as object)
  if (selected === branch) return state
  const kept = selected === undefined ? state : keep(state, path, selected, present)
  const back = kept.kept[keyOf(state, path, branch)] ?? { [branch]: {} }
  return record(state, { ...kept, values: setAt(state.values, path, back) }, toPointer(path))
}

/** Marks a field as visited, so that its errors may be shown. The next change is a step of its own. */
export function touch(before: DraftState, path: Path): DraftState {
  const state = endStep(before)
  const pointer = toPointer(path)
  return state.touched.has(pointer) ? state : { ...state, touched: new Set([...state.touched, pointer]) }
}

/** Marks the fields that have a value as visited. */
export function touchFilled(state: DraftState, context: Context): DraftState {
  const isFilled = (value: unknown): boolean =>
    typeof value === 'object' ? Object.keys(value ?? {}).length > 0 : (value ?? '') !== ''
  const filled = layoutFor(context, state.values).fields.filter(({ path }) => isFilled(getAt(state.values, path)))
  return { ...state, touched: new Set(filled.map(({ path }) => toPointer(path))) }
}

/** Replaces the errors that a field reports itself. */
export function report(state: DraftState, path: Path, diagnostics: readonly Diagnostic[]): DraftState {
  const pointer = toPointer(path)
  const { [pointer]: before = [], ...others } = state.reported
  if (before.length === 0 && diagnostics.length === 0) return state
  return { ...state, reported: diagnostics.length === 0 ? others : { ...others, [pointer]: diagnostics } }
}

/** Sets the cluster's diagnostics of the current values and text. */
export function reportServer(state: DraftState, diagnostics: readonly Diagnostic[]): DraftState {
  const { values, text, server } = state
  if (diagnostics.length === 0) return server ? { ...state, server: undefined } : state
  return { ...state, server: { values, text, diagnostics } }
}

/** Removes the cluster's diagnostics once the values or the text change. */
export function forgetServer(state: DraftState): DraftState {
  const { values, text, server } = state
  return server && (server.values !== values || server.text !== text) ? { ...state, server: undefined } : state
}

/** Lets every field show its errors. */
export function showAll(state: DraftState): DraftState {
  return state.showAll ? state : { ...state, showAll: true }
}

/** Sets the value at a path, as `setValue` does, or selects a provider or a source. */
export function setField(state: DraftState, path: Path, value: unknown, context: Context): DraftState {
  const pointer = toPointer(path)
  if (pointer === toPointer(provider)) return selectProvider(state, String(value ?? ''), context)
  if (pointer === toPointer(source)) return selectSource(state, String(value ?? ''), context)
  return setValue(state, path, value)
}

/** Sets a field and those that derive from it, as a step. */
export function change(state: DraftState, path: Path, value: unknown, context: Context): DraftState {
  const pointer = toPointer(path)
  const next = setField(state, path, value, context)
  if ([provider, source].some((selected) => toPointer(selected) === pointer)) return record(state, next, pointer)
  return record(state, withDerived(state, next, path, context), pointer, value ?? '')
}

/** Sets the edited text, or undefined to discard it, and the values in it. Without values, the current ones stay. */
export function setText(state: DraftState, text: DraftText | undefined, values = state.values): DraftState {
  if (text === state.text && values === state.values) return state
  return recordTyped(state, { ...state, text, values, filled: undefined, offer: undefined }, '', 'text')
}
