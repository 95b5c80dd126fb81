import { vi } from 'vitest'

/** Waits until a check holds: what takes a moment takes its time on a busy machine. */
export function waitFor<T>(check: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(check, { timeout: 15_000 })
}
