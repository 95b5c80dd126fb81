import type { Diagnostic, Fix } from '../schema/diagnostics.ts'
import { isObject, member } from '../base/json.ts'
import { toPointer } from '../base/pointer.ts'
import type { Schema } from '../schema/language.ts'
import { isMap } from '../schema/language.ts'
import type { CheckMessages } from '../messages/checks.ts'
import { error } from './error.ts'
import { formats, repairs } from './formats.ts'
import { contentErrors, encodings, mediaTypes } from './media.ts'
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

/** Reports the members that a file with a `contentSchema` lacks. */
function checkContent(schema: Schema, text: string, { root, path, checks }: Walk): Diagnostic[] {
  const lacks = schema.contentSchema ? contentErrors(text, schema.contentSchema) : []
  if (lacks.length === 0) return []
  return [error('content', path, checks.contentMissing(titleAt(root, path), lacks.join(', ')))]
}

/** The keywords that name a check, with the checks by name. */
const namedChecks = [
  ['format', formats],
  ['contentMediaType', mediaTypes],
  ['contentEncoding', encodings],
] as const

function checkText(schema: Schema, value: string, walk: Walk): Diagnostic[] {
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

/** Checks formats, media types and encodings, which the schema validator doesn't check. */
export function checkTexts(schema: Schema, value: unknown, walk: Walk): void {
  const { path, found, checks } = walk
  if (schema.type === 'string' && typeof value === 'string') {
    if (value !== '') found.push(...checkText(schema, value, walk))
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
      const failed = isMap(schema) ? checkKey(schema.propertyNames, key, checks) : undefined
      if (failed !== undefined) found.push(error('key-format', path, failed))
      const child = schemaIn(schema, key)
      if (child) checkTexts(child, member(value, key), walk)
      path.pop()
    }
  }
}
