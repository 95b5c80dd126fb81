import { Document, isScalar, Schema, visit } from 'yaml'
import type { CreateNodeOptions, DocumentOptions, SchemaOptions, ToStringOptions } from 'yaml'
import type { Json } from '../base/json.ts'
import { isObject } from '../base/json.ts'
import { plainValue } from './plainValue.ts'

/** The indentation of maps and lists in the surrounding text. */
export interface Indentation {
  /** The spaces by which a map inside another is indented. */
  step: number
  /** Whether lists are indented deeper than their key. */
  lists: boolean
}

export const usualIndentation: Indentation = { step: 2, lists: true }

/** The style of the surrounding flow text: `"a": 1` or `a: 1`, with or without a space after the colon. */
export interface FlowStyle {
  quoted: boolean
  compact: boolean
}

/** Writes a value as one YAML document that ends in a line break. See `stringifyYaml`. */
export function renderYaml(value: Json): string {
  return stringifyYaml(value, usualIndentation)
}

/** Writes a value as JSON, indented by two spaces, with a final line break. */
export function renderJson(value: Json): string {
  return `${stringifyJson(value, 2)}\n`
}

export function stringifyJson(value: Json, indent: number | string): string {
  return escapeUnseen(JSON.stringify(value, null, indent))
}

/**
 * Writes a value as one YAML document that ends in a line break, without anchors and line folding. Quotes strings that
 * YAML 1.1 readers would take for a boolean, a number or null.
 */
export function stringifyYaml(value: Json, indentation: Indentation): string {
  return stringify(value, { indent: indentation.step, indentSeq: indentation.lists })
}

// Created once: this takes most of the time for a short document.
const schema = /* @__PURE__ */ new Schema({ compat: 'yaml-1.1', schema: 'core', resolveKnownTags: true })

function stringify(value: Json, layout: ToStringOptions): string {
  const options: DocumentOptions & SchemaOptions & CreateNodeOptions = { aliasDuplicateObjects: false, schema }
  const document = new Document(value, options)
  visit(document, {
    Scalar(key, node): void {
      if (typeof node.value === 'string' && needsDoubleQuotes(node.value, key === null)) node.type = 'QUOTE_DOUBLE'
    },
  })
  if (isScalar(document.contents) && typeof value === 'string' && value.includes('\n')) {
    document.contents.type = 'QUOTE_DOUBLE'
  }
  return escapeUnseen(
    document.toString({ ...layout, lineWidth: 0, blockQuote: 'literal', doubleQuotedMinMultiLineLength: 1e9 }),
  )
}

// Other styles would lose or hide control characters, lone surrogates, line breaks that only some readers recognize,
// and blocks whose first line or trailing lines are blank.
function needsDoubleQuotes(text: string, root: boolean): boolean {
  // oxlint-disable-next-line no-control-regex
  if (/[\0-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]/u.test(text)) return true
  if (text === '=' || typeof plainValue(text) !== 'string') return true
  return text.includes('\n') && (root || /^\s|\n[ \t]*\n?$|[ \t]\n/.test(text.replace(/\n$/, '')))
}

function escapeUnseen(text: string): string {
  return text.replace(
    /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

/** Writes a double-quoted string that has the same value in YAML and JSON. */
export function quoteDouble(text: string): string {
  return escapeUnseen(JSON.stringify(text))
}

/** Writes a value on one line, for use inside `{ }` or `[ ]`. */
export function renderFlow(value: Json, style: FlowStyle): string {
  if (Array.isArray(value)) {
    return `[${value.map((item) => renderFlow(item, style)).join(style.compact ? ',' : ', ')}]`
  }
  if (isObject(value)) {
    const entries = Object.keys(value).map((key) => renderFlowEntry(key, value[key] as Json, style))
    return `{${entries.join(style.compact ? ',' : ', ')}}`
  }
  if (typeof value !== 'string') return String(value)
  if (style.quoted || value.includes('\n')) return quoteDouble(value)
  const list = stringify([value], { collectionStyle: 'flow', flowCollectionPadding: false })
  return list.slice(1, list.lastIndexOf(']'))
}

export function renderFlowEntry(key: string, value: Json, style: FlowStyle): string {
  const colon = style.compact && style.quoted ? ':' : ': '
  return `${renderFlow(key, style)}${colon}${renderFlow(value, style)}`
}

/** A value after a key or a dash: the rest of that line, and the lines below, indented from the key's column. */
export interface Part {
  head: string
  body: string[]
}

export function renderPart(value: Json, indentation: Indentation): Part {
  const [first = '', ...body] = lines(stringifyYaml({ k: value }, indentation))
  return { head: first.slice(2).replace(/^ +|(?<! ) +$/g, ''), body }
}

/** Returns the lines of a whole document or of a map's entries, without the last line break. */
export function lines(text: string): string[] {
  return (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n')
}
