import type { Context } from '../context/context.ts'
import type { BackupStorageValues } from '../generated/types.ts'
import { findProvider } from '../context/context.ts'
import type { Path } from '../base/pointer.ts'
import { fromPointer, getAt, toPointer } from '../base/pointer.ts'
import { fillDerived } from '../values/derive.ts'
import type { DraftState, Fill } from './state.ts'

/** Returns the filled fields with their previous values, for a notice and its undo. */
export function fillOf(before: BackupStorageValues, pointers: readonly string[], at: string): Fill {
  return {
    at,
    fields: pointers,
    before: pointers.map((pointer) => [pointer, getAt(before, fromPointer(pointer))]),
  }
}

/** Adds the derived values to a change. Editing a filled field removes its notice. */
export function withDerived(before: DraftState, next: DraftState, path: Path, context: Context): DraftState {
  if (next === before) return next
  const layout = context.layoutOf(findProvider(context, next.values.backend.provider))
  const { values, filled } = fillDerived(before.values, next.values, layout)
  const at = toPointer(path)
  if (filled.length > 0) return { ...next, values, filled: fillOf(before.values, filled, at) }
  const isAnnounced = next.filled?.fields.some((pointer) => pointer === at || pointer.startsWith(at + '/'))
  return isAnnounced ? { ...next, filled: undefined } : next
}
