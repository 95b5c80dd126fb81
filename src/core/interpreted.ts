import { Validator as Interpreter } from '@cfworker/json-schema'
import type { Schema } from './schema/language.ts'
import { rulesOf } from './schema/rulesOf.ts'
import type { Validator } from './validation/validator.ts'

/** A validator that interprets the schema, so that it runs where code generation is forbidden. */
export function interpreted(schema: Schema): Validator {
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
