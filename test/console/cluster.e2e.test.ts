import { randomUUID } from 'node:crypto'
import { type IncomingHttpHeaders, type Server, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Manifest } from 'backupstorage-forms/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createEmbeddedApi } from '../../examples/console/server/createEmbeddedApi.ts'
import { caseOf } from '../fixtures/cases.ts'
import { stepsFor } from '../formSteps.ts'
import { waitFor } from '../waitFor.ts'
import {
  credentialsOf,
  expectHidden,
  field,
  finish,
  formOf,
  press,
  preview,
  rowOf,
  secretsOf,
  startForm,
  withReferences,
} from './consolePage.ts'
import { type ServedConsole, startConsoleOn } from './startConsole.ts'
import { takeSteps } from './takeSteps.ts'

// The example console over a Kubernetes API at an address: the real one at KUBERNETES_API if `npm run test:cluster` runs
// these tests, else the embedded one behind HTTP. No operator runs there, so the tests write the statuses. They use a
// namespace of their own.

const timeout = 90_000
const merge = 'application/merge-patch+json'
const namespace = `console-test-${randomUUID().slice(0, 8)}`
const storagesPath = `/apis/storage.kubestash.com/v1alpha1/namespaces/${namespace}/backupstorages`
const secretsPath = `/api/v1/namespaces/${namespace}/secrets`
const failures = /status of (404|409)/

let console: ServedConsole
let embedded: Server | undefined

/** Serves the embedded API, which requires a token. */
async function startEmbedded(token: string): Promise<string> {
  const authenticate = ({ authorization }: IncomingHttpHeaders): string | undefined =>
    authorization === `Bearer ${token}` ? 'embedded-admin' : undefined
  const api = createEmbeddedApi({ objects: [], webhook: false, operatorDelay: 1_000_000, authenticate })
  const server = createServer(api.handler)
  embedded = server
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

beforeAll(async () => {
  const { TEST_CLUSTER, KUBERNETES_API = '', KUBERNETES_TOKEN = '' } = process.env
  const isReal = TEST_CLUSTER === 'true'
  const token = isReal ? KUBERNETES_TOKEN.trim() : 'made-up-token'
  console = await startConsoleOn(isReal ? KUBERNETES_API : await startEmbedded(token), token)
  const object = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } }
  const created = await console.api('POST', '/api/v1/namespaces', object)
  if (created.status !== 201) throw new Error(`The API did not create a namespace: ${JSON.stringify(created.body)}`)
  const listed = await console.api('GET', storagesPath)
  if (listed.status !== 200) throw new Error('The API does not serve BackupStorages. Apply the output of print-crds.')
}, timeout)

afterAll(async () => {
  await console.api('DELETE', `/api/v1/namespaces/${namespace}`)
  await console.stop()
  embedded?.closeAllConnections()
  embedded?.close()
})

interface Stored {
  metadata: { generation: number; resourceVersion: string; labels?: Record<string, string> } & Record<string, unknown>
  spec: Record<string, unknown>
  data: Record<string, string>
}

const read = async (name: string): Promise<Stored> =>
  (await console.api('GET', `${storagesPath}/${name}`)).body as Stored

/** Creates a storage as another client would. */
async function create(name: string, metadata: object = {}): Promise<void> {
  const { status } = await console.api('POST', storagesPath, {
    apiVersion: 'storage.kubestash.com/v1alpha1',
    kind: 'BackupStorage',
    metadata: { name, namespace, ...metadata },
    spec: {
      deletionPolicy: 'Delete',
      storage: { provider: 'local', local: { mountPath: '/data', nfs: { server: 'nfs.test', path: '/exports' } } },
      usagePolicy: { allowedNamespaces: { from: 'Same' } },
    },
  })
  expect(status).toBe(201)
}

async function createSecret(name: string): Promise<void> {
  const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name }, stringData: { SOME_KEY: 'made up' } }
  expect((await console.api('POST', secretsPath, secret)).status).toBe(201)
}

/** Makes a storage Ready, as the operator would. */
async function makeReady(name: string): Promise<void> {
  const { generation } = (await read(name)).metadata
  const condition = {
    type: 'BackendInitialized',
    status: 'True',
    reason: 'BackendInitialized',
    message: 'made up by a test',
    observedGeneration: generation,
    lastTransitionTime: `${new Date().toISOString().slice(0, -5)}Z`,
  }
  const status = { phase: 'Ready', conditions: [condition] }
  expect((await console.api('PATCH', `${storagesPath}/${name}/status`, { status }, merge)).status).toBe(200)
}

describe.concurrent('the console on a cluster', () => {
  it('lists the storages, and follows their changes', { timeout }, async () => {
    await create('listed')
    await console.visit(
      async (page) => {
        await rowOf(page, 'listed').waitFor()
        await makeReady('listed')
        await rowOf(page, 'listed').getByText('Ready', { exact: true }).waitFor()
        await create('added')
        await rowOf(page, 'added').waitFor()
        expect((await console.api('DELETE', `${storagesPath}/listed`)).status).toBe(200)
        await rowOf(page, 'listed').waitFor({ state: 'detached' })
        await rowOf(page, 'added').waitFor()
      },
      { route: `/?namespace=${namespace}` },
    )
  })

  // cases.e2e.test.ts creates every provider over the simulated API.
  const others = process.env['TEST_CLUSTER'] === 'true' ? ['azure-guide', 'gcs-workload-identity', 'local-nfs'] : []
  it.each(['s3-existing-secret', ...others])('creates %s', { timeout }, async (file) => {
    const found = caseOf(file)
    const { name, backend } = found.values
    if (backend.credentials.source === 'existing') await createSecret(backend.credentials.secretName ?? '')
    const manifests = withReferences(found.manifests).map((manifest): Manifest => ({
      ...manifest,
      metadata: { ...manifest.metadata, namespace },
    }))
    const hidden = secretsOf(manifests)
    await console.visit(
      async (page) => {
        await startForm(page)
        await takeSteps(stepsFor({ ...found.values, namespace }), formOf(page))
        await preview(page)
        await page.getByText('Dry run passed.').waitFor()
        await expectHidden(page, hidden, 'the preview')
        await press(page, 'Submit')
        await page.getByText(`BackupStorage ${namespace}/${name} created.`, { exact: true }).waitFor()
        await makeReady(name)
        await finish(page, name, namespace)
      },
      { secrets: hidden, expected: failures },
    )
    const sent = manifests.at(-1)
    expect(await read(name)).toMatchObject({ spec: sent?.spec, metadata: sent?.metadata })
    const secret = manifests.find(({ kind }) => kind === 'Secret')
    if (secret === undefined) return
    const { data } = (await console.api('GET', `${secretsPath}/${String(secret.metadata.name)}`)).body as Stored
    const decoded = Object.entries(data).map(([key, value]) => [key, Buffer.from(value, 'base64').toString()])
    expect(Object.fromEntries(decoded)).toEqual(credentialsOf(manifests))
  })

  it('edits a storage, and keeps the rest of it', { timeout }, async () => {
    const finalizers = ['console.example.com/test']
    await create('edited', { labels: { purpose: 'before' }, finalizers })
    const before = await read('edited')
    await console.visit(
      async (page) => {
        await field(page, 'Labels 1: Value').fill('after')
        await preview(page)
        await page.getByText('Dry run passed.').waitFor()
        await press(page, 'Submit')
        await page.getByText(`BackupStorage ${namespace}/edited updated.`, { exact: true }).waitFor()
        await makeReady('edited')
        await page.getByText('The storage is Ready').waitFor()
      },
      { route: `/storages/${namespace}/edited/edit`, expected: failures },
    )
    const { metadata, spec } = await read('edited')
    expect(spec).toEqual(before.spec)
    expect(metadata).toMatchObject({ labels: { purpose: 'after' }, finalizers })
    await console.api('PATCH', `${storagesPath}/edited`, { metadata: { finalizers: null } }, merge)
  })

  it('never overwrites a change that someone else made in the meantime', { timeout }, async () => {
    await create('contested', { labels: { purpose: 'before' } })
    await console.visit(
      async (page) => {
        await field(page, 'Labels 1: Value').fill('mine')
        const theirs = { metadata: { labels: { purpose: 'theirs' } }, spec: { deletionPolicy: 'WipeOut' } }
        expect((await console.api('PATCH', `${storagesPath}/contested`, theirs, merge)).status).toBe(200)
        await preview(page)
        const changed = page.getByRole('region', {
          name: `BackupStorage ${namespace}/contested changed in the cluster while you were editing it`,
        })
        await changed.waitFor()
        expect((await read('contested')).metadata.labels).toEqual({ purpose: 'theirs' })
        await changed.getByRole('radio', { name: /^Mine: .*mine/ }).check()
        await press(page, 'Apply my changes to the new version')
        await page.getByText('Dry run passed.').waitFor()
        await press(page, 'Submit')
        await page.getByText(`BackupStorage ${namespace}/contested updated.`, { exact: true }).waitFor()
      },
      { route: `/storages/${namespace}/contested/edit`, expected: failures },
    )
    const { metadata, spec } = await read('contested')
    expect([metadata.labels, spec.deletionPolicy]).toEqual([{ purpose: 'mine' }, 'WipeOut'])
  })

  it('deletes a storage', { timeout }, async () => {
    await create('deleted')
    await console.visit(
      async (page) => {
        await page
          .getByText(/No Repositories yet|Not installed in this cluster/)
          .first()
          .waitFor()
        await press(page, 'Delete')
        const dialog = page.getByRole('dialog', { name: `Delete BackupStorage ${namespace}/deleted?` })
        await dialog.getByRole('button', { name: 'Delete', exact: true }).click()
        await dialog.waitFor({ state: 'detached' })
      },
      { route: `/storages/${namespace}/deleted` },
    )
    await waitFor(async () => expect((await console.api('GET', `${storagesPath}/deleted`)).status).toBe(404))
  })
})
