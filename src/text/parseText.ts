// Lossless editing of YAML and JSON: parse, tree, edit, print. Independent of Kubernetes. Imports `base`.

import type { Json } from '../base/json.ts'
import { buildTree } from './buildTree.ts'
import type { Path } from '../base/pointer.ts'
import { locateEntry, locateNode } from './locate.ts'
import { readSyntax } from './readSyntax.ts'
import type { SyntaxDocument } from './readSyntax.ts'
import { readValue } from './readValue.ts'
import { limits, syntaxError, withoutConsequences } from './textError.ts'
import type { TextError } from './textError.ts'
import type { TextNode } from './textNode.ts'

/** A range of the text, as UTF-16 offsets. */
export interface TextRange {
  from: number
  to: number
}

/** One document of a text. */
export interface TextDocument extends TextRange {
  /** Its content as plain data: aliases and merge keys resolved, own keys only. An empty document is null. */
  value: Json
  /** Returns the range of the value at a path, or of the first alias on the path; undefined if there is no value. */
  locate(path: Path): TextRange | undefined
  /** Returns the range of the key of the entry at a path; undefined for list items, and if there is no entry. */
  locateKey(path: Path): TextRange | undefined
}

export interface ParsedText {
  documents: TextDocument[]
  /** The errors in the order of the text. */
  errors: TextError[]
}

/** A document with its tree, for editing. */
export interface TreeDocument extends TextDocument {
  root: TextNode
  syntax: SyntaxDocument
}

const byteOrderMark = '\uFEFF'

/** Returns the length of the byte order mark that a text may begin with. */
export function markLength(text: string): number {
  return text.startsWith(byteOrderMark) ? byteOrderMark.length : 0
}

/** Returns a text without its byte order mark: the YAML library misreads some texts after one, so it never sees it. */
function withoutMark(text: string): string {
  return text.slice(markLength(text))
}

/**
 * Parses YAML, one document or many, or JSON. Never throws. Time and memory are bounded: it refuses a text of more than
 * 4 Mi characters (`text.length`), too many tokens, documents or levels, and aliases that multiply. Errors never quote
 * the text, which may contain secrets. Despite errors, the readable parts are returned.
 *
 * @param trees - the trees of the text, if it was read before
 */
export function parseText(text: string, trees: TextTrees = readTrees(text)): ParsedText {
  const mark = markLength(text)
  const { documents, errors } = parseTree(trees)
  const shift = <Range extends TextRange | undefined>(range: Range): Range =>
    range && { ...range, from: range.from + mark, to: range.to + mark }
  return {
    documents: documents.map(({ value, from, to, locate, locateKey }) => ({
      value,
      from: from + mark,
      to: to + mark,
      locate: (path) => shift(locate(path)),
      locateKey: (path) => shift(locateKey(path)),
    })),
    errors: errors.map(shift),
  }
}

/** Adds the values to trees, new ones on each call. Offsets are those of the text without its byte order mark. */
export function parseTree({ text, trees, errors }: TextTrees): { documents: TreeDocument[]; errors: TextError[] } {
  try {
    const all = [...errors]
    const documents = trees.map((tree) => ({ ...tree, value: readValue(tree.root, all) }))
    return { documents, errors: withoutConsequences(text, withoutRepeats(all)) }
  } catch {
    return unreadable(text)
  }
}

/** Replaces an exception of the library, which may quote the text. Within the limits, no known text causes one. */
function unreadable(text: string): { documents: []; errors: TextError[] } {
  return { documents: [], errors: [syntaxError(text, { code: 'IMPOSSIBLE', message: '', pos: [0, text.length] })] }
}

type Tree = Omit<TreeDocument, 'value'>

/** The trees of a text, the costly part of reading it. Pass them on to read the same text again. */
export interface TextTrees {
  /** The text without its byte order mark. */
  readonly text: string
  readonly trees: readonly Tree[]
  readonly errors: readonly TextError[]
}

/** Reads the trees of a text. Never throws. */
export function readTrees(text: string): TextTrees {
  const reading = readTreesInSteps(text)
  let step = reading.next()
  while (!step.done) step = reading.next()
  return step.value
}

/** Reads the trees of a text in steps of a few milliseconds, so that the host can do other work between them. */
export function* readTreesInSteps(text: string): Generator<undefined, TextTrees> {
  const bare = withoutMark(text)
  try {
    const { documents, errors } = yield* readSyntax(bare)
    const trees: Tree[] = []
    for (const syntax of documents) {
      trees.push(readTree(bare, syntax))
      yield
    }
    return { text: bare, trees, errors }
  } catch {
    const { errors } = unreadable(bare)
    return { text: bare, trees: [], errors }
  }
}

function readTree(text: string, syntax: SyntaxDocument): Tree {
  const root = buildTree(syntax)
  const range = (node: TextNode | undefined): TextRange | undefined =>
    node && { from: node.from, to: contentEnd(text, node) }
  return {
    from: syntax.from,
    to: syntax.to,
    root,
    syntax,
    locate: (path) => range(locateNode(root, path)),
    locateKey: (path) => range(locateEntry(root, path)?.key),
  }
}

/** Returns the first errors in the order of the text, each code only once at an offset. */
function withoutRepeats(errors: readonly TextError[]): TextError[] {
  const found = new Map<string, TextError>()
  for (const error of errors.toSorted((a, b) => a.from - b.from)) {
    const key = `${error.from} ${error.code}`
    if (!found.has(key)) found.set(key, error)
    if (found.size === limits.errors) break
  }
  return [...found.values()]
}

/** Returns where a node's content ends, without the line breaks that end a block scalar. */
function contentEnd(text: string, node: TextNode): number {
  let end = node.to
  while (end > node.from && (text[end - 1] === '\n' || text[end - 1] === '\r')) end--
  return end
}
