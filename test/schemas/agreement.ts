import { readFileSync } from 'node:fs'
import type { BackupStorageValues, Json, Provider } from 'backupstorage-forms/core'
import {
  backupStorage,
  builtinProviders,
  defineProvider,
  normalizeValues,
  validateValues,
} from 'backupstorage-forms/core'
import type { RJSFSchema } from '@rjsf/utils'
import { customizeValidator } from '@rjsf/validator-ajv8'
import { expect } from 'vitest'
import type { ProviderSchema, Schema } from '../../src/schema/language.ts'
import { toPointer } from '../../src/base/pointer.ts'
import type { Validator, Violation } from '../../src/schema/validator.ts'
import { createValidator } from '../../src/schema/validator.ts'
import { builtinNames, folder, readProvider } from './schemaFiles.ts'
import type { RawError } from './toViolations.ts'
import { toViolations } from './toViolations.ts'

/** The violated rules and their paths, on which both validators must agree. */
const linesOf = (found: readonly Pick<Violation, 'path' | 'keyword'>[]): string[] =>
  found.map(({ path, keyword }) => `${toPointer(path)} ${keyword}`).sort()

// Without a precision, ajv divides exactly (0.3 is no multiple of 0.1) and refuses all multiples from 1e21 on.
const reference = customizeValidator({ ajvOptionsOverrides: { validateFormats: false, multipleOfPrecision: 9 } })

/** Returns the violations found by rjsf's own validator. The core checks formats separately. */
export function askReference(schema: Schema, data: unknown): string[] {
  const { errors = [], validationError } = reference.rawValidation<RawError>(schema as unknown as RJSFSchema, data)
  if (validationError) throw validationError
  return linesOf(toViolations(errors, schema, data))
}

const validators = new Map<Schema, Validator>()

/** Returns the violations found by the package's validator. */
export function askOwn(schema: Schema, data: unknown): string[] {
  const validate = validators.get(schema) ?? createValidator(schema)
  validators.set(schema, validate)
  return linesOf(validate(data as Json))
}

export interface Pair {
  name: string
  builtin: Provider
  made: Provider
  /** Removes `$schema`, which names a file. Always returns the same object, as the reference caches by identity. */
  schema: ProviderSchema
}

export const pairs: Pair[] = builtinNames.map((name) => {
  const { $schema: _file, ...schema } = readProvider(name) as ProviderSchema & { $schema?: string }
  const builtin = builtinProviders.find((one) => one.name === name)
  if (!builtin) throw new Error(`There is no provider ${name}.`)
  return { name, builtin, made: defineProvider(readProvider(name)), schema }
})

/**
 * Expects rjsf's validator and ours to find the same violations at the same paths of `{ auth, spec }`, as given and
 * normalized.
 *
 * @returns the number of violations
 */
export function expectAgreement({ builtin, made, schema }: Pair, values: BackupStorageValues): number {
  let broken = 0
  const [own, defined] = [builtin, made].map((one) => validateValues(values, { providers: [one] }))
  expect(defined).toEqual(own)
  const options = { providers: [builtin] }
  for (const { backend } of [values, normalizeValues(values, options)]) {
    const { auth = {}, spec = {} } = (backend ?? {}) as Partial<BackupStorageValues['backend']>
    const expected = askReference(schema, { auth, spec })
    expect(askOwn(builtin.schema, { auth, spec })).toEqual(expected)
    broken += expected.length
  }
  return broken
}

const { $schema: _file, ...resourceSchema } = JSON.parse(
  readFileSync(`${folder}/backupstorage.json`, 'utf8'),
) as Schema & {
  $schema?: string
}

/** Like `expectAgreement`, for the resource's own fields. */
export function expectResourceAgreement(values: BackupStorageValues): number {
  let broken = 0
  for (const data of [values, normalizeValues(values)]) {
    const expected = askReference(resourceSchema, data)
    expect(askOwn(backupStorage.schema, data)).toEqual(expected)
    broken += expected.length
  }
  return broken
}
