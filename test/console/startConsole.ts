import type { AddressInfo } from 'node:net'
import { type Browser, type Page, chromium } from 'playwright'
import { type Plugin, type PreviewServer, preview } from 'vite'
import { afterAll, inject } from 'vitest'
import type { EmbeddedApiOptions } from '../../examples/console/server/createEmbeddedApi.ts'
import { embeddedKubernetesApi, proxiedKubernetesApi } from '../../examples/console/server/plugin.ts'
import { browserFlags, findBrowser } from '../findBrowser.mjs'
import { type PageVisit, type Witness, visit } from './visit.ts'

/** The example console over a cluster, with a browser. */
export interface ServedConsole {
  origin: string
  /** Opens the console in a new context. Fails at the end on unexpected problems or an exposed secret. */
  visit: (use: (page: Page, witness: Witness) => Promise<void>, options?: VisitOptions) => Promise<void>
  /** Sends a request to the Kubernetes API, of the type JSON unless given. */
  api: (method: string, path: string, body?: unknown, type?: string) => Promise<{ status: number; body: unknown }>
  stop: () => Promise<void>
}

export interface RunningConsole extends ServedConsole {
  /** Like `visit`, but with a private cluster that stops with the visit. */
  visitOwn: (
    use: (page: Page, cluster: ServedConsole, witness: Witness) => Promise<void>,
    options?: VisitOptions & {
      /** The cluster's initial state. */
      cluster?: EmbeddedApiOptions
    },
  ) => Promise<void>
}

export interface VisitOptions extends PageVisit {
  /** The fragment of the address. */
  route?: string
  /** The user to impersonate. */
  as?: string
}

/** The path where Vite serves the API: see vite.config.ts. */
const apiPath = '/k8s'
/** Delay of the operator in milliseconds: long enough to see the state before it acts. */
const operatorDelay = 500

/** Serves the console that buildConsole.ts built, on a free port, until the tests of the file end. */
export async function startConsole(): Promise<RunningConsole> {
  const folder = inject('consoleFolder')
  const browser = await chromium.launch({ executablePath: findBrowser(), args: browserFlags })
  const embedded = (options: EmbeddedApiOptions): Promise<ServedConsole> =>
    serve(folder, browser, embeddedKubernetesApi(apiPath, { operatorDelay, ...options }))
  const first = await embedded({})

  afterAll(async () => {
    await browser.close()
    await first.stop()
  })

  return {
    ...first,
    async visitOwn(use, { cluster: options = {}, ...visitOptions } = {}) {
      const cluster = await embedded(options)
      try {
        await cluster.visit((page, witness) => use(page, cluster, witness), visitOptions)
      } finally {
        await cluster.stop()
      }
    },
  }
}

/** Serves the console over the Kubernetes API at an address. */
export async function startConsoleOn(address: string, token: string): Promise<ServedConsole> {
  const browser = await chromium.launch({ executablePath: findBrowser(), args: browserFlags })
  const console = await serve(inject('consoleFolder'), browser, proxiedKubernetesApi(apiPath, address, token))
  return {
    ...console,
    async stop() {
      await browser.close()
      await console.stop()
    },
  }
}

async function serve(folder: string, browser: Browser, plugin: Plugin): Promise<ServedConsole> {
  const server = await preview({
    configFile: false,
    root: folder,
    logLevel: 'error',
    plugins: [plugin],
    build: { outDir: folder },
    preview: { host: '127.0.0.1', port: 0 },
  })
  const origin = `http://127.0.0.1:${addressOf(server).port}`

  return {
    origin,
    visit: (use, { route = '/', as: user = '', ...visitOptions } = {}) =>
      visit(browser, `${origin}/${user && `?as=${encodeURIComponent(user)}`}#${route}`, use, visitOptions),
    async api(method, path, body, type = 'application/json') {
      const sent = body === undefined ? {} : { body: JSON.stringify(body) }
      const headers = { 'Content-Type': type }
      const response = await fetch(`${origin}${apiPath}${path}`, { method, headers, ...sent })
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
