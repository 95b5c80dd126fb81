import { chromium } from 'playwright'
import { browserFlags, findBrowser } from '../test/findBrowser.mjs'

export function launchBrowser() {
  return chromium.launch({ executablePath: findBrowser(), args: browserFlags })
}

/**
 * The work of a page's main thread, from the browser's metrics, in ms of CPU time. Wall-clock time would include other
 * processes on a busy machine.
 *
 * @typedef {{ script: number, task: number }} Work
 */

/**
 * @param {import('playwright').CDPSession} session
 * @returns {Promise<Record<string, number>>}
 */
async function metricsOf(session) {
  const { metrics } = await session.send('Performance.getMetrics')
  return Object.fromEntries(metrics.map(({ name, value }) => [name, value]))
}

/**
 * @param {import('playwright').Page} page
 * @param {() => Promise<unknown>} act
 * @returns {Promise<Work>}
 */
export async function workOf(page, act) {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  const before = await metricsOf(session)
  await act()
  const after = await metricsOf(session)
  await session.detach()
  const between = (/** @type {string} */ name) => ((after[name] ?? 0) - (before[name] ?? 0)) * 1000
  return { script: between('ScriptDuration'), task: between('TaskDuration') }
}

/**
 * Returns what a page retains after a garbage collection: bytes in its heap, nodes and listeners.
 *
 * @param {import('playwright').Page} page
 */
export async function heldBy(page) {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable')
  for (let time = 0; time < 3; time++) await session.send('HeapProfiler.collectGarbage')
  const { JSHeapUsedSize = 0, Nodes = 0, JSEventListeners = 0 } = await metricsOf(session)
  await session.detach()
  return { bytes: JSHeapUsedSize, nodes: Nodes, listeners: JSEventListeners }
}
