import { join } from 'node:path'
import { type Browser, type Page, chromium } from 'playwright'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { visit } from '../console/visit.ts'
import { browserFlags, findBrowser } from '../findBrowser.mjs'
import { type Host, copyHost, lockedDependencies } from './copyHost.ts'
import { secrets } from './createStorage.ts'
import { type Cluster, startCluster } from './startCluster.ts'

/** Returns the output lines in which a tool complains without failing. */
export function complaintsIn(output: string): string[] {
  return output.split('\n').filter((line) => /\bwarn|⚠|\(!\)|\bdeprecat|\berror\b/i.test(line))
}

/** Installs a host from its lock file, with the package as published. Call it once per test file. */
export function installHost(name: string, ...options: string[]): Host {
  const host = copyHost(name, inject('tarball'))
  afterAll(host.remove)

  it('installs from the tarball and the lock file', async () => {
    const { output } = await host.run('npm', ['ci', '--prefer-offline', ...options])
    expect(complaintsIn(output)).toEqual([])
    const { locked, installed } = lockedDependencies(host.folder)
    expect(locked, `the lock of ${name} is out of date: npm run lock-hosts`).toEqual(installed)
  })
  return host
}

/** Runs a script of a host's package.json, and fails on any complaint. */
export async function runScript(host: Host, script: string, env?: Record<string, string>): Promise<void> {
  const { output } = await host.run('npm', ['run', script], env)
  expect(complaintsIn(output)).toEqual([])
}

interface Visits {
  /** The headers of each of the host's files. */
  headers?: Record<string, string>
  /** Actions on the page, by test name. */
  uses: Record<string, (page: Page, cluster: Cluster) => Promise<void>>
}

/** Tests a host that builds into `dist/`: installs, type-checks and builds it, and uses it in a browser. */
export function testHost(name: string, { headers = {}, uses }: Visits): Host {
  const host = installHost(name)
  const browser = useBrowser()

  it('type-checks', () => runScript(host, 'check'))

  it('builds for production', () => runScript(host, 'build'))

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

/** Provides a browser for the tests of a file. */
export function useBrowser(): () => Browser {
  let browser: Browser
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: findBrowser(), args: browserFlags })
  })
  afterAll(() => browser?.close())
  return () => browser
}
