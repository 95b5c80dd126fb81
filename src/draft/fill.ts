import type { Context } from '../context/context.ts'
import type { BackupStorageValues } from '../generated/types.ts'
import { deepEqual } from '../base/json.ts'
import { findProvider } from '../context/context.ts'
import type { Path } from '../base/pointer.ts'
import { fromPointer, getAt, setAt, toPointer } from '../base/pointer.ts'
import { fillDerived } from '../values/derive.ts'
import { record } from './history.ts'
import type { DraftState, Fill } from './state.ts'

/** Returns the filled fields with their previous values, for a notice and its undo. */
function fillOf(before: BackupStorageValues, pointers: readonly string[], at: string): Fill {
  return {
    at,
    fields: pointers,
    before: pointers.map((pointer) => [pointer, getAt(before, fromPointer(pointer))]),
  }
}

/** Sets several fields as one step, with a notice at a field. Fields that have their values already don't count. */
export function fillFields(state: DraftState, entries: readonly (readonly [Path, unknown])[], at: Path): DraftState {
  const changed = entries.filter(([path, value]) => !deepEqual(getAt(state.values, path), value))
  if (changed.length === 0) return state
  let { values } = state
  for (const [path, value] of changed) values = setAt(values, path, value)
  const filled = fillOf(
    state.values,
    changed.map(([path]) => toPointer(path)),
    toPointer(at),
  )
  return record(state, { ...state, values, filled, offer: undefined }, filled.at)
}

/** Returns the fill that a field's value caused in others; undefined for a choice or paste that filled this one too. */
function derivedFrom({ filled }: DraftState, at: string): Fill | undefined {
  return filled?.at === at && !filled.fields.includes(at) ? filled : undefined
}

/**
 * Adds the derived values to a change. They follow the text that the typing started from, since it passes through texts
 * that yield nothing: what those filled goes with them. Editing a filled field removes its notice.
 */
export function withDerived(before: DraftState, next: DraftState, path: Path, context: Context): DraftState {
  if (next === before) return next
  const at = toPointer(path)
  const start = (before.typing === at ? before.past.at(-1) : undefined)?.values ?? before.values
  const last = derivedFrom(before, at)
  const restored = (last?.before ?? []).reduce(
    (values, [pointer, value]) => setAt(values, fromPointer(pointer), value),
    next.values,
  )
  const provider = findProvider(context, next.values.backend.provider)
  const { values, filled } = fillDerived(start, restored, context.layoutOf(provider), provider?.vendors)
  if (filled.length > 0) {
    const fill = fillOf(start, filled, at)
    return { ...next, values, filled: deepEqual(fill, last) ? last : fill }
  }
  const isAnnounced = next.filled?.fields.some((pointer) => pointer === at || pointer.startsWith(at + '/'))
  return isAnnounced || last ? { ...next, values, filled: undefined } : next
}
