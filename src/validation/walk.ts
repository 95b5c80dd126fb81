import type { Diagnostic } from '../schema/diagnostics.ts'
import type { CheckMessages } from '../messages/checks.ts'

/** A walk through values: the current path, which changes during the walk, and the diagnostics found so far. */
export interface Walk {
  readonly path: string[]
  readonly found: Diagnostic[]
  readonly checks: CheckMessages
}

/** Returns the diagnostics of a walk that starts at the root. */
export function walked(checks: CheckMessages, from: (walk: Walk) => void): Diagnostic[] {
  const found: Diagnostic[] = []
  from({ path: [], found, checks })
  return found
}
