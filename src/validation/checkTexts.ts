import type { Diagnostic, Fix } from '../schema/diagnostics.ts'
import { isObject, member } from '../base/json.ts'
import { parseJson } from '../base/parseJson.ts'
import { toPointer } from '../base/pointer.ts'
import type { Schema } from '../schema/language.ts'
import { isMap } from '../schema/language.ts'
import type { CheckMessages } from '../messages/checks.ts'
import { createValidator } from '../schema/validator.ts'
import { error, withRemoval } from './error.ts'
import { formats, repairs } from './formats.ts'
import { encodings, mediaTypes } from './media.ts'
import { decodedText } from '../base/base64.ts'
import { schemaIn, titleAt } from '../schema/schemaAt.ts'
import type { Walk } from './walk.ts'

/** Returns the message for a wrong name of an entry; the schema validator checks everything but its format. */
function checkKey(names: Schema | undefined, key: string, checks: CheckMessages): string | undefined {
  if (key === '') return checks.missingKey
  const failed = formats[names?.format ?? '']?.(key)
  return failed && (names?.['x-error'] ?? checks.about(key, checks.texts[failed] ?? ''))
}

/** Checks a file that must be base64: its encoding and its content. */
function checkEncodedFile(schema: Schema, value: string, walk: Walk): Diagnostic[] {
  const { root, path, checks } = walk
  const { contentMediaType = '', contentEncoding = '' } = schema
  const isFile = (text: string): boolean => mediaTypes[contentMediaType]?.(text) === undefined
  const title = titleAt(root, path)
  if (isFile(value)) {
    const fix: Fix = { title: checks.encode, path: toPointer(path), edit: 'encodeBase64' }
    return [{ ...error('not-encoded', path, checks.notEncoded(title)), fix }]
  }
  const decoded = decodedText(value)
  const failed = encodings[contentEncoding]?.(value) ?? mediaTypes[contentMediaType]?.(decoded ?? '')
  if (failed !== undefined)
    return [error('content', path, schema['x-error'] ?? checks.about(title, checks.texts[failed] ?? ''))]
  return checkContent(schema, decoded ?? '', walk)
}

/** Checks the data of a file with a `contentSchema`. The message names members of the schema, never of the file. */
function checkContent({ contentSchema }: Schema, text: string, { root, path, checks }: Walk): Diagnostic[] {
  const content = contentSchema && parseJson(text)
  const found = content === undefined ? [] : createValidator(contentSchema ?? {})(content)
  if (found.length === 0) return []
  const own = found.find(({ keyword }) => keyword !== 'required')?.schema['x-error']
  const names = found.map((one) => one.path.join('.')).join(', ')
  return [error('content', path, own ?? checks.contentMissing(titleAt(root, path), names))]
}

/** The keywords that name a check, with the checks by name. */
const namedChecks = [
  ['format', formats],
  ['contentMediaType', mediaTypes],
  ['contentEncoding', encodings],
] as const

/** Checks the format, the media type, the encoding and the content of a string that isn't empty. */
export function checkText(schema: Schema, value: string, walk: Walk): Diagnostic[] {
  const { root, path, checks } = walk
  if (schema.contentEncoding !== undefined && mediaTypes[schema.contentMediaType ?? ''])
    return checkEncodedFile(schema, value, walk)
  for (const [keyword, named] of namedChecks) {
    const name = schema[keyword]
    const check = name === undefined ? undefined : named[name]
    const failed = check?.(value)
    if (failed === undefined) continue
    const title = titleAt(root, path)
    const at = toPointer(path)
    const decoded = keyword === 'contentEncoding' ? undefined : decodedText(value)
    if (decoded !== undefined && check?.(decoded) === undefined) {
      const fix: Fix = { title: checks.decode, path: at, edit: 'decodeBase64' }
      return [{ ...error('base64', path, checks.encoded(title)), fix }]
    }
    if (failed === 'json-mark') {
      const message = checks.about(title, checks.texts[failed] ?? '')
      return [withRemoval(error('content', path, message), value, '^\\uFEFF', checks.removeMark)]
    }
    const repaired = repairs[name ?? '']?.(value)
    const found = error(
      keyword === 'format' ? 'format' : 'content',
      path,
      schema['x-error'] ?? checks.about(title, checks.texts[failed] ?? ''),
    )
    return [
      repaired === undefined ? found : { ...found, fix: { title: checks.repair(repaired), path: at, value: repaired } },
    ]
  }
  return checkContent(schema, value, walk)
}

/** A visit to a string in values, at the walk's current path. */
type Visit = (schema: Schema, text: string, walk: Walk) => void

/** Visits each string in values that the schema knows, and each key of a map. */
export function visitTexts(schema: Schema, value: unknown, walk: Walk, visit: Visit, visitKey?: Visit): void {
  const { path } = walk
  if (schema.type === 'string' && typeof value === 'string') visit(schema, value, walk)
  else if (schema.type === 'array' && Array.isArray(value)) {
    const { items = {} } = schema
    value.forEach((item, index) => {
      path.push(String(index))
      visitTexts(items, item, walk, visit, visitKey)
      path.pop()
    })
  } else if (schema.type === 'object' && isObject(value)) {
    for (const key of Object.keys(value)) {
      path.push(key)
      if (isMap(schema)) visitKey?.(schema, key, walk)
      const child = schemaIn(schema, key)
      if (child) visitTexts(child, member(value, key), walk, visit, visitKey)
      path.pop()
    }
  }
}

/** Checks formats, media types and encodings, which the schema validator doesn't check. */
export function checkTexts(schema: Schema, value: unknown, walk: Walk): void {
  const { path, found, checks } = walk
  visitTexts(
    schema,
    value,
    walk,
    (at, text) => {
      if (text !== '') found.push(...checkText(at, text, walk))
    },
    ({ propertyNames }, key) => {
      const failed = checkKey(propertyNames, key, checks)
      if (failed !== undefined) found.push(error('key-format', path, failed))
    },
  )
}
