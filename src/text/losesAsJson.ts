import { Lexer } from 'yaml'

/** Whether a YAML text holds what JSON cannot: comments, anchors, aliases. */
export function losesAsJson(text: string): boolean {
  if (!/[#&*]/.test(text)) return false
  let isScalar = false
  for (const token of new Lexer().lex(text)) {
    if (!isScalar && /^[#&*]/.test(token)) return true
    isScalar = token === '\u001f' // the next token is the content of a scalar
  }
  return false
}
