import type { BackupStorageValues } from '../generated/types.ts'
import { contextOf } from '../context/createContext.ts'
import type { Options } from '../context/options.ts'
import { setAt } from '../base/pointer.ts'
import { lastApplied } from '../schema/manifest.ts'

/**
 * The values for a copy under another name, which is nobody's default. The copy gets a Secret of its own and never shares
 * one silently: the name of the original's Secret is dropped. Where that Secret was made for the original and its content
 * was not read, so that the values only name it, the copy asks for credentials of its own. A Secret that was there before
 * (any other name) is used by the copy as well. What kubectl noted of the original stays behind.
 *
 * @param values the original's, which stay as they are
 * @param newName the name of the copy
 */
export function duplicateValues(values: BackupStorageValues, newName: string, options?: Options): BackupStorageValues {
  const { source, secretName, ...others } = values.backend.credentials
  const isOwn = source === 'new' || (source === 'existing' && secretName === contextOf(options).secretName(values))
  const { [lastApplied]: _noted, ...annotations } = values.annotations
  const copy: BackupStorageValues = { ...values, name: newName, default: false, annotations }
  return isOwn ? setAt(copy, ['backend', 'credentials'], { ...others, source: 'new' }) : copy
}
