import { launchBrowser } from '../browser.mjs'
import { median, spread } from '../rounds.mjs'
import { serveList } from '../serveList.mjs'

export const name = 'list'

export const description =
  'The live list of 100, 1,000 and 10,000 storages in Chromium: ms until shown, and the longest tasks of each interaction.'

/** Limits in ms; `first` is the maximum ratio to the first row of 100 storages. */
const budgets = { task: 50, sort: 100, first: 1.2 }
const events = { perSecond: 500, seconds: 5 }

const round = (/** @type {number} */ value) => Math.round(value * 10) / 10

/**
 * Returns the tasks of the page's main thread during an action, in ms of CPU time, and a function that finds the page's
 * marks. On a busy machine, wall-clock time would include other processes.
 *
 * @param {import('playwright').Browser} browser
 * @param {import('playwright').Page} page
 * @param {() => Promise<unknown>} act
 */
async function traced(browser, page, act) {
  const session = await browser.newBrowserCDPSession()
  /** @type {any[]} */
  const events = []
  session.on('Tracing.dataCollected', ({ value }) => events.push(...value))
  const complete = new Promise((done) => session.on('Tracing.tracingComplete', done))
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['toplevel', 'blink.user_timing'] },
  })
  await page.evaluate(() => performance.mark('list-begins'))
  await act()
  await session.send('Tracing.end')
  await complete
  await session.detach()
  const markOf = (/** @type {string} */ mark) => events.find((one) => one.name === mark)
  const begin = markOf('list-begins')
  const tasks = events
    .filter((one) => one.name.endsWith('RunTask') && one.dur > 0 && one.pid === begin.pid && one.tid === begin.tid)
    .filter((one) => one.ts > begin.ts)
    .map((one) => ({ start: one.ts, length: (one.tdur ?? one.dur) / 1000 }))
  return { tasks, markOf }
}

/** @param {{ tasks: { length: number }[] }} traced */
const longestOf = ({ tasks }) => Math.max(0, ...tasks.map(({ length }) => length))

/** @param {{ quick: boolean }} options */
export async function run({ quick }) {
  // The fastest run counts, because the others are slowed down by other processes.
  const repeats = quick ? 2 : 15
  const seconds = quick ? 1 : events.seconds
  const server = await serveList()
  const browser = await launchBrowser()
  try {
    const table = []
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
    await page.goto(server.origin)
    const call = (/** @type {string} */ what, /** @type {unknown[]} */ ...given) =>
      page.evaluate(
        ([one, values]) => /** @type {any} */ (globalThis)[one](...values),
        /** @type {const} */ ([what, given]),
      )
    await call('showList', 10_000) // compile the code before measuring
    const counts = quick ? [100, 1000] : [100, 1000, 10_000]
    /** @type {Map<number, { first: number, work: number, all: number, loading: number }[]>} */
    const shown = new Map(counts.map((count) => [count, []]))
    for (let i = 0; i < repeats; i++) {
      for (const count of counts) {
        let times = { first: 0, all: 0 }
        const { tasks, markOf } = await traced(browser, page, async () => (times = await call('showList', count)))
        const later = tasks.filter(({ start }) => start > markOf('list-start').ts)
        const until = later.filter(({ start }) => start < markOf('list-first').ts)
        const work = until.reduce((sum, { length }) => sum + length, 0)
        shown.get(count)?.push({ ...times, work, loading: longestOf({ tasks: later }) })
      }
    }
    const of = (/** @type {number} */ count, /** @type {'first' | 'work' | 'all' | 'loading'} */ what) =>
      Math.min(...(shown.get(count) ?? []).map((one) => one[what]))
    const workOf = (/** @type {number} */ count) => (shown.get(count) ?? []).map(({ work }) => work)
    for (const count of counts) {
      const first = of(count, 'first')
      const work = of(count, 'work')
      await call('showList', count)
      const sorts = []
      for (const title of ['Size', 'Age', 'Provider', 'Status', 'Name']) {
        const times = []
        for (let i = 0; i < repeats; i++) times.push(await call('sortBy', title))
        sorts.push(Math.min(...times))
      }
      await page.getByRole('searchbox').click()
      const typing = await traced(browser, page, async () => {
        await page.keyboard.type('nightly-99', { delay: 80 })
        for (let i = 0; i < 10; i++) await page.keyboard.press('Backspace', { delay: 80 })
        await page.waitForTimeout(500)
      })
      await page.getByRole('grid').hover()
      const scrolling = await traced(browser, page, async () => {
        for (let i = 0; i < 60; i++) await page.mouse.wheel(0, i < 40 ? 120 : 1500)
        await page.waitForTimeout(500)
      })
      await page.getByRole('searchbox').hover()
      const telling = await traced(browser, page, () => call('changeCluster', events.perSecond, seconds))
      const lost = await call('faultsOfRows')
      const sort = Math.max(...sorts)
      const longest = { key: longestOf(typing), event: longestOf(telling) }
      const times = workOf(count).map((one, index) => one / (workOf(100)[index] ?? Number.NaN))
      const slow = [
        work > budgets.first * of(100, 'work')
          ? `the first row takes ${round(work / of(100, 'work'))} times the CPU time`
          : '',
        longest.key > budgets.task ? `a keystroke has a task of ${round(longest.key)} ms` : '',
        sort > budgets.sort ? `sorting takes ${round(sort)} ms` : '',
        longest.event > budgets.task ? `the watch events have a task of ${round(longest.event)} ms` : '',
      ]
      const faults = [
        // A quick run only checks that it works, on any machine, and doesn't judge times.
        ...(quick ? [] : slow),
        lost.length > 0 ? `${lost.length} rows are wrong: ${lost.slice(0, 3).join(', ')}` : '',
      ]
      table.push({
        rows: count,
        'first, ms': round(first),
        'first, CPU ms': round(work),
        '÷ 100 rows': Math.round(median(times) * 100) / 100,
        '±': Math.round(spread(times) * 100) / 100,
        'all, ms': round(of(count, 'all')),
        'loading: task': round(of(count, 'loading')),
        'sort, ms': round(sort),
        'keystroke: task': round(longest.key),
        'scroll: task': round(longestOf(scrolling)),
        'over 16 ms': scrolling.tasks.filter(({ length }) => length > 16).length,
        'events: task': round(longest.event),
        'busy, %': Math.round(telling.tasks.reduce((sum, { length }) => sum + length, 0) / seconds / 10),
        'wrong rows': lost.length,
        fault: faults.filter(Boolean).join('; '),
      })
    }
    return table
  } finally {
    await browser.close()
    server.close()
  }
}
