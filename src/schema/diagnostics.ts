import type { Derivation } from './language.ts'

/** A range in a text: offsets in UTF-16 units; line and column of its start, counted from 1. */
export interface TextRange {
  from: number
  to: number
  line: number
  column: number
}

/** A change of one value that the user can accept. */
export interface Fix {
  /** The label of a button for the change. */
  title: string
  /** JSON Pointer into the values. */
  path: string
  /** The new value; undefined removes it. Unset if there is an `edit`. */
  value?: unknown
  /** An edit of the current value, or of the text that a draft holds. A diagnostic contains no secret, and neither does its fix. */
  edit?:
    | { readonly pattern: string; readonly replace: string }
    | { readonly derive: Derivation }
    | 'decodeBase64'
    | 'encodeBase64'
    | {
        /** The manifest to change in the text: the storage or its Secret. */
        readonly document: 'resource' | 'secret'
        /** JSON Pointer into the manifest. */
        readonly at: string
        /** The new value. */
        readonly value?: string
        /** Instead of a value: the new key, which keeps its value. */
        readonly key?: string
        /** Instead of a value: whether the entry is removed. */
        readonly remove?: true
      }
}

/** An edit of a text of manifests, which values can't hold. */
export type TextFix = Extract<Fix['edit'], { document: unknown }>

/** A finding of a check. Its message gives the problem, the reason and the fix, and never contains a secret. */
export interface Diagnostic {
  code: string
  severity: 'error' | 'warning' | 'info'
  message: string
  /**
   * JSON Pointer into the values, such as `/backend/spec/bucket`; a missing field has its own path. Without a value
   * (for an unknown field in a manifest), it points into the document of `range`.
   */
  path: string
  /** JSON Pointers into the values: other fields where a form also shows it. */
  related?: readonly string[] | undefined
  source: 'schema' | 'advice' | 'kubernetes' | 'manifest' | 'siblings' | 'server'
  /** Its range in the text, if a text was given. */
  range?: TextRange
  fix?: Fix
}

/** Returns a function that returns the range of two offsets, with the line and the column of the first. */
export function rangesIn(text: string): (from: number, to: number) => TextRange {
  let starts: number[] | undefined
  return (from, to) => {
    if (!starts) {
      starts = [0]
      for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
    }
    let line = 0
    for (let after = starts.length; after - line > 1;) {
      const middle = (line + after) >> 1
      if ((starts[middle] ?? 0) <= from) line = middle
      else after = middle
    }
    return { from, to, line: line + 1, column: from - (starts[line] ?? 0) + 1 }
  }
}
