import { contenders } from '../contenders/contenders.mjs'
import { serveForm } from './serveForm.mjs'

/**
 * Serves a form in the implementation of each contender, and measures them in turns.
 *
 * @param {string} form the folder that `writeForm` wrote
 * @param {number} rounds
 * @param {(turn: {
 *   contender: import('../contenders/contenders.mjs').Contender,
 *   server: Awaited<ReturnType<typeof serveForm>>,
 *   round: number,
 * }) => Promise<void>} measure
 */
export async function byTurns(form, rounds, measure) {
  /** @type {Omit<Parameters<typeof measure>[0], 'round'>[]} */
  const pages = []
  try {
    for (const contender of contenders) pages.push({ contender, server: await serveForm(contender, form) })
    for (let round = 0; round < rounds; round++) {
      // Each round starts with a different contender.
      const first = round % pages.length
      for (const page of [...pages.slice(first), ...pages.slice(0, first)]) await measure({ ...page, round })
    }
  } finally {
    for (const { server } of pages) server.close()
  }
}
