import { Validator as Interpreter } from '@cfworker/json-schema'
import type { Json } from '../base/json.ts'
import { isObject, setMember } from '../base/json.ts'
import type { Path } from '../base/pointer.ts'
import { toPointer } from '../base/pointer.ts'
import type { Schema } from './language.ts'
import { rulesOf } from './rulesOf.ts'
import type { Validator } from './validator.ts'
import { longest } from './limits.ts'

function hasLong(data: Json): boolean {
  if (typeof data === 'string') return data.length > longest
  return typeof data === 'object' && data !== null && Object.values(data).some(hasLong)
}

/**
 * The data with only the beginning of each text that is longer than any that a pattern is meant for: the time of a pattern
 * may grow with the cube of a length. `cut` gets the places.
 */
function shortened(data: Json, path: Path, cut: Set<string>): Json {
  if (typeof data === 'string') {
    if (data.length <= longest) return data
    cut.add(toPointer(path))
    return data.slice(0, longest)
  }
  if (Array.isArray(data)) return data.map((item, index) => shortened(item, [...path, index], cut))
  if (!isObject(data)) return data
  const copy = {}
  for (const [key, value] of Object.entries(data)) setMember(copy, key, shortened(value as Json, [...path, key], cut))
  return copy
}

/**
 * A validator that interprets the schema, so that it runs where code generation is forbidden. The pattern of a very long
 * text is not checked.
 */
export function interpreted(schema: Schema): Validator {
  const interpreter = new Interpreter(rulesOf(schema), '7', false)
  return (data) => {
    try {
      const cut = new Set<string>()
      const { errors } = interpreter.validate(hasLong(data) ? shortened(data, [], cut) : data)
      return errors
        .map(({ keyword, keywordLocation, instanceLocation }) => ({
          keyword,
          instancePath: decodeURIComponent(instanceLocation.slice(1)),
          schemaPath: keywordLocation,
        }))
        .filter(({ keyword, instancePath }) => keyword !== 'pattern' || !cut.has(instancePath))
    } catch {
      // It writes places as URIs, and a key with half a surrogate pair has none.
      return [{ keyword: 'pattern', instancePath: '', schemaPath: '#' }]
    }
  }
}
