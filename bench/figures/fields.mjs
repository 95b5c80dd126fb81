import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { launchBrowser } from '../browser.mjs'
import { compared } from '../compared.mjs'
import { contenders } from '../contenders/contenders.mjs'
import { byTurns } from '../forms/byTurns.mjs'
import { generatedProvider } from '../forms/schemas.mjs'
import { openForm, typeInto } from '../forms/useForm.mjs'
import { writeForm } from '../forms/writeForm.mjs'
import { installPeers } from '../peers.mjs'
import { median } from '../rounds.mjs'

export const name = 'fields'

export const description =
  'A keystroke in forms with 20 to 1,000 generated fields in Chromium. `ours` is the ratio of ours to theirs.'

const figureOf = (/** @type {number} */ count) => `script for a keystroke, ${count.toLocaleString('en-US')} fields, ms`

/** @type {Readonly<Record<string, Readonly<Record<string, number>>>>} */
const aims = {
  [figureOf(20)]: { limit: 1.4, 'JSON Forms': 0.5, uniforms: 0.5 },
  [figureOf(1000)]: { limit: 2, 'JSON Forms': 0.5, uniforms: 0.5 },
}

/** The maximum ratio of a keystroke with 1,000 fields to one with 20. */
const growth = 3

/** @param {{ quick: boolean }} options */
export async function run({ quick }) {
  const counts = quick ? [20, 100] : [20, 100, 500, 1000]
  const [rounds, keys, keysOfMany] = quick ? [1, 10, 10] : [7, 60, 20]
  installPeers()
  const folder = mkdtempSync(join(tmpdir(), 'bench-fields-'))
  const browser = await launchBrowser()
  try {
    /** @type {import('../compared.mjs').Measured[]} */
    const measured = []
    for (const count of counts) {
      const form = join(folder, String(count))
      await writeForm(form, [generatedProvider(count)], false)
      await byTurns(form, rounds, async ({ contender, server, round }) => {
        const { page, close } = await openForm(browser, server.origin)
        const { script, lost } = await typeInto(page, 'Field 0', count < 500 ? keys : keysOfMany)
        measured.push({ figure: figureOf(count), contender: contender.name, round, value: script, note: lost })
        await close()
      })
    }
    const [few, many] = [counts[0] ?? 0, counts.at(-1) ?? 0]
    const grown = contenders.map(({ name: contender }) => {
      const of = (/** @type {number} */ count) =>
        median(
          measured.filter((it) => it.figure === figureOf(count) && it.contender === contender).map((it) => it.value),
        )
      const times = of(many) / of(few)
      return {
        figure: `${many.toLocaleString('en-US')} fields ÷ ${few} fields`,
        contender,
        median: Math.round(times * 10) / 10,
        ...(contender === 'ours' && !quick ? { aim: `≤ ${growth}`, met: times <= growth ? 'yes' : 'no' } : {}),
      }
    })
    return [...compared(measured, aims), ...grown]
  } finally {
    await browser.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
