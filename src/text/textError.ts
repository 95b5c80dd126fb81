import type { YAMLParseError } from 'yaml'
import type { SyntaxMessages } from '../messages/syntax.ts'
import { defaultSyntaxMessages } from '../messages/syntax.ts'

/** An error that makes a text, or a part of it, unreadable. `from` and `to` are UTF-16 offsets into the text. */
export interface TextError {
  code: string
  sentence: keyof SyntaxMessages
  /** The limit that the message names, if any. */
  limit?: number
  from: number
  to: number
}

/** The limits for reading. A text beyond them is refused, so that no text can block the host. */
export const limits = {
  /** `text.length`, in UTF-16 units. */
  characters: 4 * 1024 * 1024,
  /** Lexical tokens: words, signs, spaces and line breaks. */
  tokens: 300_000,
  /** Signs (`,`, `&a`, `*a`, `[` …) in a row without a scalar between them. */
  signsInARow: 20_000,
  documents: 1000,
  /** Maps and sequences inside each other, in the text and after aliases are expanded. */
  depth: 100,
  /** Characters, plus 16 for each node and 4 for each merged key, that aliases and merge keys may add. */
  aliasCost: 4 * 1024 * 1024,
  errors: 50,
}

/** Returns the message of an error. */
export function sentenceOf({ sentence, limit = 0 }: TextError, messages: SyntaxMessages): string {
  const said = messages[sentence]
  return typeof said === 'function' ? said(limit) : said
}

/** Returns the sentence for an error of the YAML library, which has one code for several. */
function sentenceOfError({ code, message }: Pick<YAMLParseError, 'code' | 'message'>): keyof SyntaxMessages {
  const [, bracket] = /end with a ([\]}])/.exec(message) ?? []
  if (bracket) return bracket === ']' ? 'unclosedList' : 'unclosedMap'
  return Object.hasOwn(defaultSyntaxMessages, code) ? (code as keyof SyntaxMessages) : 'unreadable'
}

/** Converts an error of the YAML library to ours, without its message, which may quote the text. */
export function syntaxError(text: string, error: Pick<YAMLParseError, 'code' | 'message' | 'pos'>): TextError {
  const { code, pos } = error
  const [from, to] = pos
  const start = Math.max(0, Math.min(from, text.length))
  const range = { from: start, to: Math.max(start, Math.min(to, text.length)) }
  if (code === 'RESOURCE_EXHAUSTION') return tooDeep(range.from, range.to)
  if (code === 'DUPLICATE_KEY') return duplicateKey(range.from, range.to)
  // All errors that one tab causes are reported once, at the tab.
  const tabs = tabsOf(text, start)
  if (tabs || code === 'TAB_AS_INDENT') {
    return { code: 'tab-indentation', sentence: 'tabIndentation', ...(tabs ?? range) }
  }
  return { code: 'yaml-syntax', sentence: sentenceOfError(error), ...range }
}

/** Returns the tabs that indent the line of an offset, or the line before if the offset is at the start of its line. */
function tabsOf(text: string, offset: number): { from: number; to: number } | undefined {
  const startOf = (at: number): number => text.lastIndexOf('\n', at - 1) + 1
  const own = startOf(offset)
  const tabs = tabsAt(text, own)
  if (tabs || text.slice(own, offset).trim() !== '' || own === 0) return tabs
  return tabsAt(text, startOf(own - 1))
}

function tabsAt(text: string, lineStart: number): { from: number; to: number } | undefined {
  let from = lineStart
  while (text[from] === ' ') from++
  let to = from
  while (text[to] === '\t') to++
  return to > from ? { from, to } : undefined
}

export function tooDeep(from: number, to: number): TextError {
  return { code: 'text-too-deep', sentence: 'tooDeep', limit: limits.depth, from, to }
}

export function tooLarge(sentence: keyof SyntaxMessages, limit: number, from: number, to: number): TextError {
  return { code: 'text-too-large', sentence, limit, from, to }
}

export function tooManyDocuments(from: number, to: number): TextError {
  return { code: 'too-many-documents', sentence: 'tooManyDocuments', limit: limits.documents, from, to }
}

export const duplicateKeyCode = 'duplicate-key'

export function duplicateKey(from: number, to: number): TextError {
  return { code: duplicateKeyCode, sentence: 'duplicateKey', from, to }
}

const template = /\{\{-?\s*[\w.$"`(/]|\{%-?\s*\w/

/** Returns only one error for a template, which breaks the syntax in many places. The errors are in order. */
export function withoutConsequences(text: string, errors: TextError[]): TextError[] {
  const [first] = errors
  if (first?.code !== 'yaml-syntax' && first?.code !== 'non-string-key') return errors
  const start = first.from === 0 ? 0 : text.lastIndexOf('\n', first.from - 1) + 1
  const end = text.indexOf('\n', start)
  const line = text.slice(start, end < 0 ? text.length : end).trimEnd()
  const at = line.search(template)
  return at < 0 ? errors : [{ code: 'template', sentence: 'template', from: start + at, to: start + line.length }]
}
