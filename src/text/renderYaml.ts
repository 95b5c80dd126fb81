import type { Json, JsonObject } from '../base/json.ts'
import { isJsonMap } from './editValue.ts'
import { needsDoubleQuotes, stringifyYaml, usualIndentation } from './renderText.ts'

// What the library would find out with dozens of expressions for each text: most texts of manifests are of these signs
// alone, begin with a letter or a slash, and are no word that some reader takes for something else.
const plain = /^[A-Za-z/](?:[\w./@+=-]|:(?! )| )*(?<![: ])$/
const word = /^(?:y|yes|n|no|on|off|true|false|null|e[-+]?\d+)$/i

/** A key with more characters is written in two lines. */
const longestKey = 1024

/** Lines of a file: a key, a certificate. */
const lines = /^[!-~][ -~]*\n[ -~\n]*$/

function renderLines(text: string, indent: string): string {
  const chomped = text.endsWith('\n') ? text.slice(0, -1) : text
  const body = chomped.split('\n').map((line) => line && `${indent}  ${line}`)
  return [chomped === text ? '|-' : '|', ...body].join('\n')
}

/** The value as it stands behind its key or its dash; undefined where the library has to decide. */
function renderScalar(value: Json, indent: string): string | undefined {
  if (typeof value === 'string') {
    if (plain.test(value)) return word.test(value) ? undefined : value
    return lines.test(value) && !needsDoubleQuotes(value, false) ? renderLines(value, indent) : undefined
  }
  if (typeof value === 'boolean') return String(value)
  return Number.isSafeInteger(value) && !Object.is(value, -0) ? String(value) : undefined
}

/** Whether the library would take it apart as we do, and not for a date, for example. */
function isPlainMap(value: Json): value is JsonObject {
  return isJsonMap(value) && Object.getPrototypeOf(value) === Object.prototype
}

/** One entry of a map, or one item of a list, as the library writes it there. */
function byLibrary(part: Json, indent: string): string {
  // At the root it quotes keys that look like the mark of a document, and nowhere else.
  if (indent === '') return stringifyYaml(part, usualIndentation)
  const [, ...lines] = stringifyYaml({ k: part }, usualIndentation).split('\n')
  return lines.map((line) => line && indent + line.slice(usualIndentation.step)).join('\n')
}

function renderEntry(key: string, value: Json, indent: string): string {
  // A host's object may have it, although JSON has not.
  if (value === undefined) return ''
  const known = plain.test(key) && !word.test(key) && key.length <= longestKey
  const scalar = renderScalar(value, indent)
  if (known && scalar !== undefined) return `${indent}${key}: ${scalar}\n`
  if (known && (isPlainMap(value) || Array.isArray(value))) {
    const inside = renderCollection(value, `${indent}  `)
    return inside === '' ? `${indent}${key}: ${Array.isArray(value) ? '[]' : '{}'}\n` : `${indent}${key}:\n${inside}`
  }
  return byLibrary({ [key]: value }, indent)
}

function renderItem(value: Json, indent: string): string {
  const scalar = renderScalar(value, indent)
  if (scalar !== undefined) return `${indent}- ${scalar}\n`
  const inside = isPlainMap(value) || Array.isArray(value) ? renderCollection(value, `${indent}  `) : ''
  return inside === '' ? byLibrary([value], indent) : `${indent}- ${inside.slice(indent.length + 2)}`
}

function renderCollection(value: JsonObject | Json[], indent: string): string {
  if (Array.isArray(value)) return value.map((item) => renderItem(item, indent)).join('')
  return Object.keys(value)
    .map((key) => renderEntry(key, value[key] as Json, indent))
    .join('')
}

/** As `stringifyYaml` with the usual indentation, to the letter, and several times as fast for what manifests hold. */
export function renderYaml(value: Json): string {
  return (isPlainMap(value) && renderCollection(value, '')) || stringifyYaml(value, usualIndentation)
}
