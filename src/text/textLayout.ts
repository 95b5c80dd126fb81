import { usualIndentation } from './renderText.ts'
import type { FlowStyle, Indentation } from './renderText.ts'
import type { TreeDocument } from './parseText.ts'
import { nodesOf } from './textNode.ts'
import type { CollectionNode, TextNode } from './textNode.ts'

/** A replacement of a part of the text. */
export interface Change {
  from: number
  to: number
  insert: string
}

/** A document in its text, with the style that new text must follow. */
export interface Surroundings {
  text: string
  document: TreeDocument
  eol: string
  indentation: Indentation
  /** Whether the text is JSON and must stay JSON. */
  json: boolean
}

export function surroundingsOf(text: string, document: TreeDocument): Surroundings {
  return { text, document, eol: eolOf(text), indentation: indentationOf(text, document.root), json: isJson(text) }
}

/** Makes all changes at once; undefined if they overlap. Insertions at one offset keep their order. */
export function applyChanges(text: string, changes: readonly Change[]): string | undefined {
  const sorted = changes.toSorted((a, b) => a.from - b.from || a.to - b.to)
  let result = ''
  let at = 0
  for (const change of sorted) {
    if (change.from < at) return undefined
    result += text.slice(at, change.from) + change.insert
    at = change.to
  }
  return result + text.slice(at)
}

export function eolOf(text: string): string {
  const at = text.indexOf('\n')
  return at > 0 && text[at - 1] === '\r' ? '\r\n' : '\n'
}

export function isJson(text: string): boolean {
  const first = /^\s*(.)/.exec(text)?.[1]
  if (first !== '{' && first !== '[') return false
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

export function lineStart(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1
}

/** Returns where the line ends, before its line break. */
export function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset)
  if (end === -1) return text.length
  return end > offset && text[end - 1] === '\r' ? end - 1 : end
}

/** Returns where the next line begins, or the text ends. */
export function nextLine(text: string, offset: number): number {
  const end = text.indexOf('\n', offset)
  return end === -1 ? text.length : end + 1
}

export function column(text: string, offset: number): number {
  return offset - lineStart(text, offset)
}

export function isBlank(text: string, from: number, to: number): boolean {
  return /^[ \t\r\n]*$/.test(text.slice(from, to))
}

/** Returns whether the line has only spaces and a comment after the offset. */
export function isRestOfLineFree(text: string, offset: number): boolean {
  return /^[ \t]*(#.*)?$/.test(text.slice(offset, lineEnd(text, offset)))
}

/** Returns where the content of a node or entry ends, without the line breaks that end a block scalar. */
export function trimmedEnd(text: string, from: number, to: number): number {
  let end = to
  while (end > from && (text[end - 1] === '\n' || text[end - 1] === '\r')) end--
  return end
}

/** Indents the lines that are not empty, and joins all of them. */
export function joinLines(lines: readonly string[], spaces: number, eol: string): string {
  const indent = ' '.repeat(spaces)
  return lines.map((line) => (line === '' ? '' : indent + line)).join(eol)
}

function indentationOf(text: string, root: TextNode): Indentation {
  let step: number | undefined
  let lists: boolean | undefined
  for (const node of nodesOf(root)) {
    if (node.kind === 'scalar' || node.kind === 'alias' || node.flow || !node.entry?.key) continue
    const inside = column(text, node.from) - column(text, node.entry.from)
    if (node.kind === 'seq') lists ??= inside > 0
    else if (inside > 0 && inside <= 8) step ??= inside
    if (step !== undefined && lists !== undefined) break
  }
  return { step: step ?? usualIndentation.step, lists: lists ?? usualIndentation.lists }
}

/** Returns the style of new text inside a flow collection: that of its entries, or of those around it. */
export function flowStyleOf(at: Surroundings, collection: CollectionNode | undefined): FlowStyle {
  for (let around = collection; around; around = around.entry?.parent) {
    for (const entry of around.entries) {
      if (!entry.key || entry.after === undefined) continue
      const quoted = at.json || (entry.key.kind === 'scalar' && entry.key.style === 'double')
      return { quoted, compact: quoted && !/\s/.test(at.text[entry.after] ?? '') }
    }
  }
  return { quoted: at.json, compact: false }
}

/** Returns the outer and inner indentation of a flow collection with one entry per line; undefined for others. */
export function flowLines(text: string, collection: CollectionNode): { outer: string; inner: string } | undefined {
  const last = collection.entries[collection.entries.length - 1]
  if (!last || !isBlank(text, lineStart(text, last.from), last.from)) return undefined
  const outer = /^[ \t]*/.exec(text.slice(lineStart(text, collection.from)))?.[0] ?? ''
  return { outer, inner: text.slice(lineStart(text, last.from), last.from) }
}
