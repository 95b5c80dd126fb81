import type { Diagnostic } from '../schema/diagnostics.ts'
import type { CheckMessages } from '../messages/checks.ts'

/** A walk through values: where it is, and what was found. Its path changes on the way, and is made for a fault alone. */
export interface Walk {
  readonly path: string[]
  readonly found: Diagnostic[]
  readonly checks: CheckMessages
}

/** What a walk finds that begins at the root. */
export function walked(checks: CheckMessages, from: (walk: Walk) => void): Diagnostic[] {
  const found: Diagnostic[] = []
  from({ path: [], found, checks })
  return found
}
