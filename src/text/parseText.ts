// Lossless editing of YAML and JSON: parse, tree, edit, print. Knows nothing of Kubernetes; imports `base`.

import type { Json } from '../base/json.ts'
import { buildTree } from './buildTree.ts'
import type { Path } from '../base/pointer.ts'
import { locateEntry, locateNode } from './locate.ts'
import { readSyntax } from './readSyntax.ts'
import type { SyntaxDocument } from './readSyntax.ts'
import { readValue } from './readValue.ts'
import { limits, syntaxError } from './textError.ts'
import type { TextError } from './textError.ts'
import type { TextNode } from './textNode.ts'


/** A part of the text, as UTF-16 offsets. */
export interface TextRange {
  from: number
  to: number
}

/** One document of a text. */
export interface TextDocument extends TextRange {
  /** Its content as plain data: aliases and merge keys resolved, own keys only. An empty document is null. */
  value: Json
  /** The place of the value at a path; the place of the alias where one is on the way; undefined when there is none. */
  locate(path: Path): TextRange | undefined
  /** The place of the key of the entry at a path; undefined for items of lists, and when there is none. */
  locateKey(path: Path): TextRange | undefined
}

export interface ParsedText {
  documents: TextDocument[]
  /** What cannot be read, in the order of the text. Empty when all is well. */
  errors: TextError[]
}

/** A document with its tree, for the editing next door. */
export interface TreeDocument extends TextDocument {
  root: TextNode
  syntax: SyntaxDocument
}

const byteOrderMark = '\uFEFF'

/** How long the byte order mark is that a text may begin with. */
export function markLength(text: string): number {
  return text.startsWith(byteOrderMark) ? byteOrderMark.length : 0
}

/** Returns a text without its byte order mark: the YAML library misreads some texts after one, so it never sees it. */
function withoutMark(text: string): string {
  return text.slice(markLength(text))
}

/**
 * Reads YAML, one document or many, or JSON. Never throws. Time and memory are bounded: a text of more than 4 Mi
 * characters (`text.length`) is refused, as are too many tokens, documents and levels, and aliases that multiply.
 * Errors never quote the text, which may hold secrets. Despite errors, what could be read is returned.
 *
 * @param trees - the trees of the text, where it was read before
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

/** Adds the values to trees: new ones each time. Offsets are those of the text without its byte order mark. */
export function parseTree({ text, trees, errors }: TextTrees): { documents: TreeDocument[]; errors: TextError[] } {
  try {
    const all = [...errors]
    const documents = trees.map((tree) => ({ ...tree, value: readValue(tree.root, all) }))
    return { documents, errors: withoutRepeats(all) }
  } catch {
    return unreadable(text)
  }
}

/** The limits keep every known text from here; what a library throws may quote the text and is dropped. */
function unreadable(text: string): { documents: []; errors: TextError[] } {
  return { documents: [], errors: [syntaxError(text, 'IMPOSSIBLE', 0, text.length)] }
}

type Tree = Omit<TreeDocument, 'value'>

/** The trees of a text: the costly part of reading it. Pass them on where the same text is read again. */
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

/** Reads the trees of a text in steps of a few milliseconds, so that a page can do other things between them. */
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

/** The first faults in the order of the text, each once at its place. */
function withoutRepeats(errors: readonly TextError[]): TextError[] {
  const found = new Map<string, TextError>()
  for (const error of errors.toSorted((a, b) => a.from - b.from)) {
    const key = `${error.from} ${error.code}`
    if (!found.has(key)) found.set(key, error)
    if (found.size === limits.errors) break
  }
  return [...found.values()]
}

/** Where a node's content ends, without the line breaks that end a block scalar. */
function contentEnd(text: string, node: TextNode): number {
  let end = node.to
  while (end > node.from && (text[end - 1] === '\n' || text[end - 1] === '\r')) end--
  return end
}
