import type { Schema } from '../schema/language.ts'

/** The label of a field, for the start of a sentence. */
export function titleOf(schema: Schema | undefined, key: string): string {
  return schema?.title ?? key
}

function example(schema: Schema | undefined): string {
  const first = schema?.examples?.[0]
  const plain = typeof first === 'string' || typeof first === 'number'
  return plain && !schema?.writeOnly && !schema?.contentMediaType ? `, for example ${first}` : ''
}

function options(schema: Schema | undefined): string {
  const words = schema?.oneOf?.map((one) => one.const) ?? schema?.enum ?? []
  return words.map(String).join(', ')
}

const kinds: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  object: 'an object of fields',
  array: 'a list',
}

/**
 * The sentence for a violated keyword: what is wrong and what to do. It is made of the schema alone, so that no value
 * can get into it.
 */
export function sentenceFor(keyword: string, schema: Schema | undefined, key: string): string {
  const title = titleOf(schema, key)
  const own = schema?.['x-error']
  switch (keyword) {
    case 'required':
      if (schema?.oneOf || schema?.enum) return `${title} is missing. Choose one of: ${options(schema)}.`
      if (schema?.type === 'object') return `${title} is missing. Fill it in.`
      return `${title} is missing. Enter it${example(schema)}.`
    case 'type':
      return `${title} must be ${kinds[schema?.type ?? ''] ?? 'of another type'}. Enter it${example(schema)}.`
    case 'additionalProperties':
      return `${key} is not a field here, so it would be ignored. Remove it, or correct its name.`
    case 'minimum':
      return `${title} must be at least ${schema?.minimum}. Enter a larger number.`
    case 'maximum':
      return `${title} must be at most ${schema?.maximum}. Enter a smaller number.`
    case 'minLength':
      return own ?? `${title} needs at least ${schema?.minLength} characters. Enter the whole of it.`
    case 'maxLength':
      return own ?? `${title} may have at most ${schema?.maxLength} characters. Shorten it.`
    case 'oneOf':
    case 'enum':
    case 'const':
      return `${title} has a value that is not known. Choose one of: ${options(schema)}.`
    case 'minProperties': {
      const names = Object.values(schema?.properties ?? {}).map((one) => one.title)
      if (schema?.maxProperties === 1) return `${title} is missing. Choose one of: ${names.join(', ')}.`
      return `${title} is empty. Add an entry.`
    }
    case 'maxProperties':
      return schema?.maxProperties === 1
        ? `${title} allows one choice only. Keep one of them and remove the others.`
        : `${title} has too many entries. It may have ${schema?.maxProperties}.`
    default:
      return own ?? `${title} does not have the right form. Correct it${example(schema)}.`
  }
}
