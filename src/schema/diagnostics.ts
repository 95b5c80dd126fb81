/** A place in a text: offsets in UTF-16 units, line and column from 1. */
export interface TextRange {
  from: number
  to: number
  line: number
  column: number
}

/** A change of one value that a person may accept. */
export interface Fix {
  /** What the change does, for a button. */
  title: string
  /** JSON Pointer into the values. */
  path: string
  /** The new value; undefined removes it. Not where there is an `edit`. */
  value?: unknown
  /** What to do with the text that is there: a diagnostic holds no secret, and neither does its fix. */
  edit?: { readonly pattern: string; readonly replace: string } | 'decodeBase64' | 'encodeBase64'
}

/** What a check found. A message says what is wrong, why, and what to do; it never holds a secret. */
export interface Diagnostic {
  code: string
  severity: 'error' | 'warning' | 'info'
  message: string
  /**
   * JSON Pointer into the values, `/backend/spec/bucket`; a missing field has its own path. What no value stands for
   * (an unknown field in a manifest): into the document of `range`.
   */
  path: string
  /** JSON Pointers into the values: the fields where a form tells it too. */
  related?: readonly string[] | undefined
  source: 'schema' | 'advice' | 'kubernetes' | 'manifest' | 'siblings' | 'server'
  /** Where it stands in the text, where a text was given. */
  range?: TextRange
  fix?: Fix
}

/** The range of two offsets, with the line and the column of the first. */
export function textRange(text: string, from: number, to: number): TextRange {
  const before = text.slice(0, from)
  const lineStart = before.lastIndexOf('\n') + 1
  let line = 1
  for (let at = before.indexOf('\n'); at >= 0; at = before.indexOf('\n', at + 1)) line++
  return { from, to, line, column: from - lineStart + 1 }
}
