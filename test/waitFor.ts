import { vi } from 'vitest'

/** Waits until a check passes, with enough time for busy machines. */
export function waitFor<T>(check: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(check, { timeout: 15_000 })
}
