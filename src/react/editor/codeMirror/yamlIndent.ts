import { indentService, syntaxTree } from '@codemirror/language'
import type { Extension } from '@codemirror/state'

/** Matches the indentation of a line, with the dashes of its list items. */
const beforeKey = /^ *(?:- +)*/

/** Texts in which a colon at the end of a line is no key. */
const isText = /Literal|Comment/

/** Indents a new line below a key without a value, unless a list follows in the column of the key. */
export const yamlIndent: Extension = indentService.of((context, at) => {
  const { state, simulatedBreak } = context
  const line = state.doc.lineAt(at)
  const [code = ''] = line.text.slice(0, at - line.from).split(' #')
  const typed = code.trimEnd()
  const dashes = beforeKey.exec(typed)?.[0] ?? ''
  if (simulatedBreak !== at || !typed.endsWith(':') || typed.startsWith('#', dashes.length)) return undefined
  const colon = line.from + typed.length
  if (isText.test(syntaxTree(state).resolveInner(colon, -1).name)) return undefined
  const next = line.number < state.doc.lines ? state.doc.line(line.number + 1).text : ''
  const isList = next.startsWith(`${' '.repeat(dashes.length)}- `)
  return dashes.length + (isList ? 0 : context.unit)
})
