import { Parser } from 'yaml'

/** The tokens without a counterpart in JSON. */
const lost = new Set(['comment', 'anchor', 'alias'])

/** Returns whether a YAML text has something that JSON can't have: comments, anchors, aliases. */
export function losesAsJson(text: string): boolean {
  if (!/[#&*]/.test(text)) return false
  const left: unknown[] = [...new Parser().parse(text)]
  while (left.length > 0) {
    const token = left.pop()
    if (typeof token !== 'object' || token === null) continue
    if ('type' in token && lost.has(String(token.type))) return true
    left.push(...Object.values(token))
  }
  return false
}
