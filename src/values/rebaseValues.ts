import type { BackupStorageValues } from '../generated/types.ts'
import { member } from '../base/json.ts'
import { mergeThree } from '../base/merge.ts'
import { findProvider } from '../context/context.ts'
import { contextOf } from '../context/createContext.ts'
import type { Options } from '../context/options.ts'
import { toPointer } from '../base/pointer.ts'
import { holds, isChoice } from '../schema/language.ts'
import { schemaAt } from '../schema/schemaAt.ts'
import { normalizeValues } from './normalizeValues.ts'

/** A value that both sides changed in different ways. */
export interface ValueConflict {
  /** JSON Pointer into the values. It can cover several fields that belong together. */
  pointer: string
  mine: unknown
  theirs: unknown
}

/** The member that determines its siblings, by the pointer to their parent. They all come from the same side. */
const deciding: Readonly<Record<string, string>> = { '/backend': 'provider', '/backend/credentials': 'source' }

/**
 * Applies the changes from `base` to `mine` on top of `theirs`, which also comes from `base`. Where both changed the
 * same value, mine stays. Values that depend on each other come from one side as a whole: the fields of a provider, the
 * branches of a choice, the fields that a source of credentials uses. The returned values are normalized.
 *
 * @param taken - pointers of the conflicts to resolve with theirs
 */
export function rebaseValues(
  base: BackupStorageValues,
  mine: BackupStorageValues,
  theirs: BackupStorageValues,
  options: Options = {},
  taken: ReadonlySet<string> = new Set(),
): { values: BackupStorageValues; conflicts: ValueConflict[] } {
  const conflicts: ValueConflict[] = []
  const context = contextOf(options)
  const normal = [base, mine, theirs].map((one) => normalizeValues(one, context))
  const { schema } = context.layoutOf(findProvider(context, mine.backend.provider))
  const merged = mergeThree(normal[0], normal[1], normal[2], {
    isWhole(path, one, other) {
      const decides = deciding[toPointer(path)]
      if (decides !== undefined && member(one, decides) !== member(other, decides)) return true
      const here = schemaAt(schema, path)
      if (here && isChoice(here) && Object.keys(one).join() !== Object.keys(other).join()) return true
      return Object.values(here?.properties ?? {}).some(
        (child) => holds(child['x-when'], one) !== holds(child['x-when'], other),
      )
    },
    resolve(path, one, other) {
      const pointer = toPointer(path)
      conflicts.push({ pointer, mine: one, theirs: other })
      return taken.has(pointer) ? other : one
    },
  })
  return { values: normalizeValues(merged as BackupStorageValues, context), conflicts }
}
