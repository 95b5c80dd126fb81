import { exampleValues } from 'backupstorage-forms/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ProviderSchema } from '../../src/schema/language.ts'
import { validValues } from '../values/arbitraryValues.ts'
import { ruleCases } from '../validation/ruleCases.ts'
import { cases } from '../fixtures/cases.ts'
import { askOwn, askReference, expectAgreement, expectResourceAgreement, pairs } from './agreement.ts'
import { schemas, valuesOf } from './arbitrarySchemas.ts'
import { mutate, mutations } from './mutations.ts'
import { restExample } from './schemaFiles.ts'
import { casesOf, check } from '../property.ts'

/** Mutations, possibly none: values that stay valid matter as much as invalid ones. */
const sometimesNone = fc.oneof({ weight: 2, arbitrary: mutations }, { weight: 1, arbitrary: fc.constant([]) })

describe.each(pairs)("our validator and rjsf's for $name", (pair) => {
  it.each(Object.entries(cases))('agree about the case %s', (_file, { values }) => {
    expectAgreement(pair, values)
    expectAgreement(pair, { ...values, backend: { ...values.backend, provider: pair.name } })
  })

  it('agree about mutated values', () => {
    const fixtures = Object.values(cases)
      .map((one) => one.values)
      .filter(({ backend }) => backend.provider === pair.name)
    const broken: number[] = []
    const values = fc.oneof(fc.constantFrom(exampleValues(pair.name), ...fixtures), validValues([pair.builtin]))
    check(
      fc.property(values, sometimesNone, (one, changes) => {
        const { auth, spec } = structuredClone(one.backend)
        const parts = { auth, spec }
        for (const change of changes) mutate(parts, change)
        const backend = { ...one.backend, auth: parts.auth, spec: parts.spec, provider: pair.name }
        broken.push(expectAgreement(pair, { ...one, backend }))
      }),
      500,
    )
    expect(broken.filter((count) => count > 0).length).toBeGreaterThan(casesOf(20))
    expect(broken.filter((count) => count === 0).length).toBeGreaterThan(casesOf(20))
  })
})

describe("our validator and rjsf's for the rules", () => {
  it.each(ruleCases)('agree about $group, $pointer: $shown', ({ values }) => {
    const pair = pairs.find(({ name }) => name === values.backend.provider)
    if (!pair) throw new Error('There is no such provider.')
    expectAgreement(pair, values)
    expectResourceAgreement(values)
  })

  it("find many violations of the providers' and the resource's schemas", () => {
    const counts = ruleCases.map(({ values }) => {
      const pair = pairs.find(({ name }) => name === values.backend.provider)
      return { own: pair ? expectAgreement(pair, values) : 0, common: expectResourceAgreement(values) }
    })
    expect(counts.filter(({ own }) => own > 0).length).toBeGreaterThan(80)
    expect(counts.filter(({ common }) => common > 0).length).toBeGreaterThan(25)
  })
})

describe("our validator and rjsf's for the resource", () => {
  it.each(Object.entries(cases))('agree about the case %s', (_file, { values }) => {
    expectResourceAgreement(values)
  })

  it('agree about mutated values', () => {
    const broken: number[] = []
    const fixtures = Object.values(cases).map(({ values }) => values)
    check(
      fc.property(fc.oneof(fc.constantFrom(...fixtures), validValues()), sometimesNone, (one, changes) => {
        const values = structuredClone(one)
        for (const change of changes) mutate(values, change)
        broken.push(expectResourceAgreement(values))
      }),
      500,
    )
    expect(broken.filter((count) => count > 0).length).toBeGreaterThan(casesOf(20))
    expect(broken.filter((count) => count === 0).length).toBeGreaterThan(casesOf(20))
  })
})

describe("our validator and rjsf's for any schema", () => {
  it('find the same violations', () => {
    const found = new Map<string, number>()
    const cases = schemas.chain((schema) => fc.tuple(fc.constant(schema), fc.array(valuesOf(schema), { minLength: 5 })))
    check(
      fc.property(cases, ([schema, values]) => {
        for (const data of values) {
          const expected = askReference(schema, data)
          expect(askOwn(schema, data)).toEqual(expected)
          const words = expected.length === 0 ? [''] : expected.map((line) => line.replace(/^.* /, ''))
          for (const word of words) found.set(word, (found.get(word) ?? 0) + 1)
        }
      }),
      4000, // with at least five values each
    )
    const words =
      ' type const enum oneOf minLength maxLength pattern minimum maximum exclusiveMinimum exclusiveMaximum multipleOf' +
      ' minItems maxItems required additionalProperties propertyNames minProperties maxProperties'
    const rare = words.split(' ').filter((word) => (found.get(word) ?? 0) < casesOf(20))
    expect(rare).toEqual([])
  })

  it.each([
    [0.3, 0.1, true],
    [19.99, 0.01, true],
    [-1.1, 0.1, true],
    [0.35, 0.1, false],
    [1e300, 1, true],
    [1e300, 1e300, true],
    [1.5e300, 1e300, false],
    [9007199254740992, 2, true],
    [9007199254740992, 5, false],
    [7, 2, false],
    [0, 5, true],
  ])('tell whether %d is a multiple of %d', (value, multipleOf, isMultiple) => {
    const schema = { type: 'number', multipleOf }
    expect(askOwn(schema, value)).toEqual(isMultiple ? [] : [' multipleOf'])
    expect(askReference(schema, value)).toEqual(isMultiple ? [] : [' multipleOf'])
  })
})

describe('lengths', () => {
  it.each([
    ['\u{1F600}', 1],
    ['\u{1F600}a', 2],
    ['e\u0301', 2],
    ['\ud800', 1],
  ])('count code points like JSON Schema, not UTF-16 units: %j has %d', (text, length) => {
    for (const limit of [length - 1, length, length + 1]) {
      const schema = restExample()
      const password = { type: 'string', minLength: limit, maxLength: limit }
      Object.assign(schema.properties['auth']?.properties ?? {}, { REST_PASSWORD: password })
      const { $schema: _file, ...bare } = schema as ProviderSchema & { $schema?: string }
      const data = { auth: { REST_PASSWORD: text }, spec: { url: 'https://example.com' } }
      const broken = limit > length ? 'minLength' : 'maxLength'
      const expected = limit === length ? [] : [`/auth/REST_PASSWORD ${broken}`]
      expect(askReference(bare, data)).toEqual(expected)
      expect(askOwn(bare, data)).toEqual(expected)
    }
  })
})
