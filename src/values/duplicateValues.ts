import type { BackupStorageValues } from '../generated/types.ts'
import { contextOf } from '../context/createContext.ts'
import type { Options } from '../context/options.ts'
import { setAt } from '../base/pointer.ts'
import { lastApplied } from '../schema/manifest.ts'

/**
 * Returns the values for a copy under another name, which is not the default. The copy gets its own Secret and never
 * shares one silently: the name of the original's Secret is dropped. If that Secret was created for the original and
 * its content was not read, so that the values only name it, the copy asks for its own credentials. The copy also uses
 * a Secret that existed before (any other name). kubectl's last-applied annotation is dropped.
 *
 * @param values the values of the original, which don't change
 * @param newName the name of the copy
 */
export function duplicateValues(values: BackupStorageValues, newName: string, options?: Options): BackupStorageValues {
  const { source, secretName, ...others } = values.backend.credentials
  const isOwn = source === 'new' || (source === 'existing' && secretName === contextOf(options).secretName(values))
  const { [lastApplied]: _noted, ...annotations } = values.annotations
  const copy: BackupStorageValues = { ...values, name: newName, default: false, annotations }
  return isOwn ? setAt(copy, ['backend', 'credentials'], { ...others, source: 'new' }) : copy
}
