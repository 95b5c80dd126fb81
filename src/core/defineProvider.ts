import { Validator as Interpreter } from '@cfworker/json-schema'
import { providerMeta } from '../generated/providerMeta.ts'
import { resource } from '../generated/resource.ts'
import type { Diagnostic } from './diagnostics.ts'
import { toJson } from './json.ts'
import type { Provider } from './provider.ts'
import { createProvider } from './provider.ts'
import { checkProvider } from './schema/checkProvider.ts'
import type { ProviderSchema, Schema } from './schema/language.ts'
import { rulesOf } from './schema/rulesOf.ts'
import type { Validator } from './validation/validator.ts'

/** A provider's schema cannot be used. `diagnostics` lists every fault with its JSON Pointer. */
export class ProviderSchemaError extends Error {
  override readonly name = 'ProviderSchemaError'
  constructor(readonly diagnostics: readonly Diagnostic[]) {
    const faults = diagnostics.map(({ path, message }) => `${path || '/'}: ${message}`)
    super(`backupstorage-forms: the provider schema has faults. ${faults.join(' ')}`)
  }
}

/** A validator that interprets the schema, so that it runs where code generation is forbidden. */
function interpreted(schema: Schema): Validator {
  const interpreter = new Interpreter(rulesOf(schema), '7', false)
  return (data) => {
    try {
      return interpreter.validate(data).errors.map(({ keyword, keywordLocation, instanceLocation }) => ({
        keyword,
        instancePath: decodeURIComponent(instanceLocation.slice(1)),
        schemaPath: keywordLocation,
      }))
    } catch {
      // It writes places as URIs, and a key with half a surrogate pair has none.
      return [{ keyword: 'pattern', instancePath: '', schemaPath: '#' }]
    }
  }
}

/**
 * Makes a provider of a schema at run time, without generated code. `schemas/README.md` says how to write one.
 *
 * @param schema - the schema as JSON data; it is copied
 * @throws {ProviderSchemaError} where the schema has faults: all of them are in its `diagnostics`
 */
export function defineProvider(schema: unknown): Provider {
  const copy = toJson(schema)
  const faults = checkProvider(copy, providerMeta, resource.schema)
  if (faults.length > 0) throw new ProviderSchemaError(faults)
  const checked = copy as unknown as ProviderSchema
  const constants = Array.isArray(checked['x-manifest']) ? checked['x-manifest'] : []
  const conditions = constants.map(({ when }: { when?: Schema }) => (when ? interpreted(when) : undefined))
  const advice = (checked['x-advice'] ?? []).map(({ when }) => interpreted(when))
  return createProvider(checked, interpreted(checked), conditions, advice)
}
