import type { Json } from '../base/json.ts'
import type { Options } from '../context/options.ts'
import type { Path } from '../base/pointer.ts'
import type { OutlineDocument, OutlineNode } from '../text/outlineText.ts'
import { renderFlow, usualIndentation } from '../text/renderText.ts'
import type { Indentation } from '../text/renderText.ts'
import { eolOf } from '../text/textLayout.ts'
import type { Knowledge, KnownField, KnownNode } from '../manifests/knowledgeAt.ts'
import { knowledgeAt } from '../manifests/knowledgeAt.ts'
import type { ManifestMessages } from '../messages/manifests.ts'
import { contextOf } from '../context/createContext.ts'
import type { FieldsCursor, Cursor } from '../manifests/cursorAt.ts'
import { longestText, outlineReader, cursorAt } from '../manifests/cursorAt.ts'
import { holdsFields, holdsList, optionsOf, typeWords } from '../manifests/typeWords.ts'

/** A suggestion for text to insert into a manifest. */
export interface CompletionOption {
  /** The name of the field in the API, or the value. */
  label: string
  kind: 'field' | 'value'
  /** For a field, its title or type and whether it is required; for a value, its meaning. */
  detail?: string
  description?: string
  /** The replacement for the text between `from` and `to`. */
  insert: string
}

/** Suggestions at an offset of a text; `from` and `to` are UTF-16 offsets around the word there. */
export interface Completion {
  from: number
  to: number
  options: readonly CompletionOption[]
}

/** Returns the indentation that the document uses. */
function indentationOf({ top }: OutlineDocument): Indentation {
  let step: number | undefined
  let lists: boolean | undefined
  const waiting: OutlineNode[] = top.entries.map(({ value }) => value)
  for (let seen = 0; seen < 100 && waiting.length > 0; seen++) {
    const node = waiting.shift()
    for (const { key, value } of node?.entries ?? []) {
      if (value.flow || value.entries.length === 0) continue
      waiting.push(value)
      const inside = value.column - (node?.column ?? 0)
      if (!key) continue
      if (value.kind === 'seq') lists ??= inside > 0
      else if (inside > 0 && inside <= 8) step ??= inside
    }
  }
  return { step: step ?? usualIndentation.step, lists: lists ?? usualIndentation.lists }
}

function write(value: Json, cursor: Cursor): string {
  const plain = typeof value === 'string' && /^[A-Za-z]\d*[A-Za-z_.-][\w./-]*$/.test(value)
  const isWord = plain && !/^(?:true|false|yes|no|on|off|null)$/i.test(value)
  const quoted = cursor.style === 'json'
  return isWord && !quoted ? value : renderFlow(value, { quoted, compact: false })
}

function fieldInsert(field: KnownField, at: FieldsCursor, cursor: Cursor, text: string): string {
  const name = write(field.name, cursor)
  // If the key already has its colon, replace only the name.
  if (at.entry?.after !== undefined) return name
  const space = cursor.needsSpace ? ' ' : ''
  if (cursor.style !== 'block' || !(holdsFields(field) || holdsList(field))) return `${space}${name}: `
  const { step: usual, lists } = indentationOf(cursor.document)
  const around = at.node?.entry?.parent
  const step =
    around?.kind === 'map' && around.column >= 0 && at.column > around.column ? at.column - around.column : usual
  const isList = holdsList(field)
  const column = at.column + space.length + (isList && !lists ? 0 : step)
  return `${space}${name}:${eolOf(text)}${' '.repeat(column)}${isList ? '- ' : ''}`
}

function fieldOptions(
  at: FieldsCursor,
  cursor: Cursor,
  knowledge: Knowledge,
  text: string,
  present: readonly string[],
  messages: ManifestMessages,
): CompletionOption[] {
  return knowledge.fields(at.path, present).map((field) => {
    const words = field.schema?.title ?? typeWords(field, messages) ?? ''
    const detail = field.required ? messages.required(words) : words
    return {
      label: field.name,
      kind: 'field',
      ...(detail === '' ? {} : { detail }),
      ...described(field.description),
      insert: fieldInsert(field, at, cursor, text),
    }
  })
}

function described(description: string | undefined): { description?: string } {
  return description === undefined || description === '' ? {} : { description }
}

interface Candidate {
  value: Json
  title?: string | undefined
  description?: string | undefined
}

/** Returns the values to suggest at a path, the likeliest first. */
function candidates(path: Path, known: KnownNode, knowledge: Knowledge, messages: ManifestMessages): Candidate[] {
  const { schema, structure } = known
  const [key] = path
  if (path.length === 1 && key === 'kind') return knowledge.kinds.kind.map(({ kind }) => ({ value: kind }))
  if (path.length === 1 && key === 'apiVersion') {
    return knowledge.kinds.apiVersion.map(({ apiVersion, kind }) => ({ value: apiVersion, title: kind }))
  }
  const defaults = [schema?.default, schema?.['x-absent'], structure?.default].filter((one) => one !== undefined)
  const options = optionsOf(known).map((value): Candidate => {
    const option = schema?.oneOf?.find((one) => one.const === value)
    const title = option?.title ?? (defaults.at(-1) === value ? messages.defaultValue : undefined)
    return { value, title, description: option?.description }
  })
  const found = [...knowledge.values(path), ...options]
  if (found.length > 0) return found
  const isBoolean = (schema?.type ?? structure?.type) === 'boolean'
  const both = isBoolean ? [true, false] : []
  const examples = schema?.writeOnly || schema?.contentMediaType ? [] : (schema?.examples ?? [])
  return [
    ...defaults.map((value) => ({ value, title: messages.defaultValue })),
    ...both.map((value) => ({ value })),
    ...examples.map((value) => ({ value, title: messages.exampleValue })),
  ]
}

function valueOptions(
  path: Path,
  cursor: Cursor,
  knowledge: Knowledge,
  messages: ManifestMessages,
): CompletionOption[] {
  const known = knowledge.at(path)
  if (!known || knowledge.isSecretValue(path)) return []
  const type = known.structure?.type ?? known.schema?.type
  const fits = ({ value }: Candidate): boolean => {
    if (typeof value === 'string') return value !== '' && (type === undefined || type === 'string')
    if (typeof value === 'number') return type !== 'string' && type !== 'boolean'
    return typeof value === 'boolean' && type === 'boolean'
  }
  const space = cursor.needsSpace ? ' ' : ''
  const seen = new Set<Json>()
  return candidates(path, known, knowledge, messages)
    .filter(fits)
    .filter(({ value }) => !seen.has(value) && seen.add(value))
    .map(({ value, title, description }) => ({
      label: String(value),
      kind: 'value',
      ...(title === undefined ? {} : { detail: title }),
      ...described(description),
      insert: space + write(value, cursor),
    }))
}

/**
 * Returns completions at an offset of a text with manifests: names of fields, or values. The text is YAML or JSON,
 * well-formed or incomplete. Fields come from the API (`options.crd`) and the providers: required ones first, then
 * those of the form, then the rest, without those that are already there. Values of Secrets are neither read nor
 * offered.
 *
 * @param offset - in UTF-16 units
 * @returns undefined if there is nothing to offer, or for a text of more than 1 Mi characters. Never throws.
 */
export function completeAt(text: string, offset: number, options: Options = {}): Completion | undefined {
  if (text.length > longestText || !(offset >= 0 && offset <= text.length)) return undefined
  const reader = outlineReader(text)
  const cursor = cursorAt(reader, offset)
  if (!cursor) return undefined
  const context = contextOf(options)
  const knowledge = knowledgeAt(reader, cursor, context)
  const messages = context.manifestMessages
  const { fields, value, from, to } = cursor
  const known = value && knowledge.at(value)
  const isFields = fields && (!value || value.length === 0 || (known && holdsFields(known)))
  const present = (fields?.node?.entries ?? [])
    .filter((entry) => entry !== fields?.entry && entry.after !== undefined)
    .map((entry) => reader.keyOf(entry))
  const found = isFields
    ? fieldOptions(fields, cursor, knowledge, text, present, messages)
    : value
      ? valueOptions(value, cursor, knowledge, messages)
      : []
  return found.length > 0 ? { from, to, options: found } : undefined
}
