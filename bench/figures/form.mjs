import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { heldBy, launchBrowser, workOf } from '../browser.mjs'
import { compared } from '../compared.mjs'
import { byTurns } from '../forms/byTurns.mjs'
import { builtinSchemas } from '../forms/schemas.mjs'
import { bytesOf, bytesWithoutReact } from '../forms/serveForm.mjs'
import { openForm, typeInto } from '../forms/useForm.mjs'
import { writeForm } from '../forms/writeForm.mjs'
import { installPeers } from '../peers.mjs'

export const name = 'form'

export const description =
  'The form of an S3 storage in Chromium, compared with alternatives: medians of the rounds. `ours` is the ratio of ours to theirs.'

/** @typedef {import('../compared.mjs').Measured} Measured */

/**
 * The maximum ratios of our results to those of other contenders.
 *
 * @type {Readonly<Record<string, Readonly<Record<string, number>>>>}
 */
const aims = {
  'script until shown, ms': { 'rjsf, typical': 0.6, 'JSON Forms': 1 },
  'script for a keystroke, ms': { limit: 1.4, 'JSON Forms': 0.5, uniforms: 0.5 },
  kB: { 'JSON Forms': 1, 'rjsf, flat': 1 },
}

/** @param {{ quick: boolean }} options */
export async function run({ quick }) {
  const [rounds, keys, mounts] = quick ? [1, 10, 10] : [11, 60, 100]
  installPeers()
  const folder = mkdtempSync(join(tmpdir(), 'bench-form-'))
  const browser = await launchBrowser()
  /** @type {Measured[]} */
  const measured = []
  try {
    await writeForm(folder, builtinSchemas(), true)
    await byTurns(folder, rounds, async ({ contender, server, round }) => {
      const tell = (/** @type {string} */ figure, /** @type {number} */ value, note = '') =>
        measured.push({ figure, contender: contender.name, round, value, note })
      const { page, shown, close } = await openForm(browser, server.origin)
      tell('script until shown, ms', shown.script)
      const typed = await typeInto(page, 'Bucket', keys)
      tell('script for a keystroke, ms', typed.script, typed.lost)
      tell('task for a keystroke, ms', typed.task)
      const selected = await workOf(page, async () => {
        await contender.select(page, { name: 'azure', title: 'Azure' })
        await page.waitForFunction(() => /** @type {any} */ (globalThis).control('Container') !== undefined)
      })
      tell('script for switching the provider, ms', selected.script)
      if (round === 0) {
        tell('kB', (await bytesWithoutReact(contender, folder)) / 1000)
        tell('kB, with React', bytesOf(server.files) / 1000)
        const mount = (/** @type {number} */ times) =>
          page.evaluate((count) => /** @type {any} */ (globalThis).mountOften(count), times)
        await mount(mounts) // leave out memory for compiled code and for values created once
        const before = await heldBy(page)
        await mount(mounts)
        const after = await heldBy(page)
        tell('bytes retained per mount', (after.bytes - before.bytes) / mounts)
        tell('nodes and listeners retained', after.nodes - before.nodes + after.listeners - before.listeners)
      }
      await close()
    })
    return compared(measured, aims)
  } finally {
    await browser.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
