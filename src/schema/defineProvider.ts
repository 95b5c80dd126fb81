import { providerMeta } from '../generated/providerMeta.ts'
import type { Diagnostic } from './diagnostics.ts'
import { backupStorage } from './builtin.ts'
import type { Provider } from './provider.ts'
import { createProvider } from './provider.ts'
import type { Resource } from './resource.ts'
import { checkProvider } from './checkProvider.ts'
import { copySchema } from './copySchema.ts'
import type { ProviderSchema } from './language.ts'

/** A provider's schema cannot be used. `diagnostics` lists every fault with its JSON Pointer. */
export class ProviderSchemaError extends Error {
  override readonly name = 'ProviderSchemaError'
  constructor(readonly diagnostics: readonly Diagnostic[]) {
    const errors = diagnostics.map(({ path, message }) => `${path || '/'}: ${message}`)
    super(`backupstorage-forms: the provider schema has faults. ${errors.join(' ')}`)
  }
}

/**
 * Makes a provider of a schema at run time, without generated code. `schemas/README.md` says how to write one.
 *
 * @param schema - the schema as JSON data; it is copied
 * @param resource - the kind of object that it is written into, whose places its fields must leave alone
 * @throws {ProviderSchemaError} where the schema has faults: all of them are in its `diagnostics`
 */
export function defineProvider(schema: unknown, resource: Resource = backupStorage): Provider {
  const { copy, errors: unread } = copySchema(schema)
  const errors = unread.length > 0 ? unread : checkProvider(copy, providerMeta, resource.schema)
  if (errors.length > 0) throw new ProviderSchemaError(errors)
  return createProvider(copy as unknown as ProviderSchema)
}
