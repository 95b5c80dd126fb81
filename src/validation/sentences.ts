import type { Schema } from '../schema/language.ts'
import type { CheckMessages } from '../messages/checks.ts'

/** Returns the label of a field, for the start of a sentence. */
export function titleOf(schema: Schema | undefined, key: string): string {
  return schema?.title ?? key
}

function example(schema: Schema | undefined, checks: CheckMessages): string {
  const first = schema?.examples?.[0]
  const plain = typeof first === 'string' || typeof first === 'number'
  return plain && !schema?.writeOnly && !schema?.contentMediaType ? checks.example(String(first)) : ''
}

function options(schema: Schema | undefined): string {
  const words = schema?.oneOf?.map((one) => one.const) ?? schema?.enum ?? []
  return words.map(String).join(', ')
}

/**
 * Returns the message for a violated keyword. It uses only the schema, so that it can't contain a value.
 *
 * @param schema - the schema of the field
 * @param broken - the schema with the violated keyword: that of the field, or one of its `allOf`
 */
export function sentenceFor(
  keyword: string,
  schema: Schema | undefined,
  key: string,
  checks: CheckMessages,
  broken = schema,
): string {
  const title = titleOf(schema, key)
  const own = schema?.['x-error']
  switch (keyword) {
    case 'required':
      if (schema?.oneOf || schema?.enum) return checks.requiredChoice(title, options(schema))
      if (schema?.type === 'object') return checks.requiredObject(title)
      return checks.required(title, example(schema, checks))
    case 'type':
      return checks.type(title, checks.kinds[schema?.type ?? 'other'] ?? '', example(schema, checks))
    case 'additionalProperties':
      return checks.unknownField(key)
    case 'minimum':
      return checks.minimum(title, schema?.minimum ?? 0)
    case 'maximum':
      return checks.maximum(title, schema?.maximum ?? 0)
    case 'minLength':
      return own ?? checks.minLength(title, schema?.minLength ?? 0)
    case 'maxLength':
      return own ?? checks.maxLength(title, schema?.maxLength ?? 0)
    case 'oneOf':
    case 'enum':
    case 'const':
      return checks.notAnOption(title, options(schema))
    case 'minProperties': {
      const names = Object.values(schema?.properties ?? {}).map((one) => one.title)
      return schema?.maxProperties === 1 ? checks.requiredChoice(title, names.join(', ')) : checks.requiredEntry(title)
    }
    case 'maxProperties':
      return schema?.maxProperties === 1
        ? checks.oneChoice(title)
        : checks.tooManyEntries(title, schema?.maxProperties ?? 0)
    default:
      return broken?.['x-error'] ?? own ?? checks.form(title, example(schema, checks))
  }
}
