import type { Schema } from '../schema/language.ts'
import { isChoice, isMap } from '../schema/language.ts'
import { lengthOf } from '../schema/validator.ts'
import type { CheckMessages } from '../messages/checks.ts'

function example(schema: Schema | undefined, checks: CheckMessages): string {
  const first = schema?.examples?.[0]
  const plain = typeof first === 'string' || typeof first === 'number'
  return plain && !schema?.writeOnly && !schema?.contentMediaType ? checks.example(String(first)) : ''
}

function options(schema: Schema | undefined): string {
  return optionsOf(schema).map(String).join(', ')
}

function optionsOf({ oneOf, enum: words, const: only }: Schema = {}): readonly unknown[] {
  return oneOf?.map((one) => one.const) ?? words ?? (only === undefined ? [] : [only])
}

/** Returns the message for too few members or items. */
function tooFew(title: string, limit: number, checks: CheckMessages): string {
  return limit === 1 ? checks.requiredEntry(title) : checks.tooFewEntries(title, limit)
}

/**
 * Returns the message for a violated keyword. It uses only the schema, so that it can't contain a value.
 *
 * @param title - the label of the field; for the name of a map's entry, that name
 * @param schema - the schema of the field
 * @param broken - the schema with the violated keyword: that of the field, one of its `allOf`, or of the names
 */
export function sentenceFor(
  keyword: string,
  title: string,
  schema: Schema | undefined,
  checks: CheckMessages,
  broken = schema,
): string {
  const own = schema?.['x-error']
  switch (keyword) {
    case 'required':
      if (optionsOf(schema).length > 0) return checks.requiredChoice(title, options(schema))
      if (schema?.type === 'array' || (schema && isMap(schema))) return checks.requiredEntry(title)
      if (schema?.type === 'object') return checks.requiredObject(title)
      return checks.required(title, example(schema, checks))
    case 'type':
      return checks.type(title, checks.kinds[schema?.type ?? 'other'] ?? '', example(schema, checks))
    case 'additionalProperties':
      return checks.unknownField(title)
    case 'propertyNames':
      if (broken?.maxLength !== undefined && lengthOf(title) > broken.maxLength)
        return checks.maxLength(title, broken.maxLength)
      return broken?.['x-error'] ?? checks.invalidKey(title)
    case 'minimum':
      return checks.minimum(title, broken?.minimum ?? 0)
    case 'maximum':
      return checks.maximum(title, broken?.maximum ?? 0)
    case 'exclusiveMinimum':
      return checks.exclusiveMinimum(title, broken?.exclusiveMinimum ?? 0)
    case 'exclusiveMaximum':
      return checks.exclusiveMaximum(title, broken?.exclusiveMaximum ?? 0)
    case 'multipleOf':
      return checks.multipleOf(title, broken?.multipleOf ?? 1)
    case 'minLength':
      return own ?? checks.minLength(title, broken?.minLength ?? 0)
    case 'maxLength':
      return own ?? checks.maxLength(title, broken?.maxLength ?? 0)
    case 'oneOf':
    case 'enum':
    case 'const':
      return optionsOf(schema).length === 1
        ? checks.onlyOption(title, options(schema))
        : checks.notAnOption(title, options(schema))
    case 'minProperties': {
      if (!schema || !isChoice(schema)) return tooFew(title, broken?.minProperties ?? 1, checks)
      const names = Object.entries(schema.properties ?? {}).map(([name, one]) => one.title ?? name)
      return checks.requiredChoice(title, names.join(', '))
    }
    case 'maxProperties':
      return schema && isChoice(schema)
        ? checks.oneChoice(title)
        : checks.tooManyEntries(title, broken?.maxProperties ?? 0)
    case 'minItems':
      return tooFew(title, broken?.minItems ?? 1, checks)
    case 'maxItems':
      return checks.tooManyEntries(title, broken?.maxItems ?? 0)
    default:
      return broken?.['x-error'] ?? own ?? checks.form(title, example(schema, checks))
  }
}
