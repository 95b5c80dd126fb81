import type { Diagnostic } from '../schema/diagnostics.ts'
import type { CheckMessages } from '../messages/checks.ts'
import type { Schema } from '../schema/language.ts'

/** A walk through values with a schema: the current path, which changes during the walk, and the diagnostics found so far. */
export interface Walk {
  readonly root: Schema
  readonly path: string[]
  readonly found: Diagnostic[]
  readonly checks: CheckMessages
}

/** Returns the diagnostics of a walk that starts at the root. */
export function walked(root: Schema, checks: CheckMessages, from: (walk: Walk) => void): Diagnostic[] {
  const found: Diagnostic[] = []
  from({ root, path: [], found, checks })
  return found
}
