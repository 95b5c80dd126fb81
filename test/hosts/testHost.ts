import { join } from 'node:path'
import { type Browser, type Page, chromium } from 'playwright'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { visit } from '../console/visit.ts'
import { browserFlags, findBrowser } from '../findBrowser.mjs'
import { type Host, copyHost, lockedDependencies } from './copyHost.ts'
import { secrets } from './createStorage.ts'
import { type Cluster, startCluster } from './startCluster.ts'

/** The lines in which a tool complains of something without failing. */
export function complaintsIn(output: string): string[] {
  return output.split('\n').filter((line) => /\bwarn|⚠|\(!\)|\bdeprecat|\berror\b/i.test(line))
}

/** Installs a host as its lock says, with the package as it would be published. To be called in a test file, once. */
export function installHost(name: string, ...options: string[]): Host {
  const host = copyHost(name, inject('tarball'))
  afterAll(host.remove)

  it('is installed from the tarball, and all else as its lock says', async () => {
    const { output } = await host.run('npm', ['ci', '--prefer-offline', ...options])
    expect(complaintsIn(output)).toEqual([])
    const { locked, installed } = lockedDependencies(host.folder)
    expect(locked, `the lock of ${name} is out of date: npm run lock-hosts`).toEqual(installed)
  })
  return host
}

/** Runs a script of a host's package.json, which must have nothing to complain of. */
export async function runScript(host: Host, script: string, env?: Record<string, string>): Promise<void> {
  const { output } = await host.run('npm', ['run', script], env)
  expect(complaintsIn(output)).toEqual([])
}

interface Visits {
  /** What each file of the host is sent with. */
  headers?: Record<string, string>
  /** What is done on its page. Its name is that of the test. */
  uses: Record<string, (page: Page, cluster: Cluster) => Promise<void>>
}

/** Tests a host that is built into `dist/`: installed, type-checked, built, and used in a browser. */
export function testHost(name: string, { headers = {}, uses }: Visits): Host {
  const host = installHost(name)
  const browser = useBrowser()

  it('type-checks', () => runScript(host, 'check'))

  it('is built for production', () => runScript(host, 'build'))

  it.each(Object.entries(uses))('%s', async (_title, use) => {
    const cluster = await startCluster(join(host.folder, 'dist'), headers)
    try {
      await visit(browser(), cluster.origin, (page) => use(page, cluster), { secrets })
    } finally {
      await cluster.stop()
    }
  })
  return host
}

/** A browser for the tests of a file. */
export function useBrowser(): () => Browser {
  let browser: Browser
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: findBrowser(), args: browserFlags })
  })
  afterAll(() => browser?.close())
  return () => browser
}
