import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, type Page, chromium } from 'playwright'
import { type PreviewServer, build, preview } from 'vite'
import { expect } from 'vitest'
import type { EmbeddedApiOptions } from '../../examples/console/server/createEmbeddedApi.ts'
import { embeddedKubernetesApi } from '../../examples/console/server/plugin.ts'
import { aliases } from '../aliases.mjs'
import { browserFlags, findBrowser } from '../findBrowser.mjs'

/** What a page did that nobody saw, as long as it was open. */
export interface Witness {
  /** Errors and warnings in the console, exceptions, answers of the server with an error. */
  problems: string[]
  /** The addresses that were asked for. */
  urls: string[]
  /** Everything that was written to the console. */
  console: string[]
  /** What the page asked in dialogs, each with its kind: `confirm: Leave?` */
  questions: string[]
  /** What to answer to the next questions. A question without an answer is a problem, and is answered with no. */
  answers: boolean[]
}

/** The example console over a cluster, and a browser to use it with. */
export interface ServedConsole {
  origin: string
  /** Opens the console in a context of its own. At the end nothing may have gone wrong, and no secret been seen. */
  visit: (use: (page: Page, witness: Witness) => Promise<void>, options?: VisitOptions) => Promise<void>
  /** Asks the embedded Kubernetes API. */
  api: (method: string, path: string, body?: unknown) => Promise<{ status: number; body: unknown }>
  stop: () => Promise<void>
}

export interface RunningConsole extends ServedConsole {
  /** As `visit`, over a cluster of its own, whose objects and faults nobody else sees, and which ends with the visit. */
  visitOwn: (
    use: (page: Page, cluster: ServedConsole, witness: Witness) => Promise<void>,
    options?: VisitOptions & {
      /** How the cluster is at the start. */
      cluster?: EmbeddedApiOptions
    },
  ) => Promise<void>
}

export interface VisitOptions {
  /** Values that must show up in no address, storage or console message. */
  secrets?: readonly string[]
  /** Problems that the test provokes. */
  expected?: RegExp
  /** The part of the address behind `#`. */
  route?: string
  /** Another user to act as. */
  as?: string
  /** How wide the page is, in CSS pixels. */
  width?: number
}

/** Where Vite serves the API: see vite.config.ts. */
const apiPath = '/k8s'
/** Milliseconds until the operator plays its part: long enough to see what is before, and shorter than for a person. */
const operatorDelay = 500

/**
 * Builds the console, with the package as its sources are or as it is built (`TEST_DIST=1`), and serves it on a free port.
 * It is built as for development, so that React complains where it has to, and under the policy of the page that is built
 * for production: what that forbids is among the problems.
 */
export async function startConsole(): Promise<RunningConsole> {
  const folder = mkdtempSync(join(tmpdir(), 'console-e2e-'))
  await build({
    configFile: fileURLToPath(new URL('../../examples/console/vite.config.ts', import.meta.url)),
    mode: 'development',
    logLevel: 'error',
    resolve: { alias: aliases, dedupe: ['react', 'react-dom'] },
    build: { outDir: folder, emptyOutDir: true, minify: false },
  })
  const browser = await chromium.launch({ executablePath: findBrowser(), args: browserFlags })
  const first = await serve(folder, browser, {})

  return {
    ...first,
    async visitOwn(use, { cluster: options = {}, ...visitOptions } = {}) {
      const cluster = await serve(folder, browser, options)
      try {
        await cluster.visit((page, witness) => use(page, cluster, witness), visitOptions)
      } finally {
        await cluster.stop()
      }
    },
    async stop() {
      await browser.close()
      await first.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function serve(folder: string, browser: Browser, options: EmbeddedApiOptions): Promise<ServedConsole> {
  const server = await preview({
    configFile: false,
    root: folder,
    logLevel: 'error',
    plugins: [embeddedKubernetesApi(apiPath, { operatorDelay, ...options })],
    build: { outDir: folder },
    preview: { host: '127.0.0.1', port: 0 },
  })
  const origin = `http://127.0.0.1:${addressOf(server).port}`

  return {
    origin,
    visit: (use, visitOptions = {}) => visit(browser, origin, use, visitOptions),
    async api(method, path, body) {
      const headers = { 'Content-Type': 'application/json' }
      const sent = body === undefined ? {} : { body: JSON.stringify(body), headers }
      const response = await fetch(`${origin}${apiPath}${path}`, { method, ...sent })
      return { status: response.status, body: await response.json() }
    },
    stop: () => server.close(),
  }
}

function addressOf({ httpServer }: PreviewServer): AddressInfo {
  const address = httpServer.address()
  if (typeof address !== 'object' || address === null) throw new Error('The console does not listen.')
  return address
}

async function visit(
  browser: Browser,
  origin: string,
  use: (page: Page, witness: Witness) => Promise<void>,
  { secrets = [], expected, route = '/', as: user = '', width = 1280 }: VisitOptions,
): Promise<void> {
  const context = await browser.newContext({
    locale: 'en-US',
    reducedMotion: 'reduce',
    viewport: { width, height: 900 },
    permissions: ['clipboard-read', 'clipboard-write'],
  })
  context.setDefaultTimeout(30_000)
  try {
    const page = await context.newPage()
    const witness = watch(page)
    await page.goto(`${origin}/${user && `?as=${encodeURIComponent(user)}`}#${route}`)
    await use(page, witness).catch((error: unknown) => {
      if (witness.problems.length === 0) throw error
      throw new Error(`The page has problems:\n${witness.problems.join('\n')}`, { cause: error })
    })
    const kept = await page.evaluate(() =>
      JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]),
    )
    const { problems, urls, console } = witness
    expect(problems.filter((problem) => expected?.test(problem) !== true)).toEqual([])
    for (const secret of secrets) expectUnseen(secret, { urls, console, storage: [kept], address: [page.url()] })
  } finally {
    await context.close()
  }
}

function watch(page: Page): Witness {
  const witness: Witness = { problems: [], urls: [], console: [], questions: [], answers: [] }
  page.on('console', (message) => {
    const text = `${message.type()}: ${message.text()}`
    witness.console.push(text)
    if (['error', 'warning', 'assert'].includes(message.type())) witness.problems.push(text)
  })
  page.on('pageerror', (error) => witness.problems.push(`exception: ${error.message}`))
  page.on('request', (request) => witness.urls.push(request.url()))
  page.on('dialog', (dialog) => {
    const question = `${dialog.type()}: ${dialog.message()}`
    const answer = witness.answers.shift()
    if (answer === undefined) witness.problems.push(`dialog: ${question}`)
    witness.questions.push(question)
    void (answer === true ? dialog.accept() : dialog.dismiss())
  })
  return witness
}

/** A secret as it is, and as it stands in addresses, JSON and markup. */
export function formsOf(secret: string): string[] {
  const [first = '', ...more] = secret.split('\n').map((line) => line.trim())
  const lines = more.length === 0 ? [first] : more.filter((line) => line.length > 8)
  return [
    ...new Set(lines.flatMap((line) => [line, encodeURIComponent(line), btoa(line), line.replaceAll('"', '&quot;')])),
  ]
}

function expectUnseen(secret: string, places: Record<string, string[]>): void {
  for (const [place, texts] of Object.entries(places)) {
    const seen = texts.some((text) => formsOf(secret).some((form) => text.includes(form)))
    expect(seen, `a secret stands in the ${place}`).toBe(false)
  }
}
