import type { TextTrees } from './parseText.ts'
import { limits } from './textError.ts'
import type { TextError } from './textError.ts'
import { isJson, lineEnd } from './textLayout.ts'
import { nodesOf } from './textNode.ts'

/** Other characters are forbidden in YAML 1.1, or are line breaks there but not in YAML 1.2. */
const unreadable = /[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]|\r(?!\n)/gu

/** Half of a character outside the BMP, which no file can hold. */
const half = /[\ud800-\udfff]/u

/** Half of a character outside the BMP, written as an escape. */
const halfEscape = /^\\u[dD][89a-fA-F]/

/** Returns whether a double-quoted string has an escape that starts as the expression says. */
function hasEscape(source: string, start: RegExp): boolean {
  return [...source.matchAll(/\\[^]/g)].some(({ index }) => start.test(source.slice(index, index + 6)))
}

/** Returns what YAML 1.1 readers such as kubectl can't read, and documents that they skip. */
export function checkYaml11({ text, trees }: TextTrees): TextError[] {
  const errors: TextError[] = []
  const report = (sentence: TextError['sentence'], from: number, to: number): void => {
    if (errors.length < limits.errors) errors.push({ code: 'yaml11-syntax', sentence, from, to })
  }
  const json = isJson(text)
  if (text.includes('\\') || half.test(text)) {
    for (const { root } of trees) {
      for (const node of nodesOf(root)) {
        if (node.kind !== 'scalar' || node.style !== 'double') continue
        // JSON readers join two halves, but not YAML 1.1 readers.
        const written = text.slice(node.from, node.to)
        const isHalf = json ? half.test(node.source) : hasEscape(written, halfEscape)
        if (isHalf) report('surrogate', node.from, node.to)
        if (!json && hasEscape(written, /^\\\//)) report('slashEscape', node.from, node.to)
      }
    }
  }
  if (json) return errors
  for (const { index, 0: char } of text.matchAll(unreadable)) {
    report('unreadableCharacter', index, index + char.length)
    if (errors.length === limits.errors) return errors
  }
  for (const [index, { root, syntax }] of trees.entries()) {
    for (const node of nodesOf(root)) {
      const isKey = node !== root && !node.entry
      if (!isKey || node.kind !== 'scalar' || typeof node.otherValue !== 'string') continue
      if (typeof node.value !== 'string') report('keyIsNoString', node.from, node.to)
    }
    const { from, marker, directives } = syntax
    if (directives) {
      const at = text.startsWith('%', from) ? from : text.indexOf('\n%', from) + 1
      report('directive', at, lineEnd(text, at))
    }
    if (marker === undefined) {
      if (index > 0) report('noMarker', root.start, lineEnd(text, root.start))
      continue
    }
    const end = lineEnd(text, marker)
    const rest = text.slice(marker + 3, end).trimStart()
    if (rest !== '' && !rest.startsWith('#')) report('afterMarker', end - rest.length, end)
  }
  return errors
}
