import type { Diagnostic, Fix } from '../schema/diagnostics.ts'
import { isObject, member } from '../base/json.ts'
import { toPointer } from '../base/pointer.ts'
import type { Schema } from '../schema/language.ts'
import { longest } from '../schema/limits.ts'
import type { CheckMessages } from '../messages/checks.ts'
import { error } from './error.ts'
import { formats, repairs } from './formats.ts'
import { contentErrors, encodings, mediaTypes } from './media.ts'
import { decodedText } from '../base/base64.ts'
import { schemaIn } from '../schema/schemaAt.ts'
import type { Walk } from './walk.ts'

function checkKey(names: Schema | undefined, key: string, checks: CheckMessages): string | undefined {
  if (!names) return undefined
  if (key === '') return checks.missingKey
  // No valid key is that long, and a pattern could take too long.
  const { pattern } = names
  const wrong = pattern !== undefined && (key.length > longest || !new RegExp(pattern, 'u').test(key))
  const failed = formats[names.format ?? '']?.(key)
  if (wrong) return checks.form(key, '')
  return failed && checks.about(key, checks.texts[failed] ?? '')
}

/** Returns the subject of a diagnostic: the title of the field, or the key of an entry. */
export function label(schema: Schema, path: readonly string[]): string {
  return schema.title ?? path.at(-1) ?? ''
}

/** Checks a file that must be base64: its encoding and its content. */
function checkEncodedFile(schema: Schema, value: string, path: string[], checks: CheckMessages): Diagnostic[] {
  const { contentMediaType = '', contentEncoding = '' } = schema
  const isFile = (text: string): boolean => mediaTypes[contentMediaType]?.(text) === undefined
  const title = label(schema, path)
  if (isFile(value)) {
    const fix: Fix = { title: checks.encode, path: toPointer(path), edit: 'encodeBase64' }
    return [{ ...error('not-encoded', path, checks.notEncoded(title)), fix }]
  }
  const decoded = decodedText(value)
  const failed = encodings[contentEncoding]?.(value) ?? mediaTypes[contentMediaType]?.(decoded ?? '')
  if (failed !== undefined)
    return [error('content', path, schema['x-error'] ?? checks.about(title, checks.texts[failed] ?? ''))]
  return checkContent(schema, decoded ?? '', path, checks)
}

/** Reports the members that a file with a `contentSchema` lacks. */
function checkContent(schema: Schema, text: string, path: string[], checks: CheckMessages): Diagnostic[] {
  const lacks = schema.contentSchema ? contentErrors(text, schema.contentSchema) : []
  if (lacks.length === 0) return []
  return [error('content', path, checks.contentMissing(label(schema, path), lacks.join(', ')))]
}

/** The keywords that name a check, with the checks by name. */
const namedChecks = [
  ['format', formats],
  ['contentMediaType', mediaTypes],
  ['contentEncoding', encodings],
] as const

function checkText(schema: Schema, value: string, path: string[], checks: CheckMessages): Diagnostic[] {
  if (schema.contentEncoding !== undefined && mediaTypes[schema.contentMediaType ?? ''])
    return checkEncodedFile(schema, value, path, checks)
  for (const [keyword, named] of namedChecks) {
    const name = schema[keyword]
    const check = name === undefined ? undefined : named[name]
    const failed = check?.(value)
    if (failed === undefined) continue
    const title = label(schema, path)
    const at = toPointer(path)
    const decoded = keyword === 'contentEncoding' ? undefined : decodedText(value)
    if (decoded !== undefined && check?.(decoded) === undefined) {
      const fix: Fix = { title: checks.decode, path: at, edit: 'decodeBase64' }
      return [{ ...error('base64', path, checks.encoded(title)), fix }]
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
  return checkContent(schema, value, path, checks)
}

/** Checks formats, media types and encodings, which the schema validator doesn't check. */
export function checkTexts(schema: Schema, value: unknown, walk: Walk): void {
  const { path, found, checks } = walk
  if (schema.type === 'string' && typeof value === 'string') {
    if (value !== '') found.push(...checkText(schema, value, path, checks))
  } else if (schema.type === 'array' && Array.isArray(value)) {
    const { items = {} } = schema
    value.forEach((item, index) => {
      path.push(String(index))
      checkTexts(items, item, walk)
      path.pop()
    })
  } else if (schema.type === 'object' && isObject(value)) {
    for (const key of Object.keys(value)) {
      path.push(key)
      const failed = checkKey(schema.propertyNames, key, checks)
      if (failed !== undefined) found.push(error('key-format', path, failed))
      const child = schemaIn(schema, key)
      if (child) checkTexts(child, member(value, key), walk)
      path.pop()
    }
  }
}
