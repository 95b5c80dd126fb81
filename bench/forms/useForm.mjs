import { workOf } from '../browser.mjs'

/**
 * Loads a page with a form, without a cache.
 *
 * @param {import('playwright').Browser} browser
 * @param {string} origin
 */
export async function openForm(browser, origin) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
  const page = await context.newPage()
  const shown = await workOf(page, async () => {
    const told = page.waitForEvent('console', { predicate: (message) => message.text() === 'shown' })
    await page.goto(origin)
    await told
  })
  return { page, shown, close: () => context.close() }
}

/**
 * Types letters into a field.
 *
 * @param {import('playwright').Page} page
 * @param {string} title
 * @param {number} keys a multiple of ten
 * @returns {Promise<{ script: number, task: number, lost: string }>} the work for each keystroke, in ms, and a message if letters were lost
 */
export async function typeInto(page, title, keys) {
  const text = 'abcdefghij'.repeat(keys / 10)
  const control = await page.evaluateHandle((name) => /** @type {any} */ (globalThis).control(name), title)
  await control.evaluate((element) => element.focus())
  const { script, task } = await workOf(page, async () => {
    await page.keyboard.type(text, { delay: 25 })
    await page.waitForTimeout(200)
  })
  const typed = await control.evaluate((element) => element.value)
  const lost = typed === text ? '' : `${keys - typed.length} of ${keys} letters were lost`
  return { script: script / keys, task: task / keys, lost }
}
