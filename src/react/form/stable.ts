import type { Diagnostic } from '../../schema/diagnostics.ts'
import { sameDiagnostics } from './diagnosticIndex.ts'

/** Gives the last list again while the next one says the same. */
export function createStableList(): (next: readonly Diagnostic[]) => readonly Diagnostic[] {
  let last: readonly Diagnostic[] = []
  return (next) => {
    if (!sameDiagnostics(next, last)) last = next
    return last
  }
}

/** Gives the last object again while the members of the next one are the same. */
export function createStable<T extends object>(): (next: T) => T {
  let last: T | undefined
  return (next) => {
    const keys = Object.keys(next) as (keyof T)[]
    const known = last
    if (!known || keys.some((key) => !Object.is(next[key], known[key]))) last = next
    return last ?? next
  }
}
