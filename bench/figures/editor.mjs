import { launchBrowser } from '../browser.mjs'
import { median } from '../rounds.mjs'
import { serveEditor } from '../serveEditor.mjs'

export const name = 'editor'

export const description =
  'Typing into manifests of 2,000 lines in Chromium: ms until the editor is ready, and the longest task of each keystroke.'

const lines = 2000
const longestTask = 50

const secret = {
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 's3-backup-storage-cred', namespace: 'demo' },
  stringData: { ID: 'made-up-id', KEY: 'made-up-key' },
}
const storage = {
  apiVersion: 'storage.kubestash.com/v1alpha1',
  kind: 'BackupStorage',
  metadata: { name: 's3-backup', namespace: 'demo' },
  spec: { storage: { provider: 's3', s3: { bucket: 'demo', secretName: 's3-backup-storage-cred' } } },
}
const rows = (/** @type {number} */ length) =>
  Object.fromEntries(Array.from({ length }, (_, i) => [`setting-${i}`, `value ${i} of a long list`]))

/** @returns {Promise<Record<string, { text: string, format: string, at: string, isPreview?: boolean }>>} */
async function texts() {
  const { stringifyManifests } = await import(new URL('../../dist/core.js', import.meta.url).href)
  const map = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' }, data: {} }
  const textOf = (/** @type {string} */ format) => {
    const size = (/** @type {number} */ length) =>
      stringifyManifests([secret, storage, { ...map, data: rows(length) }], format)
    return size(lines - size(1).split('\n').length + 1)
  }
  return {
    'YAML, in the storage': { text: textOf('yaml'), format: 'yaml', at: 'namespace: demo\nspec:' },
    'YAML, in the long document': { text: textOf('yaml'), format: 'yaml', at: 'setting-900: value 900' },
    'YAML, in the preview of a draft': { text: textOf('yaml'), format: 'yaml', at: 'bucket: demo', isPreview: true },
    'JSON, one document': { text: textOf('json'), format: 'json', at: '"value 900' },
  }
}

const round = (/** @type {number} */ value) => Math.round(value * 10) / 10

/**
 * Returns the tasks of the page's main thread during an action: their start, their CPU time and their wall-clock time,
 * in ms. On a busy machine, the wall-clock time includes other processes.
 *
 * @param {import('playwright').Browser} browser
 * @param {() => Promise<void>} act
 */
async function tasksOf(browser, act) {
  const session = await browser.newBrowserCDPSession()
  /** @type {any[]} */
  const events = []
  session.on('Tracing.dataCollected', ({ value }) => events.push(...value))
  const complete = new Promise((done) => session.on('Tracing.tracingComplete', done))
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['devtools.timeline', 'disabled-by-default-devtools.timeline', 'toplevel'] },
  })
  await act()
  await session.send('Tracing.end')
  await complete
  await session.detach()
  const threads = new Set(
    events
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map((e) => `${e.pid}.${e.tid}`),
  )
  const keys = events.filter(({ name, args }) => name === 'EventDispatch' && args?.data?.type === 'keydown')
  const page = keys[0] ? `${keys[0].pid}.${keys[0].tid}` : undefined
  const tasks = events
    .filter((e) => e.name.endsWith('RunTask') && e.dur > 0 && `${e.pid}.${e.tid}` === page && threads.has(page))
    .map((e) => ({ start: e.ts / 1000, length: (e.tdur ?? e.dur) / 1000, took: e.dur / 1000 }))
  return { tasks, keys: keys.map((e) => e.ts / 1000) }
}

/** @param {{ quick: boolean }} options */
export async function run({ quick }) {
  const count = quick ? 20 : 60
  const server = await serveEditor('dist')
  const browser = await launchBrowser()
  try {
    const table = []
    for (const [where, { text, format, at, isPreview = false }] of Object.entries(await texts())) {
      const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
      await page.goto(server.origin)
      const diagnostics = Array.from({ length: 20 }, (_, i) => {
        const from = text.indexOf(`setting-${i * 40}`)
        const range = { from, to: from + 9, line: 1, column: 1 }
        return { code: 'test', severity: 'warning', message: 'Something.', path: '', source: 'manifest', range }
      })
      const ready = await page.evaluate(
        ([show, props]) => /** @type {any} */ (globalThis)[show](props),
        /** @type {const} */ ([isPreview ? 'showPreview' : 'showEditor', { text, format, diagnostics, options: {} }]),
      )
      const line = at.split('\n')[0] ?? ''
      if (isPreview) {
        await page.locator('.cm-line', { hasText: line }).first().click()
        await page.keyboard.press('End')
      } else {
        const offset = text.indexOf(at) + line.length
        await page.evaluate((from) => /** @type {any} */ (globalThis).editor.current.select({ from, to: from }), offset)
      }
      await page.waitForTimeout(1500)
      const { tasks, keys } = await tasksOf(browser, async () => {
        await page.keyboard.type('abcdefghij'.repeat(count / 10), { delay: 80 })
        await page.waitForTimeout(2500)
      })
      const typed = await page.evaluate(() => /** @type {any} */ (globalThis).text.includes('abcdefghijabcdefghij'))
      const ofKeys = keys.map((start, i) => {
        const end = keys[i + 1] ?? start + 80
        return Math.max(
          0,
          ...tasks.filter((task) => task.start + task.length > start && task.start < end).map((t) => t.length),
        )
      })
      const longest = Math.max(0, ...tasks.map(({ length }) => length))
      table.push({
        where,
        lines: text.split('\n').length,
        'ready, ms': round(ready),
        keys: keys.length,
        'median, ms': round(median(ofKeys)),
        'longest, ms': round(longest),
        'wall clock, ms': round(Math.max(0, ...tasks.map(({ took }) => took))),
        budget: longestTask,
        fault: !typed
          ? 'some letters were lost'
          : longest > longestTask && !quick // A quick run only checks that it works, on any machine.
            ? `a task exceeds the limit by ${round(longest - longestTask)} ms`
            : '',
      })
      await page.close()
    }
    return table
  } finally {
    await browser.close()
    server.close()
  }
}
