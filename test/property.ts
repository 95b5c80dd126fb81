import fc from 'fast-check'

// Set in vitest.config.ts, once per run.
const seed = Number(import.meta.env['SEED'])

/** Whether this run belongs to the `deep` project. */
export const isDeep = import.meta.env['DEEP'] === 'true'

/** Returns how many of `count` cases this run tries: all of them in the `deep` project, a tenth elsewhere. */
export function casesOf(count: number): number {
  return isDeep ? count : Math.ceil(count / 10)
}

/**
 * Asserts a property with generated input.
 *
 * @param count the number of cases in the `deep` project; other runs try a tenth of them
 * @throws with the seed of the run, which `SEED=<seed>` repeats, and the smallest input that fails
 */
export function check<T>(property: fc.IAsyncProperty<T>, count: number, parameters?: fc.Parameters<T>): Promise<void>
export function check<T>(property: fc.IProperty<T>, count: number, parameters?: fc.Parameters<T>): void
export function check<T>(
  property: fc.IRawProperty<T>,
  count: number,
  parameters: fc.Parameters<T> = {},
): Promise<void> | void {
  return fc.assert(property, { seed, numRuns: casesOf(count), ...parameters })
}
