import type { Json } from './json.ts'

/** Parses a JSON text, ignoring a byte order mark. Returns undefined if it is invalid. */
export function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '')) as Json
  } catch {
    return undefined // the parser's own message quotes the text, which may be a secret
  }
}
