import 'backupstorage-forms/styles.css'
import { BackupStorageWizard } from 'backupstorage-forms'
import type { BackupStorageWizardProps } from 'backupstorage-forms'
import type { Manifest } from 'backupstorage-forms/core'
import type { SubmitClient } from 'backupstorage-forms/cluster'
import axe from 'axe-core'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { caseOf } from '../fixtures/cases.ts'
import { inEditor, linesSeen, paste } from './editorPage.ts'
import { fillConnections } from './moreOptions.ts'
import { waitFor } from '../waitFor.ts'

// Editing a live storage with a client: the requests, and changes by someone else in the meantime.

const [stored] = caseOf('s3-existing-secret').manifests as [Manifest]
const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' })
const radio = (name: string | RegExp) => page.getByRole('radio', { name, exact: typeof name === 'string' })
const seen = (): string => linesSeen().join('\n')
const taken = page.getByRole('status').filter({ hasText: 'Dry run passed.' })

function version(resourceVersion: string, spec: object = {}): Manifest {
  const metadata = { ...stored.metadata, uid: 'made-up-uid', resourceVersion }
  return {
    ...stored,
    metadata,
    spec: { ...(stored['spec'] as object), ...spec },
    status: { phase: 'Ready' },
  } as Manifest
}

function refusal(status: number, reason: string, message: string, kind: string): Error {
  return Object.assign(new Error(message), { status, reason, object: { kind } })
}

class Cluster {
  live = version('41')
  hasSecret = true
  /** The status that the operator writes after an update; without it, the earlier one stays. */
  answer: object | undefined = { phase: 'Ready', observedGeneration: 2 }
  /** The generation of the object after an update, for operators that report which one they observed. */
  counted: { generation?: number } = {}
  readonly written: [verb: string, kind: string, what: object][] = []
  readonly asked: string[] = []

  readonly client: SubmitClient = {
    get: async () => this.live,
    create: async (manifest, options) => this.#note('create', manifest.kind, manifest, options?.dryRun, manifest),
    update: async (manifest, options) => {
      if (manifest.metadata['resourceVersion'] !== this.live.metadata['resourceVersion']) {
        throw refusal(409, 'Conflict', 'It was changed by somebody else.', manifest.kind)
      }
      return this.#note('update', manifest.kind, manifest, options?.dryRun, manifest)
    },
    patch: async ({ apiVersion, kind, name }, changes, options) => {
      if (!this.hasSecret) throw refusal(404, 'NotFound', 'It is not there.', kind)
      return this.#note('patch', kind, changes, options?.dryRun, { apiVersion, kind, metadata: { name } })
    },
    delete: async () => undefined,
  }

  #note(verb: string, kind: string, what: object, dryRun: boolean | undefined, result: Manifest): Manifest {
    if (dryRun === true) this.asked.push(`${verb} ${kind}`)
    else this.written.push([verb, kind, what])
    if (dryRun === true) return result
    if (verb !== 'update') return result
    // Like a real server, it returns the object before the operator sees the change.
    const metadata = { ...result.metadata, ...this.counted }
    const kept = { ...result, metadata, status: this.live['status'] } as Manifest
    this.live = this.answer ? ({ ...kept, status: this.answer } as Manifest) : kept
    return kept
  }
}

async function start(cluster: Cluster, props: Partial<BackupStorageWizardProps> = {}): Promise<void> {
  await render(
    <main>
      <BackupStorageWizard mode="edit" editing={version('41')} client={cluster.client} {...props} />
    </main>,
  )
}

async function preview(): Promise<void> {
  await button('Preview').click()
  await expect.element(button('Submit')).toBeVisible()
}

/** Leaves the comparison, with which the preview of an edited storage opens. */
async function showText(): Promise<void> {
  await button('Changes').click()
  await waitFor(() => expect(seen()).toContain('kind: BackupStorage'))
}

async function writeAt(line: string, text: string): Promise<void> {
  const found = [...inEditor('.cm-content').querySelectorAll('.cm-line')].find(
    ({ textContent }) => textContent === line,
  )
  if (!found) throw new Error(`There is no line ${line}.`)
  await userEvent.click(found)
  await userEvent.keyboard('{End}')
  paste(text)
}

describe('an edited storage', () => {
  it('is dry-run and written as an update, and its status is awaited', async () => {
    const cluster = new Cluster()
    const onDone = vi.fn()
    await start(cluster, { onDone })
    await fillConnections('7')
    await preview()
    await expect.element(taken).toBeVisible()
    expect(cluster.asked).toEqual(['update BackupStorage'])
    await button('Submit').click()
    await expect.element(page.getByText('BackupStorage demo/s3-backup updated.')).toBeVisible()
    await expect.element(page.getByRole('heading', { name: 'BackupStorage demo/s3-backup' })).toHaveFocus()
    await expect.element(page.getByText(/^The storage is Ready/)).toBeVisible()
    expect(cluster.written).toMatchObject([
      [
        'update',
        'BackupStorage',
        { metadata: { resourceVersion: '41' }, spec: { storage: { s3: { maxConnections: 7 } } } },
      ],
    ])
    await button('Done').click()
    expect(onDone).toHaveBeenCalledWith([expect.objectContaining({ kind: 'BackupStorage' })])
  })

  it('starts at its credentials if the operator misses them', async () => {
    const cluster = new Cluster()
    const conditions = [{ type: 'BackendSecretFound', status: 'False', message: 'secrets "made-up" not found' }]
    await start(cluster, { editing: { ...cluster.live, status: { phase: 'NotReady', conditions } } })
    await expect.element(radio(/Keep the Secret/)).toHaveFocus()
  })

  it.each([
    ['merged into the referenced Secret', true, 'patch'],
    ['written into a new Secret if that one is missing', false, 'create'],
  ])('has its credentials %s', async (_name, hasSecret, verb) => {
    const cluster = new Cluster()
    cluster.hasSecret = hasSecret
    await start(cluster)
    await radio('Replace the credentials').click()
    await page.getByLabelText(/^AWS Access Key ID/).fill('made-up-id')
    await page.getByLabelText(/^AWS Secret Access Key/).fill('made-up-secret')
    await preview()
    await expect.element(taken).toBeVisible()
    expect(cluster.asked).toEqual([`${verb} Secret`])
    await button('Submit').click()
    await expect.element(page.getByText(/^Secret .*saved\.$/)).toBeVisible()
    expect(cluster.written).toMatchObject([[verb, 'Secret', { stringData: { AWS_ACCESS_KEY_ID: 'made-up-id' } }]])
  })

  it("isn't submitted without changes, and says so", async () => {
    const cluster = new Cluster()
    await start(cluster)
    await preview()
    await expect.element(page.getByText('No changes.')).toBeVisible()
    await button('Submit').click()
    await expect.element(page.getByRole('alert')).toHaveTextContent('No changes. Nothing was sent.')
    expect([...cluster.asked, ...cluster.written]).toEqual([])
  })

  it('is written even if its status has changed', async () => {
    const cluster = new Cluster()
    cluster.live = { ...version('42'), status: { phase: 'NotReady' } }
    await start(cluster)
    await fillConnections('7')
    await preview()
    await expect.element(taken).toBeVisible()
    await button('Submit').click()
    await expect.element(page.getByText('BackupStorage demo/s3-backup updated.')).toBeVisible()
  })
})

describe('the status after an edit', () => {
  const ready = page.getByText(/^The storage is Ready/)
  const waiting = page.getByText('Waiting for the storage to become Ready…')

  async function edit(cluster: Cluster): Promise<void> {
    await start(cluster)
    await fillConnections('7')
    await preview()
    await expect.element(taken).toBeVisible()
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], shouldAdvanceTime: true })
    onTestFinished(() => void vi.useRealTimers())
    await button('Submit').click()
    await expect.element(page.getByText('BackupStorage demo/s3-backup updated.')).toBeVisible()
  }

  it('is not that from before the edit: the step waits for a new one', async () => {
    const cluster = new Cluster()
    cluster.answer = undefined
    await edit(cluster)
    await expect.element(waiting).toBeVisible()
    await vi.advanceTimersByTimeAsync(4000)
    await expect.element(waiting).toBeVisible()
    expect(ready.query()).toBeNull()
    cluster.live = { ...cluster.live, status: { phase: 'NotReady', conditions: [] } } as Manifest
    await vi.advanceTimersByTimeAsync(2000)
    await expect.element(page.getByText(/^The storage is NotReady/)).toBeVisible()
    cluster.live = { ...cluster.live, status: { phase: 'Ready', conditions: [] } } as Manifest
    await vi.advanceTimersByTimeAsync(2000)
    await expect.element(ready).toBeVisible()
  })

  it('is named as the earlier one if the operator does not answer', async () => {
    const cluster = new Cluster()
    cluster.answer = undefined
    await edit(cluster)
    await vi.advanceTimersByTimeAsync(22_000)
    await expect
      .element(page.getByText('The operator has not answered yet. Before the change, the storage was Ready.'))
      .toBeVisible()
    expect(ready.query()).toBeNull()
    cluster.live = { ...cluster.live, status: { phase: 'Ready', observedGeneration: 2 } } as Manifest
    await vi.advanceTimersByTimeAsync(2000)
    await expect.element(ready).toBeVisible()
  })

  it('waits for observedGeneration if the operator reports it', async () => {
    const cluster = new Cluster()
    const of = (observedGeneration: number): object => ({ phase: 'Ready', observedGeneration, totalSize: '1 KiB' })
    cluster.counted = { generation: 2 }
    cluster.answer = of(1)
    await edit(cluster)
    // A new status that is about the generation before the edit.
    await vi.advanceTimersByTimeAsync(4000)
    expect(ready.query()).toBeNull()
    cluster.live = { ...cluster.live, status: of(2) } as Manifest
    await vi.advanceTimersByTimeAsync(2000)
    await expect.element(ready).toBeVisible()
  })

  it('is shown at once if only labels changed, as no new one follows', async () => {
    const cluster = new Cluster()
    cluster.answer = undefined
    await start(cluster)
    await preview()
    await showText()
    await writeAt('metadata:', '\n  labels: {team: platform}')
    await button('Submit').click()
    await expect.element(ready).toBeVisible()
    expect(cluster.written).toMatchObject([['update', 'BackupStorage', { metadata: { labels: { team: 'platform' } } }]])
  })

  it('is awaited if only the values of the Secret were replaced', async () => {
    const cluster = new Cluster()
    await start(cluster)
    await radio('Replace the credentials').click()
    await page.getByLabelText(/^AWS Access Key ID/).fill('made-up-id')
    await page.getByLabelText(/^AWS Secret Access Key/).fill('made-up-secret')
    await preview()
    await expect.element(taken).toBeVisible()
    await button('Submit').click()
    await expect.element(waiting).toBeVisible()
    cluster.live = { ...cluster.live, status: { phase: 'Ready', conditions: [] } } as Manifest
    await expect.element(ready).toBeVisible()
    expect(cluster.written).toMatchObject([['patch', 'Secret', {}]])
  })

  it('gives way to a deletion: requested, then done', async () => {
    const cluster = new Cluster()
    let isGone = false
    const get = cluster.client.get
    cluster.client.get = async (reference) => {
      if (isGone) throw refusal(404, 'NotFound', 'It does not exist (404).', reference.kind)
      return get(reference)
    }
    cluster.answer = undefined
    await edit(cluster)
    const deletionTimestamp = '2026-11-25T00:00:00Z'
    cluster.live = { ...cluster.live, metadata: { ...cluster.live.metadata, deletionTimestamp } }
    await vi.advanceTimersByTimeAsync(2000)
    await expect.element(page.getByText('The storage is being deleted.')).toBeVisible()
    isGone = true
    await vi.advanceTimersByTimeAsync(2000)
    await expect.element(page.getByText('The storage has been deleted in the meantime.')).toBeVisible()
  })
})

const storage = (stored['spec'] as { storage: { s3: object } }).storage
const theirs = {
  deletionPolicy: 'WipeOut',
  storage: { ...storage, s3: { ...storage.s3, maxConnections: 9 } },
  runtimeSettings: { pod: { nodeSelector: { disk: 'ssd' } } },
}

describe('a storage changed by someone else', () => {
  it("shows the differences, and merges the user's changes into them", async () => {
    const cluster = new Cluster()
    cluster.live = version('42', theirs)
    await start(cluster)
    await fillConnections('7')
    await page.getByLabelText(/^Prefix/).fill('mine')
    await preview()
    const rows = page.getByRole('table').getByRole('row')
    await expect.element(rows.nth(1)).toHaveTextContent('Max ConnectionsNot set9')
    await expect.element(rows.nth(2)).toHaveTextContent('Deletion PolicyDeleteWipeOut')
    await expect.element(rows.nth(3)).toHaveTextContent('spec.runtimeSettings.pod.nodeSelector.diskNot setssd')
    await expect.element(radio(/^Mine: 7/)).toBeChecked()
    await button('Apply my changes to the new version').click()
    await expect.element(taken).toHaveFocus()
    await expect.element(page.getByText('2 changes', { exact: true })).toBeVisible()
    await button('Submit').click()
    await expect.element(page.getByText('BackupStorage demo/s3-backup updated.')).toBeVisible()
    expect(cluster.written).toMatchObject([
      [
        'update',
        'BackupStorage',
        {
          metadata: { resourceVersion: '42' },
          spec: { ...theirs, storage: { s3: { maxConnections: 7, prefix: 'mine' } } },
        },
      ],
    ])
  })

  it('can keep a value of the cluster, also in the form', async () => {
    const cluster = new Cluster()
    cluster.live = version('42', theirs)
    await start(cluster)
    await fillConnections('7')
    await preview()
    await radio(/^From the cluster: 9/).click()
    await button('Apply my changes to the new version').click()
    await expect.element(page.getByRole('status').filter({ hasText: 'No changes.' })).toHaveFocus()
    await button('Previous').click()
    await expect.element(page.getByLabelText(/^Max Connections/)).toHaveValue('9')
  })

  it('is named as another one if it was deleted and created again, and the changes can be applied to it', async () => {
    const cluster = new Cluster()
    const another = version('42', { deletionPolicy: 'WipeOut' })
    cluster.live = { ...another, metadata: { ...another.metadata, uid: 'another-uid' } }
    await start(cluster)
    await fillConnections('7')
    await preview()
    const heading = page.getByRole('heading', { name: /was deleted and created again while you were editing it/ })
    await expect.element(heading).toBeVisible()
    await button('Apply my changes to the new version').click()
    await expect.element(taken).toBeVisible()
    await button('Submit').click()
    await expect.element(page.getByText('BackupStorage demo/s3-backup updated.')).toBeVisible()
    expect(cluster.written).toMatchObject([['update', 'BackupStorage', { spec: { deletionPolicy: 'WipeOut' } }]])
  })

  it('is reported when Submit detects it, and receives the focus', async () => {
    const cluster = new Cluster()
    await start(cluster)
    await fillConnections('7')
    await preview()
    await expect.element(taken).toBeVisible()
    cluster.live = version('42', { deletionPolicy: 'WipeOut' })
    await button('Submit').click()
    await expect
      .element(page.getByRole('heading', { name: /changed in the cluster while you were editing it/ }))
      .toHaveFocus()
    expect(cluster.written).toEqual([])
    await button('Apply my changes to the new version').click()
    await expect.element(taken).toBeVisible()
    await button('Submit').click()
    await expect.element(page.getByText('BackupStorage demo/s3-backup updated.')).toBeVisible()
  })

  it('keeps an edited text, and adds the changes to it', async () => {
    const cluster = new Cluster()
    await start(cluster)
    await preview()
    await showText()
    await writeAt('kind: BackupStorage', ' # by hand')
    await writeAt('  deletionPolicy: Delete', '\n  runtimeSettings: {pod: {priorityClassName: high}}')
    cluster.live = version('42', theirs)
    await expect.element(page.getByText('Not checked.')).toBeVisible()
    await button('Run dry run').click()
    await button('Apply my changes to the new version').click()
    await expect.element(taken).toBeVisible()
    await waitFor(() => expect(seen()).toContain('kind: BackupStorage # by hand'))
    await waitFor(() => expect(seen()).toContain('priorityClassName: high'))
    expect(seen()).toMatch(/disk: "?ssd/)
    expect(seen()).toContain('deletionPolicy: WipeOut')
  })
})

describe('a storage that is being deleted', () => {
  it('is shown as such from the start', async () => {
    const live = version('41')
    const editing = { ...live, metadata: { ...live.metadata, deletionTimestamp: '2026-11-25T00:00:00Z' } }
    await start(new Cluster(), { editing })
    await expect.element(page.getByText(/^This storage is being deleted\./)).toBeVisible()
  })

  it('is not written, and the reason says what to do', async () => {
    const cluster = new Cluster()
    const metadata = { ...version('42').metadata, deletionTimestamp: '2026-11-25T00:00:00Z' }
    cluster.live = { ...version('42'), metadata }
    await start(cluster)
    await fillConnections('7')
    await preview()
    await expect.element(page.getByText('Dry run failed.')).toBeVisible()
    const said = 'BackupStorage demo/s3-backup is being deleted. Wait until it is gone, then submit again.'
    await expect.element(page.getByText(said).last()).toBeVisible()
    expect(page.getByRole('heading', { name: /changed in the cluster/ }).query()).toBeNull()
    await button('Submit').click()
    await expect.element(page.getByRole('alert')).toHaveTextContent(`Submit failed. ${said}`)
    expect(cluster.written).toEqual([])
  })
})

describe.each(['light', 'dark'])('changes by someone else in %s mode', (scheme) => {
  it.each([1200, 400])('are accessible at %i px', async (width) => {
    document.documentElement.style.colorScheme = scheme
    document.documentElement.style.background = 'Canvas'
    await page.viewport(width, 800)
    const cluster = new Cluster()
    cluster.live = version('42', theirs)
    await start(cluster)
    await fillConnections('7')
    await preview()
    await expect.element(page.getByRole('table')).toBeVisible()
    const { violations } = await axe.run(document.body, { rules: { region: { enabled: false } } })
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width)
    document.documentElement.style.colorScheme = ''
  })
})
