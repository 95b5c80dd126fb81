import type { BackupStorageValues, Provider } from 'backupstorage-forms/core'
import { builtinProviders, defineProvider, normalizeValues, validateValues } from 'backupstorage-forms/core'
import type { RJSFSchema } from '@rjsf/utils'
import { customizeValidator } from '@rjsf/validator-ajv8'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ProviderSchema } from '../../src/core/schema/language.ts'
import { toViolations } from '../../src/core/validation/schemaErrors.ts'
import type { RawError } from '../../src/core/validation/validator.ts'
import { validValues } from '../core/arbitraryValues.ts'
import { cases } from '../fixtures/cases.ts'
import { mutate, mutations } from './mutations.ts'
import { builtinNames, readProvider, restExample } from './schemaFiles.ts'

/** Words that the interpreter reports beside what failed below them, and what the core checks by itself. */
const left = ['properties', 'items', 'allOf', '$ref', 'format', 'propertyNames', 'false']

/** Which rule fails where: what all validators must agree on. */
function rules(errors: readonly RawError[], data: unknown, schema: ProviderSchema): string[] {
  const own = errors.filter(
    ({ keyword, schemaPath }) => !left.includes(keyword) && !/\/oneOf\/|\/propertyNames/.test(schemaPath),
  )
  const broken = own.map(({ instancePath, keyword }) => `${instancePath} ${keyword}`)
  const told = toViolations(errors, schema, data).map(({ path, keyword }) => `told: ${path.join('/')} ${keyword}`)
  return [...new Set([...broken, ...told])].sort()
}

const reference = customizeValidator({ ajvOptionsOverrides: { validateFormats: false } })

/** What rjsf's own validator says about `{ auth, spec }`. */
function askReference(schema: ProviderSchema, data: unknown): RawError[] {
  const { errors = [], validationError } = reference.rawValidation<RawError>(schema as unknown as RJSFSchema, data)
  if (validationError) throw validationError
  return errors
}

interface Pair {
  name: string
  builtin: Provider
  made: Provider
  /** Without its `$schema`, which names a file. The same object each time, as the reference keeps what it compiled. */
  schema: ProviderSchema
}

const pairs: Pair[] = builtinNames.map((name) => {
  const { $schema: _file, ...schema } = readProvider(name) as ProviderSchema & { $schema?: string }
  const builtin = builtinProviders.find((one) => one.name === name)
  if (!builtin) throw new Error(`There is no provider ${name}.`)
  return { name, builtin, made: defineProvider(readProvider(name)), schema }
})

/** @returns the number of rules that are broken */
function expectAgreement({ builtin, made, schema }: Pair, values: BackupStorageValues): number {
  let broken = 0
  const [compiled, interpreted] = [builtin, made].map((one) => validateValues(values, { providers: [one] }))
  expect(interpreted).toEqual(compiled)
  const options = { providers: [builtin] }
  for (const { backend } of [values, normalizeValues(values, options)]) {
    const { auth = {}, spec = {} } = (backend ?? {}) as Partial<BackupStorageValues['backend']>
    const data = { auth: auth as never, spec: spec as never }
    const expected = rules(askReference(schema, data), data, schema)
    expect(rules(builtin.validate(data), data, schema)).toEqual(expected)
    expect(rules(made.validate(data), data, schema)).toEqual(expected)
    broken += expected.length
  }
  return broken
}

describe.each(pairs)('the compiled validator, the interpreter and rjsf’s agree about $name', (pair) => {
  it.each(Object.entries(cases))('in the case %s', (_file, { values }) => {
    expectAgreement(pair, values)
    expectAgreement(pair, { ...values, backend: { ...values.backend, provider: pair.name } })
  })

  it('for 500 values with changes', () => {
    const fixtures = Object.values(cases)
      .map((one) => one.values)
      .filter(({ backend }) => backend.provider === pair.name)
    const broken: number[] = []
    const values = fc.oneof(fc.constantFrom(...fixtures), validValues([pair.builtin]))
    fc.assert(
      fc.property(values, mutations, (one, changes) => {
        const { auth, spec } = structuredClone(one.backend)
        const parts = { auth, spec }
        for (const change of changes) mutate(parts, change)
        const backend = { ...one.backend, auth: parts.auth, spec: parts.spec, provider: pair.name }
        broken.push(expectAgreement(pair, { ...one, backend }))
      }),
      { numRuns: 500 },
    )
    expect(broken.filter((count) => count > 0).length).toBeGreaterThan(20)
    expect(broken.filter((count) => count === 0).length).toBeGreaterThan(20)
  })
})

describe('lengths', () => {
  it.each([
    ['\u{1F600}', 1],
    ['\u{1F600}a', 2],
    ['e\u0301', 2],
    ['\ud800', 1],
  ])('count characters as JSON Schema does, not UTF-16 units: %j has %d', (text, length) => {
    for (const limit of [length - 1, length, length + 1]) {
      const schema = restExample()
      const password = { type: 'string', minLength: limit, maxLength: limit }
      Object.assign(schema.properties['auth']?.properties ?? {}, { REST_PASSWORD: password })
      const { $schema: _file, ...bare } = schema as ProviderSchema & { $schema?: string }
      const data = { auth: { REST_PASSWORD: text }, spec: { url: 'https://example.com' } }
      const expected = limit === length ? [] : [limit > length ? 'minLength' : 'maxLength']
      expect(askReference(bare, data).map(({ keyword }) => keyword)).toEqual(expected)
      const errors = defineProvider(schema).validate(data)
      expect(errors.map(({ keyword }) => keyword).filter((one) => !left.includes(one))).toEqual(expected)
    }
  })
})
