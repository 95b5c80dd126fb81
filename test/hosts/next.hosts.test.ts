import type { ChildProcess } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { field, formOf, press } from '../console/consolePage.ts'
import { labelled } from '../console/takeSteps.ts'
import { visit } from '../console/visit.ts'
import { createStorage, secrets } from './createStorage.ts'
import { type Cluster, startCluster } from './startCluster.ts'
import { complaintsIn, installHost, runScript, useBrowser } from './testHost.ts'

const quiet = { NEXT_TELEMETRY_DISABLED: '1' }

const host = installHost('next')
const browser = useBrowser()

let cluster: Cluster
let server: ChildProcess | undefined
let origin = ''
let said = ''

beforeAll(async () => {
  cluster = await startCluster()
})

afterAll(async () => {
  server?.kill()
  await cluster?.stop()
})

it('type-checks and builds for production', () => {
  // In CI, Next complains about a missing build cache.
  mkdirSync(join(host.folder, '.next/cache'), { recursive: true })
  return runScript(host, 'build', { ...quiet, KUBERNETES_API: `${cluster.origin}/k8s` })
})

it('starts', async () => {
  const next = host.start('node', ['node_modules/next/dist/bin/next', 'start', '-H', '127.0.0.1', '-p', '0'], quiet)
  server = next
  origin = await new Promise((resolve, reject) => {
    for (const stream of [next.stdout, next.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        said += text
        const address = /http:\/\/127\.0\.0\.1:\d+/.exec(said)
        if (address !== null && said.includes('Ready')) resolve(address[0])
      })
    }
    next.once('exit', () => reject(new Error(`The server ended:\n${said}`)))
  })
})

it('renders the form on the server, without a script', async () => {
  const context = await browser().newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto(origin)
  await page.getByText('Providers: S3, Azure, GCS, Local', { exact: true }).waitFor()
  for (const label of ['Namespace', 'Deletion Policy', 'Provider', 'AWS Secret Access Key', 'Bucket']) {
    expect(await labelled(formOf(page), label).count(), label).toBe(1)
  }
  expect(await page.getByRole('button', { name: 'Preview' }).isVisible()).toBe(true)
  await context.close()
})

it('hydrates without a mismatch, and creates a storage', () =>
  visit(browser(), origin, (page) => createStorage(page, cluster), { secrets }))

it('renders a form without callbacks from a server component', () =>
  visit(browser(), new URL('/form', origin).href, async (page) => {
    await field(page, 'Bucket').fill('my-backups')
    await press(page, 'Undo: Bucket')
    expect(await field(page, 'Bucket').inputValue()).toBe('')
  }))

it('logs no complaints on the server', () => {
  expect(said).toContain('Ready')
  expect(complaintsIn(said)).toEqual([])
})
