import type { Path } from '../base/pointer.ts'
import type { OutlineDocument, OutlineEntry, OutlineNode } from '../text/outlineText.ts'
import { outlineText } from '../text/outlineText.ts'
import { LineFinder } from '../text/scanText.ts'

/** The longest text in which an offset is looked up, in UTF-16 units. */
export const longestText = 1_048_576

/** The syntax at an offset: YAML in lines, YAML between brackets, or JSON. */
export type CursorStyle = 'block' | 'flow' | 'json'

/** An object that may get a field. */
export interface FieldsCursor {
  path: Path
  /** The node of the object; undefined while it is empty. */
  node: OutlineNode | undefined
  /** The entry whose key is at the offset. */
  entry: OutlineEntry | undefined
  /** The column of its keys. */
  column: number
}

/** The context of an offset in a text with manifests. */
export interface Cursor {
  /** The range of the word at the offset, including quotes; empty if there is none. */
  from: number
  to: number
  documents: readonly OutlineDocument[]
  document: OutlineDocument
  /** The object around the offset: that of the document, or an item of its List. Paths start there. */
  manifest: OutlineNode
  /** The object that may get a field here. */
  fields: FieldsCursor | undefined
  /** The path of a value that may be written here. If `fields` is set too, the type of the value decides. */
  value: Path | undefined
  /** The path of the word, and whether it is a key or a value; undefined if there is no word. */
  word: { path: Path; isKey: boolean } | undefined
  style: CursorStyle
  /** Whether inserted text needs a space before it. */
  needsSpace: boolean
}

/** A reader of the keys and values in an outline. */
export interface OutlineReader {
  text: string
  /** Returns the string of a scalar, or of an alias of one. */
  textOf(node: OutlineNode | undefined, document: OutlineDocument): string | undefined
  keyOf(entry: OutlineEntry): string
  /** Returns the node at a path; follows aliases, but not merge keys. */
  nodeAt(node: OutlineNode, path: Path, document: OutlineDocument): OutlineNode | undefined
}

export function outlineReader(text: string): OutlineReader {
  function unquoted({ from, to, style, closed }: OutlineNode): string {
    if (style !== 'quoted') return text.slice(from, to)
    const inside = text.slice(from + 1, closed ? to - 1 : to)
    if (text[from] === "'") return inside.replaceAll("''", "'")
    try {
      return JSON.parse(`"${inside}"`) as string
    } catch {
      return inside
    }
  }
  function resolve(node: OutlineNode | undefined, document: OutlineDocument): OutlineNode | undefined {
    let here = node
    for (let hops = 0; here?.kind === 'alias' && hops < 10; hops++) {
      here = document.anchors.get(text.slice(here.from + 1, here.to))
    }
    return here
  }
  const keyOf = ({ key }: OutlineEntry): string => (key ? unquoted(key) : '')
  return {
    text,
    keyOf,
    textOf: (node, document) => {
      const found = resolve(node, document)
      return found?.kind === 'scalar' && found.style !== 'block' ? unquoted(found) : undefined
    },
    nodeAt: (node, path, document) => {
      let here = resolve(node, document)
      for (const step of path) {
        const entry: OutlineEntry | undefined =
          here?.kind === 'map'
            ? here.entries.find((one) => one.after !== undefined && keyOf(one) === step)
            : here?.kind === 'seq'
              ? here.entries[Number(step)]
              : undefined
        here = resolve(entry?.value, document)
      }
      return here
    },
  }
}

/** Returns the objects of a document: its root, or the items of a List. */
export function manifestsOf(reader: OutlineReader, document: OutlineDocument): OutlineNode[] {
  const root = document.top.entries[0]?.value
  if (root?.kind !== 'map') return []
  if (reader.textOf(reader.nodeAt(root, ['kind'], document), document) !== 'List') return [root]
  const items = reader.nodeAt(root, ['items'], document)
  return items?.entries.map(({ value }) => value) ?? []
}

/** Returns the offset at which the content of an entry ends. */
function endOf(entry: OutlineEntry): number {
  let here = entry
  for (;;) {
    const { value } = here
    const last = value.flow ? undefined : value.entries.at(-1)
    if (!last) return Math.max(value.to, here.after ?? 0, here.key?.to ?? 0)
    here = last
  }
}

/** Returns the last entry that begins at or before the offset. */
function entryBefore({ entries }: OutlineNode, offset: number): OutlineEntry | undefined {
  let low = 0
  let high = entries.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((entries[middle]?.from ?? 0) <= offset) low = middle + 1
    else high = middle
  }
  return entries[low - 1]
}

const isCollection = ({ kind }: OutlineNode): boolean => kind === 'map' || kind === 'seq'

function isInside(node: OutlineNode, offset: number): boolean {
  if (!isCollection(node)) return false
  if (!node.flow) return node.from <= offset
  return node.from < offset && (offset < node.to || (!node.closed && offset === node.to))
}

/**
 * Returns the context of an offset: the object that may get a field there, or the value that may be written. The text
 * is YAML or JSON, well-formed or incomplete. Undefined in comments and block scalars, on the lines between documents,
 * and where nothing can be written. Never throws.
 */
export function cursorAt(reader: OutlineReader, offset: number): Cursor | undefined {
  const { text, keyOf } = reader
  const { documents, comments } = outlineText(text)
  if (comments.some(({ from, to }) => from <= offset && offset <= to)) return undefined
  const document = documents.findLast(({ from }) => from <= offset) ?? documents[0]
  const top = document?.top.entries[0]
  if (!document || !top || offset < document.start) return undefined
  const lines = new LineFinder(text)

  function pathOf(entry: OutlineEntry): Path {
    const path: (string | number)[] = []
    for (let here = entry; here !== top;) {
      path.push(here.key ? keyOf(here) : here.index)
      const around = here.parent.entry
      if (!around) break
      here = around
    }
    return path.reverse()
  }

  const root = top.value
  const first = root.flow ? root.entries.find(({ key }) => key)?.key : undefined
  const isJson = root.flow && (!first || (first.style === 'quoted' && text[first.from] === '"'))
  const isList = reader.textOf(reader.nodeAt(root, ['kind'], document), document) === 'List'

  type Found = Pick<Cursor, 'fields' | 'value' | 'word'> & { from: number; to: number; flow?: boolean }

  function makeCursor({ from, to, fields, value, word, flow = false }: Found): Cursor {
    const path = fields?.path ?? value ?? word?.path ?? []
    const isItem = isList && path[0] === 'items' && typeof path[1] === 'number'
    const manifest = isItem ? reader.nodeAt(root, path.slice(0, 2), document as OutlineDocument) : root
    const inside = (one: Path): Path => (isItem ? one.slice(2) : one)
    return {
      from,
      to,
      documents,
      document: document as OutlineDocument,
      manifest: manifest ?? root,
      fields: fields && { ...fields, path: inside(fields.path) },
      value: value && inside(value),
      word: word && { ...word, path: inside(word.path) },
      style: flow ? (isJson ? 'json' : 'flow') : 'block',
      needsSpace: from > 0 && /[:-]/.test(text[from - 1] ?? ''),
    }
  }

  /** Returns the cursor in the key or the scalar of an entry, if the offset is in one of them. */
  function wordIn(entry: OutlineEntry, flow: boolean): Cursor | undefined {
    const { key, value, parent } = entry
    if (key && key.from <= offset && offset <= key.to) {
      const path = pathOf(entry)
      const fields = { path: path.slice(0, -1), node: parent, entry, column: key.column }
      return makeCursor({ from: key.from, to: key.to, fields, value: undefined, word: { path, isKey: true }, flow })
    }
    if (value.kind !== 'scalar' || value.style === 'block' || offset < value.from || offset > value.to) return undefined
    const path = pathOf(entry)
    const isItem = parent.kind === 'seq'
    const isAlone = entry === top || lines.from(entry.after ?? 0) !== lines.from(value.from)
    const mayBeKey = !flow && value.style === 'plain' && (isItem || isAlone) && value.to <= lines.to(value.from)
    const fields = mayBeKey ? { path, node: undefined, entry: undefined, column: value.column } : undefined
    return makeCursor({ from: value.from, to: value.to, fields, value: path, word: { path, isKey: false }, flow })
  }

  function slot(found: Omit<Found, 'from' | 'to' | 'word'>): Cursor {
    return makeCursor({ from: offset, to: offset, word: undefined, ...found })
  }

  function placeInFlow(node: OutlineNode): Cursor | undefined {
    const entry = entryBefore(node, offset)
    const next = (): Cursor => {
      const path = node.entry ? pathOf(node.entry) : []
      return node.kind === 'map'
        ? slot({ fields: { path, node, entry: undefined, column: 0 }, value: undefined, flow: true })
        : slot({ fields: undefined, value: [...path, (entry?.index ?? -1) + 1], flow: true })
    }
    if (!entry) return next()
    const word = wordIn(entry, true)
    if (word) return word
    const end = endOf(entry)
    if (offset < end) return undefined
    const between = text.slice(end, offset)
    if (between.includes(',')) return next()
    const isWaiting = entry.value.kind === 'empty' && entry.after !== undefined && entry.key && between.trim() === ''
    return isWaiting ? slot({ fields: undefined, value: pathOf(entry), flow: true }) : undefined
  }

  /** Returns the cursor on a blank line, by its column. */
  function placeOnBlankLine(last: OutlineEntry): Cursor | undefined {
    const column = lines.column(offset)
    const inMap = (node: OutlineNode): Cursor => {
      const path = node.entry ? pathOf(node.entry) : []
      return slot({ fields: { path, node, entry: undefined, column }, value: undefined })
    }
    let entry = last
    const depth = entry === top ? -1 : entry.parent.column
    if (column > depth) {
      const { value } = entry
      if (value.kind === 'map' && !value.flow && value.from > offset && value.column === column) return inMap(value)
      if (value.kind !== 'empty' || (entry !== top && entry.after === undefined)) return undefined
      const path = pathOf(entry)
      return slot({ fields: { path, node: undefined, entry: undefined, column }, value: path })
    }
    while (entry !== top && (entry.parent.column > column || entry.parent.kind === 'seq')) {
      if (!entry.parent.entry) return undefined
      entry = entry.parent.entry
    }
    if (entry === top || entry.parent.column !== column || endOf(entry) > offset) return undefined
    return inMap(entry.parent)
  }

  let entry = top
  while (isInside(entry.value, offset)) {
    const next = entryBefore(entry.value, offset)
    if (entry.value.flow && !(next && isInside(next.value, offset))) return placeInFlow(entry.value)
    if (!next) break
    entry = next
  }
  const word = wordIn(entry, false)
  if (word) return word
  const lineFrom = lines.from(offset)
  const isRestFree = /^[ \t]*(?:#.*)?$/.test(text.slice(offset, lines.to(offset)))
  if (!isRestFree || (entry.value.style === 'block' && offset <= entry.value.to)) return undefined
  if (text.slice(lineFrom, offset).trim() === '') return placeOnBlankLine(entry)
  const { after, value, parent } = entry
  const isOpen = after !== undefined && entry !== top && offset >= after && text.slice(after, offset).trim() === ''
  if (!isOpen || lines.from(after) !== lineFrom) return undefined
  const column = lines.column(offset)
  if (parent.kind === 'map') {
    return value.kind === 'empty' ? slot({ fields: undefined, value: pathOf(entry) }) : undefined
  }
  const path = pathOf(entry)
  if (value.kind === 'empty') {
    return slot({ fields: { path, node: undefined, entry: undefined, column }, value: path })
  }
  if (value.kind !== 'map' || value.flow || value.column !== column) return undefined
  return slot({ fields: { path, node: value, entry: undefined, column }, value: undefined })
}
