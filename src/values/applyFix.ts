import type { BackupStorageValues } from '../generated/types.ts'
import { encodeBase64 } from '../base/base64.ts'
import type { Fix } from '../schema/diagnostics.ts'
import { fromPointer, getAt, setAt } from '../base/pointer.ts'
import { decodedText } from '../base/base64.ts'
import { longestMatched } from '../schema/limits.ts'
import { derive } from './derive.ts'

/** Returns the value that a fix gives to its field. */
export function fixedValue(values: BackupStorageValues, { path, value, edit }: Fix): unknown {
  if (!edit) return value
  const present = getAt(values, fromPointer(path))
  if (typeof edit === 'object' && 'document' in edit) return present
  // The other field may have changed since: then there is nothing to take from it.
  if (typeof edit === 'object' && 'derive' in edit) return derive(edit.derive, values) ?? present
  if (typeof present !== 'string') return present
  if (edit === 'decodeBase64') return decodedText(present) ?? present
  if (edit === 'encodeBase64') return encodeBase64(present)
  if (present.length > longestMatched) return present
  return present.replaceAll(new RegExp(edit.pattern, 'gu'), edit.replace)
}

/** Returns the values with a fix that the user accepted. A fix of a text changes nothing here. */
export function applyFix(values: BackupStorageValues, fix: Fix): BackupStorageValues {
  return setAt(values, fromPointer(fix.path), fixedValue(values, fix))
}
