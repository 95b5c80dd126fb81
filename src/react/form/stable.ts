import type { Diagnostic } from '../../schema/diagnostics.ts'
import { sameDiagnostics } from './diagnosticIndex.ts'

/** Returns a function that returns the last list again if the next one looks the same. */
export function createStableList(): (next: readonly Diagnostic[]) => readonly Diagnostic[] {
  let last: readonly Diagnostic[] = []
  return (next) => {
    if (!sameDiagnostics(next, last)) last = next
    return last
  }
}

/** Returns a function that returns the last object again if the next one has the same members. */
export function createStable<T extends object>(): (next: T) => T {
  let last: T | undefined
  return (next) => {
    const keys = Object.keys(next) as (keyof T)[]
    const known = last
    if (!known || keys.some((key) => !Object.is(next[key], known[key]))) last = next
    return last ?? next
  }
}
