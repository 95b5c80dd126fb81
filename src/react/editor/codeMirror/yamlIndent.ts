import { indentService, syntaxTree } from '@codemirror/language'
import type { Extension } from '@codemirror/state'

/** Matches a key without a value at the end of a line, after the dashes of its list items. */
const openKey = /^(\s*(?:- +)*)([^\s#-].*:)\s*(?:\s#.*)?$/

/** Texts in which a colon at the end of a line is no key. */
const isText = /Literal|Comment/

/** Indents a new line below a key without a value, unless a list follows in the column of the key. */
export const yamlIndent: Extension = indentService.of((context, at) => {
  const { state, simulatedBreak } = context
  const line = state.doc.lineAt(at)
  const [, dashes, key = ''] = openKey.exec(line.text.slice(0, at - line.from)) ?? []
  if (simulatedBreak !== at || dashes === undefined) return undefined
  const colon = line.from + dashes.length + key.length
  if (isText.test(syntaxTree(state).resolveInner(colon, -1).name)) return undefined
  const next = line.number < state.doc.lines ? state.doc.line(line.number + 1).text : ''
  const isList = next.startsWith(`${' '.repeat(dashes.length)}- `)
  return dashes.length + (isList ? 0 : context.unit)
})
