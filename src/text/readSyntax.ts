import { Composer, Lexer, Parser } from 'yaml'
import type { CST, Document } from 'yaml'
import { limits, syntaxError, tooDeep, tooLarge, tooManyDocuments } from './textError.ts'
import type { TextError } from './textError.ts'

/** One document as the YAML library read it, with its part of the text. */
export interface SyntaxDocument {
  document: Document.Parsed
  /** Where its part begins, including comments and directives before its marker. */
  from: number
  /** Where the next document's part begins, or the text ends. */
  to: number
  /** The offset of the `---`, if there is one. */
  marker: number | undefined
  /** Whether there are `%` directives before the marker. */
  directives: boolean
  /** The tokens before the root value: marker, anchor, tag, comments. */
  props: readonly CST.SourceToken[]
}

export interface Syntax {
  documents: SyntaxDocument[]
  errors: TextError[]
}

/**
 * Runs the YAML library over the text, token by token, and stops at the limits. Never resolves aliases. Yields
 * regularly, so that the caller can do other work between steps.
 */
export function* readSyntax(text: string): Generator<undefined, Syntax> {
  const errors: TextError[] = []
  if (text.length > limits.characters) {
    return { documents: [], errors: [tooLarge('tooManyCharacters', limits.characters, 0, text.length)] }
  }
  const { tokens, error } = yield* readTokens(text)
  if (error) errors.push(error)

  const composer = new Composer({
    keepSourceTokens: true,
    merge: false,
    prettyErrors: false,
    resolveKnownTags: false,
    schema: 'core',
    strict: true,
    uniqueKeys: false,
  })
  const parts: SyntaxPart[] = []
  const composed: Document.Parsed[] = []
  let part: { from: number; directives: boolean } | undefined
  let next = 0
  let hasComment = false
  for (const token of tokens) {
    for (const document of composer.next(token)) composed.push(document as Document.Parsed)
    yield
    if (token.type === 'directive') part = { from: part?.from ?? next, directives: true }
    if (token.type === 'comment') hasComment = true
    if (token.type === 'document') {
      const marker = token.start.find((one) => one.type === 'doc-start')?.offset
      parts.push({ from: part?.from ?? next, marker, directives: part?.directives ?? false, props: token.start })
      part = undefined
      next = tokenEnd(token)
    }
    // A "..." closes a document; the text after it belongs to the next one.
    if (token.type === 'doc-end') next = endOfTokens(token.end, token.offset + token.source.length)
  }
  for (const document of composer.end(parts.length === 0 && hasComment, text.length)) {
    composed.push(document as Document.Parsed)
  }
  if (parts.length === 0 && composed.length > 0) {
    parts.push({ from: 0, marker: undefined, directives: false, props: [] })
  }

  const info = composer.streamInfo()
  for (const error of info.errors.slice(0, 10)) errors.push(syntaxError(text, error))
  const documents = composed.map((document, index): SyntaxDocument => {
    for (const error of document.errors) {
      if (errors.length >= limits.errors) break
      errors.push(syntaxError(text, error))
    }
    const own = parts[index] ?? { from: 0, marker: undefined, directives: false, props: [] }
    return { ...own, document, to: parts[index + 1]?.from ?? text.length }
  })
  return { documents, errors }
}

type SyntaxPart = Pick<SyntaxDocument, 'from' | 'marker' | 'directives' | 'props'>

/** The number of tokens to read at a time, which takes about a millisecond. */
const atATime = 250

function* readTokens(text: string): Generator<undefined, { tokens: CST.Token[]; error: TextError | undefined }> {
  const parser = new Parser()
  const tokens: CST.Token[] = []
  let count = 0
  let signs = 0
  let documents = 0
  let error: TextError | undefined
  for (const source of new Lexer().lex(text)) {
    const at = parser.offset
    for (const token of parser.next(source)) {
      tokens.push(token)
      if (token.type === 'document') documents++
    }
    const first = source[0]
    if (first === '\x1f' || first === '"' || first === "'" || first === '|' || first === '>') signs = 0
    else if (first !== ' ' && first !== '\n' && first !== '\r' && first !== '#' && first !== '\t') signs++
    if (parser.stack.length > limits.depth + 1) error = tooDeep(at, at + 1)
    else if (++count > limits.tokens) {
      error = tooLarge('tooManyTokens', limits.tokens, at, text.length)
    } else if (signs > limits.signsInARow) {
      error = tooLarge('tooManySigns', limits.signsInARow, at, text.length)
    } else if (documents > limits.documents) error = tooManyDocuments(at, text.length)
    if (error) break
    if (count % atATime === 0) yield
  }
  for (const token of parser.end()) tokens.push(token)
  return { tokens, error }
}

function tokenEnd(token: CST.Document): number {
  let end = endOfTokens(token.start, token.offset)
  if (token.value) end = Math.max(end, valueEnd(token.value))
  return endOfTokens(token.end, end)
}

function endOfTokens(tokens: readonly CST.SourceToken[] | undefined, fallback: number): number {
  const last = tokens?.[tokens.length - 1]
  return last ? last.offset + last.source.length : fallback
}

/** Returns where a token of the tree ends, with its spaces, comments and line breaks. */
function valueEnd(token: CST.Token): number {
  switch (token.type) {
    case 'block-map':
    case 'block-seq':
    case 'flow-collection': {
      if (token.type === 'flow-collection' && token.end.length > 0) return endOfTokens(token.end, token.offset)
      const item = token.items[token.items.length - 1]
      if (!item) return token.offset
      if (item.value) return valueEnd(item.value)
      if (item.sep && item.sep.length > 0) return endOfTokens(item.sep, token.offset)
      return item.key ? valueEnd(item.key) : endOfTokens(item.start, token.offset)
    }
    case 'block-scalar': {
      const last = token.props[token.props.length - 1]
      const header = last && 'source' in last ? last.offset + last.source.length : token.offset
      return header + token.source.length
    }
    case 'document':
      return tokenEnd(token)
    default: {
      const end = token.offset + token.source.length
      return 'end' in token ? endOfTokens(token.end, end) : end
    }
  }
}
