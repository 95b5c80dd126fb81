import type { Json } from '../base/json.ts'
import { setMember } from '../base/json.ts'
import { lines, renderFlow, renderFlowEntry, renderPart, stringifyJson, stringifyYaml } from './renderText.ts'
import { replaceNode } from './replaceNode.ts'
import { column, flowLines, flowStyleOf, isRestOfLineFree, joinLines, lineEnd } from './textLayout.ts'
import type { Change, Surroundings } from './textLayout.ts'
import type { CollectionNode } from './textNode.ts'

/** Returns the changes that append an entry to a map or, without a key, an item to a list. */
export function insertEntry(
  at: Surroundings,
  collection: CollectionNode,
  key: string | undefined,
  value: Json,
): Change[] | undefined {
  if (collection.bare) return undefined
  const last = collection.entries[collection.entries.length - 1]
  const first = collection.entries[0]
  if (!last || !first) return replaceNode(at, collection, key === undefined ? [value] : mapOf(key, value))
  if (collection.flow) return insertIntoFlow(at, collection, key, value)

  const { text, eol } = at
  const rendered = joinLines(entryLines(at, key, value), column(text, first.from), eol)
  const closed = text[last.to - 1] === '\n' && last.to > last.from
  if (closed) return [{ from: last.to, to: last.to, insert: rendered + eol }]
  if (!isRestOfLineFree(text, last.to)) return undefined
  const end = lineEnd(text, last.to)
  // At the end of the text, a literal block needs its line break.
  const final = end === text.length && typeof value === 'string' && value.includes('\n') ? eol : ''
  return [{ from: end, to: end, insert: eol + rendered + final }]
}

/** Returns the lines of a map entry, or of a list item with its dash. */
export function entryLines(at: Surroundings, key: string | undefined, value: Json): string[] {
  if (key !== undefined) return lines(stringifyYaml(mapOf(key, value), at.indentation))
  if (typeof value === 'object' && value !== null && Object.keys(value).length > 0) {
    return lines(stringifyYaml(value, at.indentation)).map((line, index) =>
      index === 0 ? `- ${line}` : line === '' ? '' : `  ${line}`,
    )
  }
  const { head, body } = renderPart(value, at.indentation)
  return [`- ${head}`, ...body]
}

export function mapOf(key: string, value: Json): Json {
  const map = {}
  setMember(map, key, value)
  return map
}

function insertIntoFlow(
  at: Surroundings,
  collection: CollectionNode,
  key: string | undefined,
  value: Json,
): Change[] | undefined {
  const last = collection.entries[collection.entries.length - 1]
  if (!last) return undefined
  const { text, eol } = at
  const style = flowStyleOf(at, collection)
  const rows = flowLines(text, collection)
  const comma = collection.commas.find((offset) => offset >= last.to)
  const render = (indent: string): string => {
    if (style.quoted && rows && typeof value === 'object' && value !== null && Object.keys(value).length > 0) {
      const step = rows.inner.startsWith(rows.outer) ? rows.inner.slice(rows.outer.length) : ''
      const tree = stringifyJson(value, step || '  ').replaceAll('\n', eol + indent)
      return key === undefined ? tree : renderFlow(key, style) + (style.compact ? ':' : ': ') + tree
    }
    return key === undefined ? renderFlow(value, style) : renderFlowEntry(key, value, style)
  }
  if (!rows) {
    if (comma !== undefined) return [{ from: comma + 1, to: comma + 1, insert: ` ${render('')}` }]
    return [{ from: last.to, to: last.to, insert: (style.compact ? ',' : ', ') + render('') }]
  }
  const row = eol + rows.inner + render(rows.inner)
  const end = comma === undefined ? last.to : comma + 1
  const offset = isRestOfLineFree(text, end) ? lineEnd(text, end) : end
  if (comma !== undefined) return [{ from: offset, to: offset, insert: `${row},` }]
  return [
    { from: last.to, to: last.to, insert: ',' },
    { from: offset, to: offset, insert: row },
  ]
}
