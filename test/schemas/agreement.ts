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
import { toViolations } from '../../src/validation/schemaErrors.ts'
import type { RawError } from '../../src/schema/validator.ts'
import { builtinNames, folder, readProvider } from './schemaFiles.ts'

/** Words that the interpreter reports beside what failed below them, and what the core checks by itself. */
export const left = ['properties', 'items', 'allOf', '$ref', 'format', 'propertyNames', 'false']

/** Which rule fails where: what all validators must agree on. */
function brokenRules(errors: readonly RawError[], data: unknown, schema: Schema): string[] {
  const own = errors.filter(
    ({ keyword, schemaPath }) => !left.includes(keyword) && !/\/oneOf\/|\/propertyNames/.test(schemaPath),
  )
  const broken = own.map(({ instancePath, keyword }) => `${instancePath} ${keyword}`)
  const told = toViolations(errors, schema, data).map(({ path, keyword }) => `told: ${path.join('/')} ${keyword}`)
  return [...new Set([...broken, ...told])].sort()
}

const reference = customizeValidator({ ajvOptionsOverrides: { validateFormats: false } })

/** What rjsf's own validator says. */
export function askReference(schema: Schema, data: unknown): RawError[] {
  const { errors = [], validationError } = reference.rawValidation<RawError>(schema as unknown as RJSFSchema, data)
  if (validationError) throw validationError
  return errors
}

export interface Pair {
  name: string
  builtin: Provider
  made: Provider
  /** Without its `$schema`, which names a file. The same object each time, as the reference keeps what it compiled. */
  schema: ProviderSchema
}

export const pairs: Pair[] = builtinNames.map((name) => {
  const { $schema: _file, ...schema } = readProvider(name) as ProviderSchema & { $schema?: string }
  const builtin = builtinProviders.find((one) => one.name === name)
  if (!builtin) throw new Error(`There is no provider ${name}.`)
  return { name, builtin, made: defineProvider(readProvider(name)), schema }
})

/**
 * Expects rjsf's validator, the precompiled and the interpreting one to find the same rules broken at the same places of
 * `{ auth, spec }`, as they are and normalized.
 *
 * @returns the number of rules that are broken
 */
export function expectAgreement({ builtin, made, schema }: Pair, values: BackupStorageValues): number {
  let broken = 0
  const [compiled, interpreted] = [builtin, made].map((one) => validateValues(values, { providers: [one] }))
  expect(interpreted).toEqual(compiled)
  const options = { providers: [builtin] }
  for (const { backend } of [values, normalizeValues(values, options)]) {
    const { auth = {}, spec = {} } = (backend ?? {}) as Partial<BackupStorageValues['backend']>
    const data = { auth: auth as never, spec: spec as never }
    const expected = brokenRules(askReference(schema, data), data, schema)
    expect(brokenRules(builtin.validate(data), data, schema)).toEqual(expected)
    expect(brokenRules(made.validate(data), data, schema)).toEqual(expected)
    broken += expected.length
  }
  return broken
}

const { $schema: _file, ...resourceSchema } = JSON.parse(
  readFileSync(`${folder}/backupstorage.json`, 'utf8'),
) as Schema & {
  $schema?: string
}

/** The same for what the resource says of its own fields, where there is one validator. */
export function expectResourceAgreement(values: BackupStorageValues): number {
  let broken = 0
  for (const data of [values, normalizeValues(values)]) {
    const json = data as unknown as Json
    const expected = brokenRules(askReference(resourceSchema, json), json, resourceSchema)
    expect(brokenRules(backupStorage.validate(json), json, resourceSchema)).toEqual(expected)
    broken += expected.length
  }
  return broken
}
