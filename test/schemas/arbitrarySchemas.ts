import fc from 'fast-check'
import type { Schema } from '../../src/schema/language.ts'

const keys = ['a', 'b', 'ab', 'Ab', 'a/b', '~', '', '\u{1F600}']
const texts = fc.constantFrom(...keys, 'abc', 'aaaa', ' ', 'A1', 'e\u0301', '1')
const numbers = fc.oneof(
  fc.integer({ min: -12, max: 12 }),
  fc.integer({ min: -120, max: 120 }).map((tenths) => tenths / 10),
  fc.constantFrom(0.3, 1.1, -0, 1e300, 1e21, 9007199254740992, 1e-7),
)
const scalars = fc.oneof(texts, numbers, fc.boolean())
const count = fc.nat(4)
const patterns = fc.constantFrom('^a', 'b$', '^[a-z]*$', '^.$', '\\d', '^(?!ab)', '')
const defined = (schema: object): Schema =>
  Object.fromEntries(Object.entries(schema).filter(([, value]) => value !== undefined)) as Schema

/** Returns some of the keywords. */
function some<T extends object>(words: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<Schema> {
  return fc.record(words, { requiredKeys: [] }).map(defined)
}

/** JSON has one zero, so a list with 0 and -0 would repeat an option. */
const distinct = { minLength: 1, maxLength: 3, selector: (one: unknown) => JSON.stringify(one) }

const optionsOf = (values: fc.Arbitrary<string | number | boolean>): fc.Arbitrary<Schema> =>
  fc.oneof(
    { weight: 4, arbitrary: fc.constant({}) },
    { weight: 1, arbitrary: values.map((only) => ({ const: only })) },
    { weight: 1, arbitrary: fc.uniqueArray(values, distinct).map((words) => ({ enum: words })) },
    {
      weight: 1,
      arbitrary: fc
        .uniqueArray(values, distinct)
        .map((words) => ({ oneOf: words.map((one) => ({ const: one, title: String(one) })) })),
    },
  )

const ofText = fc.tuple(
  some({ minLength: count, maxLength: count, pattern: patterns }),
  optionsOf(texts),
  fc.oneof(
    fc.constant({}),
    fc.array(patterns, { minLength: 1, maxLength: 2 }).map((all) => ({ allOf: all.map((pattern) => ({ pattern })) })),
  ),
)
const ofNumber = fc.tuple(
  some({
    minimum: numbers,
    maximum: numbers,
    exclusiveMinimum: numbers,
    exclusiveMaximum: numbers,
    multipleOf: fc.constantFrom(0.1, 0.01, 0.5, 1, 2, 5, 7),
  }),
  optionsOf(numbers),
)
const typed =
  (type: string) =>
  (parts: readonly Schema[]): Schema => ({ type, ...Object.assign({}, ...parts) })

/** Schemas of fields with any of the keywords of the schema language, alone and together. */
export const schemas: fc.Arbitrary<Schema> = fc.letrec<{ field: Schema }>((tie) => ({
  field: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    ofText.map(typed('string')),
    ofNumber.map(typed('number')),
    ofNumber.map(typed('integer')),
    optionsOf(fc.boolean()).map((options) => ({ type: 'boolean', ...options })),
    some({ items: tie('field'), minItems: count, maxItems: count }).map((words) => ({ type: 'array', ...words })),
    some({
      additionalProperties: fc.oneof(tie('field'), fc.constant(false)),
      propertyNames: some({ maxLength: count, pattern: patterns }),
      minProperties: count,
      maxProperties: count,
    }).map((words) => ({ type: 'object', ...words })),
    fc
      .tuple(
        fc.dictionary(fc.constantFrom(...keys), tie('field'), { minKeys: 1, maxKeys: 3, noNullPrototype: true }),
        fc.nat(7),
        some({ minProperties: count, maxProperties: count }),
        fc.boolean(),
      )
      .map(([properties, mask, words, open]) => ({
        type: 'object',
        properties,
        required: Object.keys(properties).filter((_key, index) => mask & (1 << index)),
        ...(open ? {} : { additionalProperties: false }),
        ...words,
      })),
  ),
})).field

const anything = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    scalars,
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom(...keys), tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
})).value

/** Returns values that often, but not always, have the type and the members of a schema. */
export function valuesOf(schema: Schema): fc.Arbitrary<unknown> {
  const { type, properties = {}, additionalProperties, items = {} } = schema
  const given = [schema.const, ...(schema.enum ?? []), ...(schema.oneOf?.map((one) => one.const) ?? [])]
  const options = given.filter((one) => one !== undefined)
  const others = typeof additionalProperties === 'object' ? valuesOf(additionalProperties) : anything
  const fitting =
    type === 'object'
      ? fc
          .tuple(
            fc.record(Object.fromEntries(Object.entries(properties).map(([key, child]) => [key, valuesOf(child)])), {
              requiredKeys: [],
              noNullPrototype: true,
            }),
            fc.dictionary(fc.constantFrom(...keys), others, {
              maxKeys: schema.properties ? 1 : 4,
              noNullPrototype: true,
            }),
          )
          .map(([known, more]) => ({ ...more, ...known }))
      : type === 'array'
        ? fc.array(valuesOf(items), { maxLength: 4 })
        : type === 'string'
          ? texts
          : type === 'boolean'
            ? fc.boolean()
            : numbers
  return fc.oneof(
    { weight: 8, arbitrary: fitting },
    { weight: options.length > 0 ? 8 : 0, arbitrary: fc.constantFrom(...options, 0) },
    { weight: 1, arbitrary: anything },
  )
}
