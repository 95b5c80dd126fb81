import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright'
import { baselines } from './compare.ts'

/** What the look of a page depends on besides its sources. */
interface Environment {
  /** The major version of Chromium. */
  chromium: string
  /** A digest of a picture of text and controls. */
  text: string
}

const file = join(baselines, 'environment.json')

const sample = `<!doctype html><meta charset="utf-8"><body style="font: 15px/1.5 system-ui, sans-serif">
<p>The quick brown fox jumps over the lazy dog. <b>Bold 0123456789</b> <i>italic</i> äöüß “…” – → ↑ ▾ ✓ ✕ •</p>
<p style="font-family: ui-monospace, monospace">kind: BackupStorage <b>bold</b></p>
<input value="Input"> <select><option>Select</select> <input type="checkbox" checked> <input type="radio"> <button>Button</button>`

/** Describes the browser and the fonts of this machine. */
async function describe(browser: Browser): Promise<Environment> {
  const page = await browser.newPage({ viewport: { width: 800, height: 200 }, locale: 'en-US' })
  try {
    await page.setContent(sample)
    const picture = await page.screenshot()
    return {
      chromium: browser.version().replace(/\..*/, ''),
      text: createHash('sha256').update(picture).digest('hex').slice(0, 16),
    }
  } finally {
    await page.close()
  }
}

/** Returns why a comparison with the baselines would mean nothing on this machine, if so. */
export async function otherEnvironment(browser: Browser): Promise<string | undefined> {
  let made: Environment
  try {
    made = JSON.parse(readFileSync(file, 'utf8')) as Environment
  } catch {
    return 'There are no baselines yet.'
  }
  const here = await describe(browser)
  if (made.chromium !== here.chromium) {
    return `The baselines are from Chromium ${made.chromium}, and this is Chromium ${here.chromium}.`
  }
  if (made.text !== here.text) return 'The baselines are from a machine with other fonts.'
  return undefined
}

/** Writes down the browser and the fonts next to the baselines. */
export async function writeEnvironment(browser: Browser): Promise<void> {
  mkdirSync(baselines, { recursive: true })
  writeFileSync(file, `${JSON.stringify(await describe(browser), undefined, 2)}\n`)
}
