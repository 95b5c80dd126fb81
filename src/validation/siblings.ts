import type { BackupStorageValues } from '../generated/types.ts'
import { fromPointer, getAt } from '../base/pointer.ts'
import type { Context } from '../context/context.ts'
import { directoryOf, fullName, siblingsOf } from '../context/siblings.ts'
import type { Diagnostic } from '../schema/diagnostics.ts'
import type { Provider } from '../schema/provider.ts'

/** Returns the errors that KubeStash's webhook would report because of other objects, as far as those are given. */
export function checkSiblings(
  values: BackupStorageValues,
  provider: Provider | undefined,
  context: Context,
): Diagnostic[] {
  const { existing, checks } = context
  if (!existing || existing.length === 0) return []
  const { names, defaults, directories } = siblingsOf(context)
  const found: Diagnostic[] = []
  const report = (code: string, path: string, message: string): void =>
    void found.push({ code, severity: 'error', message, path, source: 'siblings' })
  if (names.has(fullName(values.namespace, values.name))) report('name-taken', '/name', checks.nameTaken)
  const other = values.default ? defaults.get(values.namespace) : undefined
  if (other !== undefined) report('second-default', '/default', checks.secondDefault(other))
  const directory = provider && directoryOf(provider, (pointer) => getAt(values, fromPointer(pointer)))
  const rival = directory === undefined ? undefined : directories.get(directory)
  const [at] = provider?.schema['x-directory'] ?? []
  if (rival !== undefined && at !== undefined) report('same-directory', at, checks.sameDirectory(rival))
  return found
}
