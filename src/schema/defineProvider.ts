import { knownGuides } from '../generated/guides.ts'
import { providerMeta } from '../generated/providerMeta.ts'
import { vendorTables } from '../generated/vendors.ts'
import type { Diagnostic } from './diagnostics.ts'
import { backupStorage } from './builtin.ts'
import type { Provider } from './provider.ts'
import { createProvider } from './provider.ts'
import type { Resource } from './resource.ts'
import { checkProvider } from './checkProvider.ts'
import { copySchema } from './copySchema.ts'
import type { ProviderSchema } from './language.ts'

/** The error for an unusable provider schema. `diagnostics` lists its errors, each with a JSON Pointer. */
export class ProviderSchemaError extends Error {
  override readonly name = 'ProviderSchemaError'
  constructor(readonly diagnostics: readonly Diagnostic[]) {
    const errors = diagnostics.map(({ path, message }) => `${path || '/'}: ${message}`)
    super(`backupstorage-forms: Invalid provider schema. ${errors.join(' ')}`)
  }
}

/**
 * Creates a provider from a schema at run time, without generated code. `schemas/README.md` describes how to write one.
 *
 * @param schema - the schema as JSON data; it is copied
 * @param resource - the kind of object that it is written to, whose own manifest paths its fields must not use
 * @throws {ProviderSchemaError} if the schema has errors, which `diagnostics` lists
 */
export function defineProvider(schema: unknown, resource: Resource = backupStorage): Provider {
  const { copy, errors: unread } = copySchema(schema)
  const known = { vendors: Object.values(vendorTables), guides: knownGuides }
  const errors = unread.length > 0 ? unread : checkProvider(copy, providerMeta, resource.schema, known)
  if (errors.length > 0) throw new ProviderSchemaError(errors)
  return createProvider(copy as unknown as ProviderSchema)
}
