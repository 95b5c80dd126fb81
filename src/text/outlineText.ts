import { markLength } from './parseText.ts'
import { isBreak, LineFinder, lineIndentation, scanKey, scanQuoted, skipSpaces, trimEnd } from './scanText.ts'

/** A value in an outline, with its range and its entries. */
export interface OutlineNode {
  kind: 'map' | 'seq' | 'scalar' | 'alias' | 'empty'
  /** `block` is the style of scalars after `|` and `>`. */
  style: 'plain' | 'quoted' | 'block'
  from: number
  to: number
  flow: boolean
  /** Whether a flow collection has its closing bracket. */
  closed: boolean
  /** The column of the entries of a block collection, or of the first character of anything else. */
  column: number
  entries: OutlineEntry[]
  /** The entry that has it as its value; undefined for keys. */
  entry: OutlineEntry | undefined
}

/** An entry of a map or an item of a list. */
export interface OutlineEntry {
  parent: OutlineNode
  index: number
  /** Its key; undefined for items. A text without a colon where a key belongs is a key being typed. */
  key: OutlineNode | undefined
  value: OutlineNode
  from: number
  /** The offset after `:` or `-`; undefined if there is no such sign. */
  after: number | undefined
}

/** A document of an outline. Its root is the value of the only entry of `top`. */
export interface OutlineDocument {
  from: number
  /** Where its content may begin: after the line of its `---`. */
  start: number
  to: number
  top: OutlineNode
  anchors: Map<string, OutlineNode>
}

export interface Outline {
  documents: OutlineDocument[]
  /** The range of each comment, from its `#` to the end of its line. */
  comments: { from: number; to: number }[]
}

const maxDepth = 100

/**
 * Returns the structure of a YAML or JSON text being typed: the keys of each map, by indentation and brackets.
 * Every text has one. For a text without errors, it is the same as the tree of the parser, but faster and without tags;
 * if lines don't fit together, it follows their most likely meaning. Never throws, and takes time that grows with the
 * length of the text.
 */
export function outlineText(text: string): Outline {
  const lines = new LineFinder(text)
  const documents: OutlineDocument[] = []
  const comments: Outline['comments'] = []
  /** The block collections that are open at this line, the innermost last, each with the column of its entries. */
  let open: { node: OutlineNode; column: number }[] = []
  let anchor: string | undefined
  let document = newDocument(markLength(text))

  function newDocument(from: number): OutlineDocument {
    const top = node('map', from, -1)
    add(top, undefined, from, from)
    const made: OutlineDocument = { from, start: from, to: text.length, top, anchors: new Map() }
    documents.push(made)
    open = [{ node: top, column: -1 }]
    anchor = undefined
    return made
  }

  function node(kind: OutlineNode['kind'], from: number, column: number): OutlineNode {
    const style = 'plain'
    return { kind, style, from, to: from, flow: false, closed: false, column, entries: [], entry: undefined }
  }

  function add(parent: OutlineNode, key: OutlineNode | undefined, from: number, after?: number): OutlineEntry {
    const at = after ?? key?.to ?? from
    const value = node('empty', at, 0)
    const entry: OutlineEntry = { parent, index: parent.entries.length, key, value, from, after }
    value.entry = entry
    parent.entries.push(entry)
    return entry
  }

  function put(entry: OutlineEntry, value: OutlineNode): void {
    value.entry = entry
    entry.value = value
    if (anchor !== undefined) document.anchors.set(anchor, value)
    anchor = undefined
  }

  /** Collects a comment in the rest of a line, and returns where the next line begins. */
  function finishLine(at: number): number {
    const end = lines.to(at)
    const isSign = text[at] === '#' && (at === lines.from(at) || isBreak(text[at - 1]))
    const from = isSign || at >= end ? at : lines.comment(at)
    if (from < end) comments.push({ from, to: end })
    return lines.next(at)
  }

  /** Skips anchors and tags. */
  function skipProperties(at: number): number {
    let here = at
    while ((text[here] === '&' || text[here] === '!') && here < text.length) {
      const end = wordEnd(here)
      if (text[here] === '&') anchor = text.slice(here + 1, end)
      here = skipSpaces(text, end)
    }
    return here
  }

  function wordEnd(at: number): number {
    let end = at
    while (end < text.length && !/[\s,[\]{}]/.test(text[end] ?? '')) end++
    return end
  }

  const isLineOver = (at: number): boolean =>
    at >= lines.to(at) || (text[at] === '#' && (at === 0 || /\s/.test(text[at - 1] ?? '')))

  /** Closes the collections that end before this column, and returns the innermost open one. */
  function innermost(column: number, closesLists: boolean): { node: OutlineNode; column: number } {
    for (;;) {
      const last = open[open.length - 1] as { node: OutlineNode; column: number }
      const isOver = last.column > column || (last.column === column && closesLists && last.node.kind === 'seq')
      if (!isOver || open.length === 1) return last
      open.pop()
    }
  }

  const lastEntry = ({ entries }: OutlineNode): OutlineEntry => entries[entries.length - 1] as OutlineEntry

  /** Returns the block collection for an entry in this column, and opens one if there is none. */
  function collection(kind: 'map' | 'seq', column: number, from: number): OutlineNode {
    const around = innermost(column, kind === 'map')
    if (around.column === column && around.node.kind === kind) return around.node
    const holder = lastEntry(around.node)
    const there = holder.value
    let made = there
    if (there.kind !== kind || there.flow) {
      made = node(kind, from, column)
      if (there.kind === 'empty') put(holder, made)
      else if (there.kind === 'scalar' && there.style === 'plain' && there.column === column && kind === 'map') {
        // A key being typed is above the existing keys.
        made.from = there.from
        add(made, there, there.from)
        put(holder, made)
      } else made.entry = holder
    }
    open.push({ node: made, column })
    return made
  }

  function scalarInLine(from: number, column: number): OutlineNode {
    const scalar = node('scalar', from, column)
    scalar.to = trimEnd(text, from, lines.comment(from))
    return scalar
  }

  /** Reads a value other than a block collection, and returns where the next line begins. */
  function value(entry: OutlineEntry, at: number, indentation: number): number {
    const column = lines.column(at)
    const sign = text[at]
    if ((sign === '|' || sign === '>') && /^[|>][-+0-9]*[ \t]*(?:#.*)?\r?$/.test(text.slice(at, lines.to(at)))) {
      const block = node('scalar', at, column)
      block.style = 'block'
      block.to = lines.to(at)
      let next = finishLine(at)
      while (next < text.length) {
        const end = lines.to(next)
        const inside = lineIndentation(text, next)
        const isBlank = next + inside >= end
        if (!isBlank && (inside <= indentation || isMarker(next))) break
        if (!isBlank) block.to = end
        next = lines.next(next)
      }
      put(entry, block)
      return next
    }
    if (sign === '{' || sign === '[') {
      const made = flow(at, indentation, 0)
      put(entry, made)
      return made.closed ? finishLine(made.to) : lines.next(made.to)
    }
    const isQuoted = sign === '"' || sign === "'"
    const made = isQuoted ? quoted(at, indentation) : scalarInLine(at, column)
    if (sign === '*') made.kind = 'alias'
    put(entry, made)
    return finishLine(made.to)
  }

  function quoted(at: number, indentation: number, oneLine = false): OutlineNode {
    const scalar = node('scalar', at, lines.column(at))
    scalar.style = 'quoted'
    const { to, closed } = scanQuoted(lines, at, indentation, oneLine)
    scalar.to = to
    scalar.closed = closed
    return scalar
  }

  const isMarker = (lineFrom: number): boolean =>
    (text[lineFrom] === '-' || text[lineFrom] === '.') &&
    /^(?:---|\.\.\.)(?=\s|$)/.test(text.slice(lineFrom, lineFrom + 4))

  /** Skips spaces, line breaks and comments between brackets; `left` is true if a line is no longer inside them. */
  function skipInFlow(from: number, indentation: number): { at: number; left: boolean } {
    let at = from
    for (;;) {
      at = skipSpaces(text, at)
      if (text[at] === '#' && /[\s,[{]/.test(text[at - 1] ?? ' ')) {
        const end = lines.to(at)
        comments.push({ from: at, to: end })
        at = end
      }
      if (text[at] !== '\n' && text[at] !== '\r') return { at, left: false }
      at = lines.next(at)
      const first = at + lineIndentation(text, at)
      const isClosing = text[first] === '}' || text[first] === ']'
      const isOut = first < lines.to(first) && first - at <= indentation && !isClosing
      if (isMarker(at) || isOut) return { at, left: true }
    }
  }

  function flow(from: number, indentation: number, depth: number): OutlineNode {
    const made = node(text[from] === '{' ? 'map' : 'seq', from, lines.column(from))
    made.flow = true
    const json = indentation < 0
    let at = from + 1
    for (;;) {
      const next = skipInFlow(at, indentation)
      at = next.at
      made.to = next.left ? at - 1 : at
      if (next.left || at >= text.length) return made
      const sign = text[at] ?? ''
      if (sign === '}' || sign === ']') {
        made.closed = (sign === '}') === (made.kind === 'map')
        if (made.closed || depth === 0) made.to = ++at
        made.closed ||= depth === 0
        return made
      }
      if (sign === ',') at++
      else at = flowEntry(made, at, indentation, depth, json)
    }
  }

  /** Reads one entry between brackets, and returns where it ends. */
  function flowEntry(parent: OutlineNode, from: number, indentation: number, depth: number, json: boolean): number {
    let at = skipProperties(from)
    if (at >= lines.to(at) || text[at] === ',' || text[at] === '}' || text[at] === ']') {
      if (at > from) return at
    }
    const first = flowValue(at, indentation, depth, json)
    const colon = colonAfter(first, json)
    if (parent.kind === 'seq' && colon === undefined) {
      put(add(parent, undefined, from, from), first)
      return Math.max(first.to, from + 1)
    }
    let holder = parent
    if (parent.kind === 'seq') {
      holder = node('map', from, lines.column(from))
      holder.flow = true
      put(add(parent, undefined, from, from), holder)
    }
    const entry = add(holder, first, from, colon)
    at = Math.max(colon ?? first.to, from + 1)
    if (colon !== undefined) {
      const { at: start, left } = skipInFlow(colon, indentation)
      const sign = text[start] ?? ''
      if (left || sign === '' || ',]}'.includes(sign)) return at
      const begin = skipProperties(start)
      const found = flowValue(begin, indentation, depth, json)
      // A value with a colon after it is the next key: this key has no value yet.
      if (found.kind === 'scalar' && colonAfter(found, json) !== undefined) return at
      put(entry, found)
      at = Math.max(found.to, begin + 1)
    }
    if (holder !== parent) holder.to = at
    return at
  }

  function colonAfter(key: OutlineNode, json: boolean): number | undefined {
    const at = key.style === 'quoted' ? skipSpaces(text, key.to) : key.to
    if (text[at] !== ':') return undefined
    const next = text[at + 1] ?? ' '
    return json || key.style === 'quoted' || /[\s,[\]{}]/.test(next) ? at + 1 : undefined
  }

  function flowValue(at: number, indentation: number, depth: number, json: boolean): OutlineNode {
    const sign = text[at]
    if ((sign === '{' || sign === '[') && depth < maxDepth) return flow(at, indentation, depth + 1)
    if (sign === '"' || sign === "'") return quoted(at, indentation, json)
    const scalar = node(sign === '*' ? 'alias' : 'scalar', at, lines.column(at))
    let end = at
    for (;;) {
      const char = text[end] ?? '\n'
      if (char === '\n' || char === '\r') break
      if (end > at && ',[]{}'.includes(char)) break
      if (char === ':' && /[\s,[\]{}]/.test(text[end + 1] ?? ' ')) break
      if (char === '#' && /\s/.test(text[end - 1] ?? '')) break
      end++
    }
    scalar.to = trimEnd(text, at, end)
    return scalar
  }

  /** Reads text at the start of a line, or after a dash, that is neither a key nor a dash. */
  function bare(at: number): number {
    const column = lines.column(at)
    const around = innermost(column, true)
    const isSign = /[[{"'|>*]/.test(text[at] ?? '')
    if (around.column === column && around.node.kind === 'map') {
      const key = isSign ? quoted(at, column, true) : scalarInLine(at, column)
      add(around.node, key, at)
      return finishLine(key.to)
    }
    const entry = lastEntry(around.node)
    const there = entry.value
    if (there.kind === 'empty') return value(entry, at, around.column)
    if (there.kind === 'scalar' && there.style === 'plain') {
      there.to = scalarInLine(at, column).to
      return finishLine(there.to)
    }
    if (there.kind === 'map' && !there.flow && !isSign) {
      const key = scalarInLine(at, column)
      open.push({ node: there, column })
      add(there, key, at)
      return finishLine(key.to)
    }
    return finishLine(at)
  }

  /** Reads a line from this offset on, and returns where the next line begins. */
  function content(from: number): number {
    let at = from
    for (;;) {
      const column = lines.column(at)
      const sign = text[at]
      if (sign === '-' && isBreak(text[at + 1])) {
        const seq = collection('seq', column, at)
        add(seq, undefined, at, at + 1)
        at = skipSpaces(text, at + 1)
        if (isLineOver(at)) return finishLine(at)
        continue
      }
      if (sign === '?' && isBreak(text[at + 1])) {
        at = skipSpaces(text, at + 1)
        if (isLineOver(at)) return finishLine(at)
        continue
      }
      const start = skipProperties(at)
      if (isLineOver(start)) return finishLine(start)
      const found = scanKey(lines, start)
      if (!found) return bare(start)
      const held = anchor
      anchor = undefined
      const map = collection('map', column, at)
      if (held !== undefined) document.anchors.set(held, map)
      const key = node('scalar', start, column)
      key.to = found.to
      if (text[start] === '"' || text[start] === "'") key.style = 'quoted'
      const entry = add(map, key, at, found.after)
      at = skipProperties(skipSpaces(text, found.after))
      return isLineOver(at) ? finishLine(at) : value(entry, at, column)
    }
  }

  /** Whether the document already has its `---`. */
  let marked = false
  let at = document.from
  while (at < text.length) {
    const lineFrom = at
    const first = lineFrom + lineIndentation(text, lineFrom)
    if (first >= lines.to(first)) at = lines.next(first)
    else if (text[first] === '#') at = finishLine(first)
    else if (first === lineFrom && isMarker(lineFrom)) {
      if (marked || document.top.entries[0]?.value.kind !== 'empty') {
        document.to = lineFrom
        document = newDocument(lineFrom)
      }
      marked = text[lineFrom] === '-'
      document.start = lines.next(lineFrom)
      const rest = skipSpaces(text, lineFrom + 3)
      const start = skipProperties(rest)
      const top = document.top.entries[0] as OutlineEntry
      at = isLineOver(start) ? finishLine(start) : value(top, start, -1)
    } else if (text[first] === '%' && first === lineFrom && document.top.entries[0]?.value.kind === 'empty') {
      at = lines.next(first)
    } else at = content(first)
  }
  return { documents, comments }
}
