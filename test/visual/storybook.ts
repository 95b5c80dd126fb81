import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { type Browser, type Page, chromium } from 'playwright'
import { preview } from 'vite'
import { browserFlags, findBrowser } from '../findBrowser.mjs'
import { type Shot, type View, isAlike } from './compare.ts'

/** A Storybook of this checkout, built and served, with a browser. */
export interface Storybook {
  browser: Browser
  /** A blank page to compute in. */
  workbench: Page
  /** The IDs of all stories. */
  stories: string[]
  /** Opens a story and takes a picture of each view once it is at rest. `style` is a style sheet to add. */
  shoot: (story: string, views: readonly View[], style?: string) => Promise<Shot[]>
  stop: () => Promise<void>
}

const root = fileURLToPath(new URL('../..', import.meta.url))
/** The time in the stories. */
const now = new Date('2026-01-01T12:00:00Z')
/** How long a story may take until it is at rest, in milliseconds: enough on a busy machine. */
const timeout = 60_000
/** How long a request may take, in milliseconds. */
const patience = 5000
const height = 900
/** Stories are played in a wide window, as in their tests, and narrowed afterwards. */
const played = 1280

/** Builds Storybook into a temporary folder and serves it on a free port. */
export async function startStorybook(): Promise<Storybook> {
  const folder = mkdtempSync(join(tmpdir(), 'storybook-'))
  await build(folder)
  const { entries } = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8')) as {
    entries: Record<string, { id: string; type: string }>
  }
  const server = await preview({
    configFile: false,
    root: folder,
    logLevel: 'error',
    build: { outDir: folder },
    preview: { host: '127.0.0.1', port: 0 },
  })
  const origin = `http://127.0.0.1:${(server.httpServer.address() as AddressInfo).port}`
  // Drawing only what changed leaves traces in the next picture.
  const args = [...browserFlags, '--disable-partial-raster']
  const browser = await chromium.launch({ executablePath: findBrowser(), args })
  const workbench = await browser.newPage()

  async function shootTheme(story: string, theme: View['theme'], widths: number[], style: string): Promise<Shot[]> {
    const context = await browser.newContext({
      colorScheme: theme,
      locale: 'en-US',
      reducedMotion: 'reduce',
      timezoneId: 'UTC',
      viewport: { width: played, height },
    })
    context.setDefaultTimeout(timeout)
    try {
      const page = await context.newPage()
      const pending = new Map<unknown, number>()
      page.on('request', (request) => pending.set(request, Date.now()))
      page.on('requestfinished', (request) => pending.delete(request))
      page.on('requestfailed', (request) => pending.delete(request))
      // The request of a worker that is stopped never ends.
      const isLoaded = (): boolean => [...pending.values()].every((since) => Date.now() - since > patience)
      await page.clock.setFixedTime(now)
      await page.addInitScript(repeatRandomNumbers)
      await page.goto(`${origin}/iframe.html?id=${story}&viewMode=story&globals=theme:${theme};a11y.manual:!true`)
      await playToTheEnd(page)
      const shots: Shot[] = []
      for (const width of widths) {
        await page.setViewportSize({ width, height })
        const view = { width, theme }
        const isSame = (one: Buffer, other: Buffer): Promise<boolean> => isAlike(workbench, view, one, other)
        shots.push({ view, png: await shootAtRest(page, style, isLoaded, isSame) })
      }
      return shots
    } finally {
      await context.close()
    }
  }

  return {
    browser,
    workbench,
    stories: Object.values(entries).flatMap(({ id, type }) => (type === 'story' ? [id] : [])),
    async shoot(story, views, style = '') {
      const shots: Shot[] = []
      for (const theme of new Set(views.map((view) => view.theme))) {
        const widths = views.flatMap((view) => (view.theme === theme ? [view.width] : []))
        shots.push(...(await shootTheme(story, theme, widths, style)))
      }
      return shots
    },
    async stop() {
      await browser.close()
      await server.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function build(folder: string): Promise<void> {
  const manifest = createRequire(import.meta.url).resolve('storybook/package.json')
  const { bin } = JSON.parse(readFileSync(manifest, 'utf8')) as { bin: string | { storybook: string } }
  const command = join(dirname(manifest), typeof bin === 'string' ? bin : bin.storybook)
  const words = ['build', '--quiet', '--disable-telemetry', '-c', 'stories/.storybook', '-o', folder]
  // The tests run with another NODE_ENV, which Storybook would keep.
  const env = { ...process.env, NODE_ENV: 'production', VITEST: undefined }
  await promisify(execFile)(process.execPath, [command, ...words], { cwd: root, env, maxBuffer: 100_000_000 })
}

/** Runs in the page: makes Math.random return the same numbers on every visit. */
function repeatRandomNumbers(): void {
  let seed = 1
  Math.random = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647
}

interface Rendering {
  __STORYBOOK_PREVIEW__?: { currentRender?: { phase?: string } }
}

async function playToTheEnd(page: Page): Promise<void> {
  const phase = await page.waitForFunction(() => {
    const { phase } = (window as Rendering).__STORYBOOK_PREVIEW__?.currentRender ?? {}
    return phase === 'finished' || phase === 'errored' || phase === 'aborted' ? phase : undefined
  })
  if ((await phase.jsonValue()) === 'finished') return
  throw new Error(`The story failed: ${await page.locator('#error-message').innerText()}`)
}

/** Takes pictures until two in a row look the same and nothing is being loaded. */
async function shootAtRest(
  page: Page,
  style: string,
  isLoaded: () => boolean,
  isSame: (one: Buffer, other: Buffer) => Promise<boolean>,
): Promise<Buffer> {
  await page.evaluate(() => document.fonts.ready)
  await page.evaluate(() => scrollTo(0, 0))
  const end = Date.now() + timeout
  let last: Buffer | undefined
  while (Date.now() < end) {
    const png = await page.screenshot({ fullPage: true, animations: 'disabled', caret: 'hide', style })
    if (last && isLoaded() && (await isSame(last, png))) return png
    last = png
    await page.waitForTimeout(100)
  }
  throw new Error('The story does not come to rest: its pictures keep changing, or something keeps loading.')
}
