import type { Diagnostic } from './diagnostics.ts'
import type { Json } from '../base/json.ts'
import { member } from '../base/json.ts'
import type { Path } from '../base/pointer.ts'
import { toPointer } from '../base/pointer.ts'
import { nearest } from '../base/nearest.ts'
import type { Schema } from './language.ts'
import { createValidator } from './validator.ts'

export function schemaError(code: string, path: Path | string, message: string): Diagnostic {
  const pointer = typeof path === 'string' ? path : toPointer(path)
  return { code, severity: 'error', message, path: pointer, source: 'schema' }
}

function list(values: unknown): string {
  return Array.isArray(values) ? values.map((value) => JSON.stringify(value)).join(', ') : JSON.stringify(values)
}

/** Returns the message for a violated keyword of the meta-schema, for the author of a schema. */
function metaSentence(keyword: string, wanted: unknown, key: string): string {
  switch (keyword) {
    case 'type':
      return `"${key}" must be of type ${list(wanted)}.`
    case 'enum':
      return `"${key}" must be one of ${list(wanted)}.`
    case 'const':
      return `"${key}" must be ${JSON.stringify(wanted)}.`
    case 'pattern':
      return `"${key}" must match ${String(wanted)}.`
    case 'minimum':
      return `"${key}" must be at least ${String(wanted)}.`
    case 'uniqueItems':
      return `"${key}" contains duplicates. Remove them.`
    case 'minLength':
    case 'minItems':
    case 'minProperties':
      return `"${key}" must not be empty.`
    default:
      return `"${key}" violates the schema language ("${keyword}": ${JSON.stringify(wanted)}). See schemas/README.md.`
  }
}

/** Returns the message for an unknown keyword, with a suggestion if one is similar. */
function unknownWord(key: string, words: readonly string[]): string {
  const near = nearest(key, words)
  const fix = near === undefined ? 'Remove it, or correct its spelling.' : `Did you mean "${near}"?`
  return `"${key}" is not a keyword of the schema language here. ${fix} See schemas/REFERENCE.md for the keywords.`
}

/** Checks a schema against its meta-schema. Returns one error for each path. */
export function checkMeta(schema: Json, meta: Json): Diagnostic[] {
  return createValidator(meta as unknown as Schema)(schema).map(({ keyword, path, schema: rules }) => {
    const key = path.at(-1) ?? 'the schema'
    if (keyword === 'additionalProperties')
      return schemaError('unknown-word', path, unknownWord(key, Object.keys(rules.properties ?? {})))
    if (keyword === 'required')
      return schemaError('missing-word', path, `"${key}" is missing. Add it; see schemas/README.md for its value.`)
    const wanted = member(rules, keyword)
    const own = rules['x-error']
    return schemaError('wrong-word', path, own === undefined ? metaSentence(keyword, wanted, key) : `"${key}" ${own}`)
  })
}
