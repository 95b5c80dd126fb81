import type { BackupStorageValues } from '../generated/types.ts'
import type { Json, JsonObject } from '../base/json.ts'
import { textOf } from '../base/json.ts'
import { fromPointer, getAt } from '../base/pointer.ts'
import type { Guide, GuidePlaceholder, GuideStep, Schema } from '../schema/language.ts'
import { longestMatched } from '../schema/limits.ts'
import { schemaAt } from '../schema/schemaAt.ts'
import { fillTemplate } from '../schema/template.ts'
import { createTest } from '../schema/validator.ts'
import { renderJson, renderYaml } from '../text/renderText.ts'
import type { GuideText } from './guideOf.ts'

/** Characters that act on a terminal or change how a text looks. No bucket, folder or name has one. */
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u

/** A name to replace, such as `<ACCOUNT_ID>`. */
const mark = /<[A-Z][A-Z0-9_]*>/g

/** Returns the value of a placeholder: the field's text with its changes, else the text for a missing value. */
function valueOf({ from, edits = [], else: missing = '' }: GuidePlaceholder, values: object, schema: Schema): string {
  const path = fromPointer(from)
  const found = schemaAt(schema, path)?.writeOnly === true ? '' : textOf(getAt(values, path)).trim()
  if (found === '' || found.length > longestMatched || unseen.test(found)) return missing
  const edited = edits.reduce(
    (text, { pattern, replace = '' }) => text.replace(new RegExp(pattern, 'gu'), replace),
    found,
  )
  return edited || missing
}

/** Quotes a word for a POSIX shell where it needs it; after an option's name and `=`, only the rest. */
function quoted(word: string): string {
  if (/^[\w@%+:,./][\w@%+=:,./-]*$|^--?[\w@%+=:,./-]+$/.test(word)) return word
  const [, option = '', rest = word] = /^(--[a-z-]+=)([^]*)$/.exec(word) ?? []
  return `${option}'${rest.replaceAll("'", `'\\''`)}'`
}

/** The most characters of a command on one line. */
const longestLine = 76

/** Writes a command on one line, or with a line for each option and each long word. */
function renderCommand(words: readonly string[]): string {
  const all = words.map(quoted)
  const line = all.join(' ')
  if (line.length <= longestLine) return line
  const startsLine = (word: string): boolean => word.startsWith('--') || word.length > longestLine / 2
  return all.reduce((text, word) => text + (startsLine(word) ? ` \\\n  ${word}` : ` ${word}`))
}

const renderers: Readonly<Record<GuideStep['language'], (text: Json) => string>> = {
  json: renderJson,
  yaml: (text) => (text as JsonObject[]).map(renderYaml).join('---\n'),
  shell: (text) => (text as string[][]).map((words) => `${renderCommand(words)}\n`).join(''),
}

/** Splits a text at the names to replace. */
function partsOf(text: string): GuideText['parts'] {
  const parts: { text: string; replace: boolean }[] = []
  let last = 0
  for (const { 0: name, index } of text.matchAll(mark)) {
    if (index > last) parts.push({ text: text.slice(last, index), replace: false })
    parts.push({ text: name, replace: true })
    last = index + name.length
  }
  return [...parts, { text: text.slice(last), replace: false }]
}

/** Returns the texts of the steps that apply to these values. Values are quoted as the language of each text needs. */
export function fillGuide(guide: Guide, values: BackupStorageValues, schema: Schema): GuideText[] {
  const named = Object.entries(guide.placeholders).map(([name, one]) => [name, valueOf(one, values, schema)])
  const scope = { values: Object.fromEntries(named) as Record<string, Json>, keys: { required: [], optional: [] } }
  return guide.steps
    .filter(({ when }) => when === undefined || createTest(when)(values as unknown as Json))
    .map(({ title, description, language, text, source }): GuideText => {
      const filled = fillTemplate(text, scope) ?? {}
      const parts = partsOf(renderers[language](filled).trimEnd())
      return { title, ...(description === undefined ? {} : { description }), language, parts, source: source.url }
    })
}
