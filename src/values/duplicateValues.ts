import type { BackupStorageValues } from '../generated/types.ts'
import { findProvider } from '../context/context.ts'
import { contextOf } from '../context/createContext.ts'
import type { Options } from '../context/options.ts'
import { fromPointer, setAt } from '../base/pointer.ts'
import { lastApplied } from '../schema/manifest.ts'

/**
 * Returns the values for a copy with another name.
 *
 * The copy has no folder yet, since two storages can't share one: the last field of the provider's location
 * (`x-directory`) is unset. It is not a default storage, and doesn't have kubectl's last-applied annotation. It gets
 * its own Secret if the original's Secret was created with it (which its name shows), and then asks for credentials;
 * any other Secret is shared.
 *
 * @param values the values of the original, which don't change
 * @param newName the name of the copy
 */
export function duplicateValues(values: BackupStorageValues, newName: string, options?: Options): BackupStorageValues {
  const context = contextOf(options)
  const { source, secretName, ...others } = values.backend.credentials
  const isOwn = source === 'new' || (source === 'existing' && secretName === context.secretName(values))
  const { [lastApplied]: _noted, ...annotations } = values.annotations
  const copy: BackupStorageValues = { ...values, name: newName, default: false, annotations }
  const folder = findProvider(context, values.backend.provider)?.schema['x-directory']?.at(-1)
  const moved = folder === undefined ? copy : setAt(copy, fromPointer(folder), undefined)
  return isOwn ? setAt(moved, ['backend', 'credentials'], { ...others, source: 'new' }) : moved
}
