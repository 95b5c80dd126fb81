import type { BackupStorageValues } from '../generated/types.ts'
import type { Json } from '../base/json.ts'
import type { Context } from '../context/context.ts'
import { getAt } from '../base/pointer.ts'
import type { Provider } from '../schema/provider.ts'
import { hasAuth } from '../schema/provider.ts'

/** A constant in the manifest, which comes from no field of the values. */
export interface ManifestConstant {
  readonly path: readonly string[]
  readonly value: string | number | boolean
}

/**
 * Returns the name of the storage's Secret: an existing one, a chosen name for a new one, or the derived name.
 * Undefined if it uses no Secret.
 */
export function secretNameOf(
  values: BackupStorageValues,
  provider: Provider | undefined,
  options: Context,
): string | undefined {
  if (!hasAuth(provider)) return undefined
  const source = getAt(values, ['backend', 'credentials', 'source'])
  const chosen = getAt(values, ['backend', 'credentials', 'secretName'])
  if (source === 'workloadIdentity') return undefined
  if (chosen !== undefined && chosen !== '') return chosen as string
  return source === 'existing' ? undefined : options.secretName(values)
}

/** Returns the constants of the provider's schema and the reference annotations for these values. */
export function constantsOf(
  values: BackupStorageValues,
  provider: Provider | undefined,
  options: Context,
): ManifestConstant[] {
  const backend = (getAt(values, ['backend']) ?? null) as Json
  const constants: ManifestConstant[] = (provider?.constants ?? []).filter((constant) => constant.applies(backend))
  const keys = options.referenceAnnotations
  if (!keys || !provider) return constants
  const secret = secretNameOf(values, provider, options)
  return [
    ...constants,
    { path: ['metadata', 'annotations', keys.provider], value: provider.writes },
    ...(typeof secret === 'string' ? [{ path: ['metadata', 'annotations', keys.secret], value: secret }] : []),
  ]
}
