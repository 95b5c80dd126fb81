import type { Json } from '../base/json.ts'
import { isObject } from '../base/json.ts'
import { lines, quoteDouble, renderFlow, renderPart, stringifyJson, stringifyYaml } from './renderText.ts'
import type { Part } from './renderText.ts'
import { column, flowLines, flowStyleOf, isBlank, isRestOfLineFree, joinLines } from './textLayout.ts'
import { lineEnd, lineStart, trimmedEnd } from './textLayout.ts'
import type { Change, Surroundings } from './textLayout.ts'
import type { Entry, TextNode } from './textNode.ts'

/** A plan for the node's anchor: keep it, drop it, or add one. */
export type AnchorPlan = 'keep' | 'drop' | { name: string }

interface Replacement {
  at: Surroundings
  node: TextNode
  value: Json
  /** The anchor, and a tag that still fits, to write before the value. */
  props: string
  /** Whether the props stay as they are, and only the text after them is replaced. */
  same: boolean
  /** Where the text to replace begins: before the props if they change. */
  from: number
  /** Where it ends, without the line break of a block scalar. */
  to: number
}

/** Returns the changes that replace a node with a value; undefined if no simple change can. */
export function replaceNode(
  at: Surroundings,
  node: TextNode,
  value: Json,
  anchor: AnchorPlan = 'keep',
): Change[] | undefined {
  const name = anchor === 'keep' ? node.anchor?.name : anchor === 'drop' ? undefined : anchor.name
  const tag = node.tag?.name === '!!str' && typeof value === 'string' ? node.tag.name : undefined
  const same = node.anchor?.name === name && node.tag?.name === tag
  const props = [name === undefined ? undefined : `&${name}`, tag].filter((one) => one !== undefined).join(' ')
  const to = trimmedEnd(at.text, node.from, node.to)
  const one: Replacement = { at, node, value, props, same, from: same ? node.from : node.start, to }

  if (node.entry?.parent.flow || (!node.entry && isFlow(node))) return replaceFlow(one)
  if (!node.entry) return node === at.document.root ? replaceRoot(one) : replaceKey(one)
  if (node.entry.after === undefined) return undefined
  // Lines below a dash must be indented deeper than it.
  const indentation = node.entry.key ? at.indentation : { ...at.indentation, lists: true }
  const part = styledScalar(node, value) ?? renderPart(value, indentation)
  return part.body.length > 0 ? replaceByLines(one, node.entry, part) : replaceInline(one, node.entry, part.head)
}

function isFlow(node: TextNode): boolean {
  return (node.kind === 'map' || node.kind === 'seq') && node.flow
}

function isFilled(value: Json): boolean {
  return Array.isArray(value) ? value.length > 0 : isObject(value) && Object.keys(value).length > 0
}

function joined(...parts: string[]): string {
  return parts.filter((part) => part !== '').join(' ')
}

/** Returns a string in the quotes of the old one, if possible. */
function styledScalar(node: TextNode, value: Json): Part | undefined {
  if (node.kind !== 'scalar' || typeof value !== 'string') return undefined
  if (node.style === 'double') return { head: quoteDouble(value), body: [] }
  const double = quoteDouble(value)
  if (node.style !== 'single' || JSON.parse(double) !== value || /\\[^"\\]/.test(double)) return undefined
  return { head: `'${value.replaceAll("'", "''")}'`, body: [] }
}

function replaceFlow(one: Replacement): Change[] | undefined {
  const { at, node, value, same } = one
  const entry = node.entry
  const parent = entry?.parent
  const style = flowStyleOf(at, parent ?? (node.kind === 'map' || node.kind === 'seq' ? node : undefined))
  const own = node.kind === 'map' || node.kind === 'seq' ? flowLines(at.text, node) : undefined
  const around = parent && flowLines(at.text, parent)
  let rendered = (at.json ? undefined : styledScalar(node, value)?.head) ?? renderFlow(value, style)
  if (isFilled(value) && style.quoted && (own || around)) {
    const inner = own?.inner ?? around?.inner ?? ''
    const outer = own?.outer ?? around?.outer ?? ''
    const step = inner.startsWith(outer) && inner.length > outer.length ? inner.slice(outer.length) : '  '
    const base = own ? own.outer : inner
    rendered = stringifyJson(value, step).replaceAll('\n', at.eol + base)
  }
  if (entry?.key && entry.after === undefined) {
    if (one.props || !same) return undefined
    return [{ from: entry.key.to, to: entry.key.to, insert: `: ${rendered}` }]
  }
  const written = same ? rendered : joined(one.props, rendered)
  const space = node.from === node.to && !/[\s[{,]/.test(at.text[one.from - 1] ?? ' ') ? ' ' : ''
  return [{ from: one.from, to: one.to, insert: space + written }]
}

/** Replaces an alias that is a key with the definition. */
function replaceKey(one: Replacement): Change[] | undefined {
  if (typeof one.value !== 'string') return undefined
  return [{ from: one.from, to: one.to, insert: joined(one.props, quoteDouble(one.value)) }]
}

function replaceRoot(one: Replacement): Change[] | undefined {
  const { at, node, value, props } = one
  const { text, eol, document } = at
  const filled = isFilled(value)
  if (node.from === node.to && node.kind === 'scalar') {
    if (node.start !== node.from) return undefined
    const rendered = joinLines(lines(stringifyYaml(value, at.indentation)), 0, eol)
    const { marker } = document.syntax
    if (marker !== undefined) {
      const offset = lineEnd(text, marker)
      return [{ from: offset, to: offset, insert: eol + rendered }]
    }
    const offset = document.to
    const before = isBlank(text, lineStart(text, offset), offset) ? '' : eol
    return [{ from: offset, to: offset, insert: before + rendered + eol }]
  }
  const styled = styledScalar(node, value)?.head
  const start = lineStart(text, one.from)
  const spaces = filled && isBlank(text, start, one.from) ? one.from - start : 0
  const rendered = styled ?? joinLines(lines(stringifyYaml(value, at.indentation)), spaces, eol).slice(spaces)
  if (!filled) return [{ from: one.from, to: one.to, insert: joined(one.same ? '' : props, rendered) }]
  // A comment after the old value would become part of a literal block at the end of the new one.
  const end = isRestOfLineFree(text, one.to) ? lineEnd(text, one.to) : one.to
  if ((one.same || props === '') && isBlank(text, start, one.from))
    return [{ from: one.from, to: end, insert: rendered }]
  const fresh = joinLines(lines(stringifyYaml(value, at.indentation)), 0, eol)
  const written = one.same ? '' : props
  return [{ from: one.from, to: end, insert: written + eol + fresh }]
}

/** Returns where the sign and the props on its line end. */
function headerEnd(entry: Entry): number {
  const { value, after = entry.from } = entry
  return Math.max(after, value.anchor?.to ?? 0, value.tag?.to ?? 0)
}

function isBelow(one: Replacement, entry: Entry): boolean {
  return one.at.text.slice(entry.after, one.node.from).includes('\n')
}

function isBlockCollection(node: TextNode): boolean {
  return (node.kind === 'map' || node.kind === 'seq') && !node.flow
}

function isBlockScalar(node: TextNode): boolean {
  return node.kind === 'scalar' && (node.style === 'literal' || node.style === 'folded')
}

/** Returns the ends of a block scalar's header: of the sign with its indicators, and of its line. */
function blockHeader(one: Replacement): { sign: number; line: number } {
  const { text } = one.at
  let sign = one.node.from
  while (sign < one.to && !/\s/.test(text[sign] ?? ' ')) sign++
  return { sign, line: Math.min(lineEnd(text, one.node.from), one.to) }
}

/** Replaces a node with a value that fits on one line. */
function replaceInline(one: Replacement, entry: Entry, head: string): Change[] | undefined {
  const { at, node } = one
  const { text } = at
  const after = entry.after as number
  const written = one.same ? head : joined(one.props, head)
  if (isBlockCollection(node) && isBelow(one, entry)) {
    const header = headerEnd(entry)
    if (text.slice(after, header).includes('\n')) return undefined
    return [
      { from: after, to: header, insert: ` ${joined(one.props, head)}` },
      { from: lineEnd(text, header), to: lineEnd(text, one.to), insert: '' },
    ]
  }
  if (isBlockScalar(node)) {
    const { sign, line } = blockHeader(one)
    return [
      { from: one.from, to: sign, insert: written },
      { from: line, to: one.to, insert: '' },
    ]
  }
  if (node.from === node.to) {
    const header = headerEnd(entry)
    if (text.slice(after, header).includes('\n')) return undefined
    return [{ from: after, to: header, insert: ` ${joined(one.props, head)}` }]
  }
  return [{ from: one.from, to: one.to, insert: written }]
}

/** Replaces a node with a value on several lines: a filled map or list, or a literal block. */
function replaceByLines(one: Replacement, entry: Entry, part: Part): Change[] | undefined {
  const { at, node, value } = one
  const { text, eol } = at
  const after = entry.after as number
  const filled = isFilled(value)
  const base = column(text, entry.from)
  const header = headerEnd(entry)
  if (text.slice(after, header).includes('\n')) return undefined
  const head = joined(one.props, part.head)
  const headText = head === '' ? '' : ` ${head}`
  // A literal block at the very end needs its line break.
  const final = (end: number): string => (!filled && end >= text.length ? eol : '')

  if (isBelow(one, entry) && isBlockCollection(node)) {
    const kind = Array.isArray(value) ? 'seq' : 'map'
    const own = filled && kind === node.kind ? column(text, node.from) : undefined
    const body =
      own === undefined
        ? joinLines(part.body, base, eol)
        : joinLines(lines(stringifyYaml(value, at.indentation)), own, eol)
    const end = lineEnd(text, one.to)
    return [
      { from: after, to: header, insert: headText },
      { from: lineStart(text, node.from), to: end, insert: body + final(end) },
    ]
  }
  const body = eol + joinLines(part.body, base, eol)
  if (isBlockScalar(node)) {
    const { sign, line } = blockHeader(one)
    if (isBelow(one, entry)) return undefined
    return [
      { from: after, to: sign, insert: headText },
      { from: line, to: one.to, insert: body + final(one.to) },
    ]
  }
  const end = lineEnd(text, one.to)
  if (isBelow(one, entry)) {
    const last = filled ? one.to : end
    return [
      { from: after, to: header, insert: headText },
      { from: lineEnd(text, header), to: last, insert: body + final(last) },
    ]
  }
  if (filled && !entry.key && one.props === '' && isBlank(text, one.to, end)) {
    const gap = node.from > after && node.start === node.from ? column(text, node.from) - base : 2
    const compact = joinLines(lines(stringifyYaml(value, at.indentation)), base + gap, eol).slice(base + gap)
    return [{ from: after, to: one.to, insert: ' '.repeat(gap - 1) + compact }]
  }
  if (!isRestOfLineFree(text, one.to)) return undefined
  const oldEnd = node.from === node.to ? header : Math.max(one.to, header)
  return [
    { from: after, to: oldEnd, insert: headText },
    { from: end, to: end, insert: body + final(end) },
  ]
}
