import type { BackupStorageValues } from '../generated/types.ts'
import { fromPointer, getAt } from '../base/pointer.ts'
import type { Context } from '../context/context.ts'
import { directoryOf, fullName, siblingsOf } from '../context/siblings.ts'
import type { Diagnostic } from '../schema/diagnostics.ts'
import type { Provider } from '../schema/provider.ts'

/**
 * Returns the errors that KubeStash's webhook would report because of other objects, as far as those are given, and a
 * note about a folder with another storage in it.
 */
export function checkSiblings(
  values: BackupStorageValues,
  provider: Provider | undefined,
  context: Context,
): Diagnostic[] {
  const { existing, checks } = context
  if (!existing || existing.length === 0) return []
  const { names, defaults, directories } = siblingsOf(context)
  const found: Diagnostic[] = []
  const report = (code: string, path: string, message: string, more: Partial<Diagnostic> = {}): void =>
    void found.push({ code, severity: 'error', message, path, source: 'siblings', ...more })
  if (names.has(fullName(values.namespace, values.name))) report('name-taken', '/name', checks.nameTaken)
  const other = values.default ? defaults.get(values.namespace) : undefined
  if (other !== undefined) report('second-default', '/default', checks.secondDefault(other))
  const directory = provider && directoryOf(provider, (pointer) => getAt(values, fromPointer(pointer)))
  const folders = directory && directories.get(directory.bucket)
  // Storages can share a bucket but not a folder, so the last field is the one to change.
  const at = provider?.schema['x-directory']?.at(-1)
  if (!folders || at === undefined) return found
  const { folder } = directory
  const rival = folders.get(folder)
  const [, inner] =
    [...folders].find(([one]) => one !== folder && (folder === '' || one.startsWith(`${folder}/`))) ?? []
  if (rival !== undefined) report('same-directory', at, checks.sameDirectory(rival))
  else if (inner !== undefined) report('nested-directory', at, checks.nestedDirectory(inner), { severity: 'info' })
  return found
}
