import type { Json } from '../base/json.ts'
import type { TreeDocument } from './parseText.ts'
import { renderJson, renderYaml } from './renderText.ts'
import { eolOf, isJson, lineEnd, nextLine } from './textLayout.ts'

function yamlLines(value: Json, eol: string): string {
  return renderYaml(value).replaceAll('\n', eol)
}

/** Yields texts with a document inserted before the one at an index, the simplest text first. */
export function* textsWithDocument(
  text: string,
  documents: readonly TreeDocument[],
  index: number,
  value: Json,
): Generator<string> {
  const eol = eolOf(text)
  const rendered = yamlLines(value, eol)
  const next = documents[index]
  if (documents.length === 0) {
    if (text.trim() === '') yield rendered
    yield text + rendered
  } else if (!next) {
    const open = text.endsWith('\n') ? text : text + eol
    yield `${open}---${eol}${rendered}`
    yield `${open}...${eol}---${eol}${rendered}`
  } else {
    const before = text.slice(0, next.from)
    const after = text.slice(next.from)
    const opening = index === 0 ? '' : `---${eol}`
    const closings = next.syntax.directives ? [`...${eol}`] : next.syntax.marker === undefined ? [`---${eol}`] : ['']
    for (const closing of [...closings, `...${eol}`, `...${eol}---${eol}`]) {
      yield before + opening + rendered + closing + after
    }
  }
}

/** Comments at the top of the text with a blank line after them: they are about the whole text. */
export const header = /^(?:#[^\n]*\n)+(?:[ \t]*\r?\n)+/

/** Yields texts without a document and its separator. A header above the first document stays. */
export function* textsWithoutDocument(
  text: string,
  documents: readonly TreeDocument[],
  index: number,
): Generator<string> {
  const document = documents[index]
  if (!document) return
  if (documents.length === 1) {
    yield ''
    return
  }
  const kept = index === 0 ? (header.exec(text.slice(document.from))?.[0] ?? '') : ''
  const before = text.slice(0, document.from) + kept
  const next = documents[index + 1]
  if (index === 0 && next && document.syntax.marker === undefined && !next.syntax.directives) {
    // The separator goes too if it is alone on its line.
    const { marker } = next.syntax
    if (marker !== undefined && lineEnd(text, marker) === marker + 3 && marker === next.from) {
      yield before + text.slice(nextLine(text, marker))
    }
  }
  yield before + text.slice(document.to)
  yield `${before}---${eolOf(text)}${text.slice(document.to)}`
}

/** Yields texts with one document rewritten: the last resort. */
export function* textsWithFreshDocument(
  text: string,
  documents: readonly TreeDocument[],
  index: number,
  value: Json,
): Generator<string> {
  const document = documents[index]
  if (!document) return
  const eol = eolOf(text)
  if (isJson(text)) {
    yield renderJson(value).replaceAll('\n', eol)
    return
  }
  const rendered = yamlLines(value, eol)
  const before = text.slice(0, document.from)
  const after = text.slice(document.to)
  const opening = document.syntax.marker === undefined ? '' : `---${eol}`
  yield before + opening + rendered + after
  yield `${before}---${eol}${rendered}...${eol}${after}`
}
