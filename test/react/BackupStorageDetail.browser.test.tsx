import 'backupstorage-forms/styles.css'
import type { BackupStorageDetailProps } from 'backupstorage-forms'
import { BackupStorageDetail } from 'backupstorage-forms'
import type { Manifest } from 'backupstorage-forms/core'
import type { CollectionOptions, ObjectReference, WatchEvent } from 'backupstorage-forms/cluster'
import { german } from 'backupstorage-forms/messages/de'
import axe from 'axe-core'
import { StrictMode } from 'react'
import { describe, expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { related, storage } from '../../stories/relatedObjects.ts'
import { waitFor } from '../waitFor.ts'

// The detail page: its content, its live updates, and deletion.

type Client = BackupStorageDetailProps['client']

function refused(status: number, message: string): Error {
  return Object.assign(new Error(message), { status })
}

/** Returns a cluster with these objects; each kind can be changed, made to fail, or left unanswered. */
function cluster(objects: readonly Manifest[] = [storage, ...related], options: Partial<Client> = {}) {
  const waiting = new Map<string, (WatchEvent | { failure: Error })[]>()
  const wake = new Set<() => void>()
  const silent = new Set<string>()
  const forbidden = new Map<string, Error>()
  const asked: { preconditions?: object | undefined; reference: ObjectReference }[] = []
  const tell = (kind: string, event: WatchEvent | { failure: Error }): void => {
    waiting.set(kind, [...(waiting.get(kind) ?? []), event])
    for (const one of wake) one()
  }
  async function list({ resource, namespace = '' }: CollectionOptions = {}): Promise<Manifest[]> {
    const kind = resource?.kind ?? ''
    if (silent.has(kind)) await new Promise(() => undefined)
    const failure = forbidden.get(`${kind} ${namespace}`)
    if (failure) throw failure
    return objects.filter((one) => one.kind === kind && (namespace === '' || one.metadata.namespace === namespace))
  }
  const client: Client = {
    list,
    async *watch(options = {}) {
      const { resource, signal } = options
      const kind = resource?.kind ?? ''
      yield { type: 'listed', objects: await list(options), isFirst: true, isLast: true }
      while (signal?.aborted !== true) {
        const next = waiting.get(kind)?.shift()
        if (next === undefined) await new Promise<void>((resolve) => void wake.add(resolve))
        else if ('failure' in next) throw next.failure
        else yield next
      }
    },
    secret: (namespace, name) =>
      Promise.resolve({
        namespace,
        name,
        type: 'Opaque',
        keys: 2,
        labels: { team: 'platform' },
        annotations: {},
        created: '2026-11-01T00:00:00Z',
      }),
    permission: () => Promise.resolve({ allowed: true, reason: '' }),
    delete: (reference, { preconditions } = {}) => {
      asked.push({ reference, preconditions })
      return Promise.resolve()
    },
    ...options,
  }
  return { client, tell, silent, forbidden, asked }
}

const hrefFor = ({ kind, namespace, name }: ObjectReference): string => `#/${kind}/${namespace}/${name}`

async function show(props: Partial<BackupStorageDetailProps> = {}): Promise<void> {
  await render(
    <StrictMode>
      <main>
        <BackupStorageDetail
          client={cluster().client}
          namespace="stash"
          name="default"
          hrefFor={hrefFor}
          onDeleted={() => undefined}
          {...props}
        />
      </main>
    </StrictMode>,
  )
}

const text = (content: string | RegExp) => page.getByText(content)
const button = (name: string) => page.getByRole('button', { name, exact: true })
const section = (name: string): HTMLElement => {
  const found = [...document.querySelectorAll<HTMLElement>('.bsf-section')].find(
    (one) => one.querySelector('.bsf-section-title')?.textContent === name,
  )
  if (!found) throw new Error(`There is no section ${name}.`)
  return found
}
const cellsOf = (name: string): (string | undefined)[][] =>
  [...section(name).querySelectorAll('.bsf-grid-body > [role=row]')].map((row) =>
    [...row.querySelectorAll<HTMLElement>('[role=rowheader], [role=gridcell]')].map((cell) => cell.innerText.trim()),
  )
/** Returns the first three names in a table. */
const firstOf = (name: string) =>
  cellsOf(name)
    .slice(0, 3)
    .map(([first]) => first)
const entry = (title: string): string =>
  [...document.querySelectorAll('.bsf-entry')].find((one) => one.querySelector('dt')?.textContent === title)
    ?.lastElementChild?.textContent ?? ''
/** Types the storage's name in the dialog, as it is in use, and confirms. */
async function confirm(): Promise<void> {
  const dialog = page.getByRole('dialog')
  await dialog.getByLabelText('Type default to confirm').fill('default')
  await dialog.getByRole('button', { name: 'Delete' }).click()
}
/** Waits longer than usual, for busy machines. */
const until = (check: () => void) => waitFor(check)
const ready = () => until(() => expect(cellsOf('BackupConfigurations')).toHaveLength(3))
const changed = (changes: Partial<Manifest>): Manifest => ({ ...storage, ...changes }) as Manifest
const deleting = (one: Manifest): Manifest => ({
  ...one,
  metadata: { ...one.metadata, deletionTimestamp: '2026-11-25T00:00:00Z', finalizers: ['kubestash.com/cleanup'] },
})
const leaving = deleting(storage)
const header = (): string => document.querySelector('.bsf-detail-header')?.textContent ?? ''
/** Seven more Repositories, of unknown size. */
const more = Array.from({ length: 7 }, (_, index): Manifest => {
  const [one] = related
  return { ...one, metadata: { ...one?.metadata, name: `more-${index}` }, status: { phase: 'Ready' } } as Manifest
})
const wipeOut = changed({ spec: { ...(storage.spec as object), deletionPolicy: 'WipeOut' } })

describe('content', () => {
  it('shows the storage, its conditions and its backend', async () => {
    await show()
    await ready()
    expect(header()).toMatch(/^stash\/defaultReady/)
    expect(entry('Namespace')).toBe('stash')
    expect(entry('UID')).toBe(storage.metadata['uid'])
    expect(entry('Deletion Policy')).toMatch(/^Delete \(/)
    expect(entry('Total Size')).toBe('94.967 KiB')
    expect(section('Health').textContent).toContain('BackendSecretFound')
    expect(entry('Annotations')).toContain('example.com/secret: s3-secret')
    expect(entry('Bucket')).not.toBe('')
    expect(entry('Age')).toMatch(/^6d21h /)
  })

  it('shows its Repositories, with their shares of the size and their retention policies', async () => {
    await show()
    await ready()
    const [first] = cellsOf('Repositories')
    expect(first?.slice(0, 3)).toEqual(['mgrs-full', 'Ready', 'Intact'])
    expect(first?.[4]).toContain('11.983 KiB')
    expect(first?.[4]).toContain('13% of total')
    expect(first?.slice(5, 9)).toEqual(['10', 'demo', 'MongoDB demo/mgrs', 'stash/keep-1mo'])
    expect(section('Repositories').textContent).toContain('repository is locked by another process')
    expect(page.getByRole('link', { name: 'mgrs-full', exact: true }).element()).toHaveAttribute(
      'href',
      '#/Repository/demo/mgrs-full',
    )
  })

  it('shows a row for each session, and its Secret without values', async () => {
    await show()
    await ready()
    const rows = cellsOf('BackupConfigurations').map((cells) => [cells[0], cells[4], cells[3], cells[5], cells[2]])
    expect(rows).toEqual([
      ['mgrs', '*/15 * * * *', 'full', 'demo/mgrs-full', 'No'],
      ['mgrs', '0 3 * * *', 'manifest', 'demo/mgrs-manifest', 'No'],
      ['mongodb', '30 2 * * *', 'daily', 'demo/mongodb', 'Yes'],
    ])
    const [secret] = cellsOf('Secrets')
    expect(secret?.slice(0, 3)).toEqual(['s3-secret', 'stash', 'team: platform'])
    expect(secret?.slice(4, 6)).toEqual(['Opaque', '2'])
  })

  it('has a search for ten rows or more, which moves nothing when it appears', async () => {
    const { client, tell } = cluster([storage, ...related, ...more.slice(0, 6)])
    await show({ client })
    await until(() => expect(section('Repositories').textContent).toContain('of 9 items'))
    expect(page.getByRole('searchbox').query()).toBeNull()
    const area = section('Repositories').querySelector('.bsf-table-area')
    const before = area?.getBoundingClientRect().top
    tell('Repository', { type: 'changed', object: more[6] as Manifest })
    await expect.element(page.getByRole('searchbox', { name: 'Search Repositories' })).toBeVisible()
    expect(area?.getBoundingClientRect().top).toBe(before)
    expect(page.getByRole('searchbox').elements()).toHaveLength(1)
  })

  it('searches and sorts each table separately', async () => {
    await show({ client: cluster([storage, ...related, ...more]).client })
    await ready()
    await page.getByRole('searchbox', { name: 'Search Repositories' }).fill('damaged')
    await until(() => expect(cellsOf('Repositories').map(([name]) => name)).toEqual(['mgrs-manifest']))
    expect(cellsOf('BackupConfigurations')).toHaveLength(3)
    await page.getByRole('searchbox', { name: 'Search Repositories' }).fill('')
    const size = section('Repositories').querySelectorAll<HTMLElement>('.bsf-sort')[4]
    if (size) await userEvent.click(size)
    await until(() => expect(firstOf('Repositories')).toEqual(['mgrs-full', 'mgrs-manifest', 'mongodb']))
    if (size) await userEvent.click(size)
    await until(() => expect(firstOf('Repositories')).toEqual(['mongodb', 'mgrs-manifest', 'mgrs-full']))
  })

  it('is available in German', async () => {
    await show({ client: cluster([wipeOut, ...related]).client, messages: german })
    await expect.element(text('Löschrichtlinie')).toBeVisible()
    await button('Löschen').click()
    await expect
      .element(page.getByRole('dialog').getByRole('button', { name: 'Mit allen Backups löschen' }))
      .toBeVisible()
  })

  it('shows empty tables for an unused storage without a Secret', async () => {
    const { spec } = storage as { spec?: { storage?: object } }
    const bare = changed({ spec: { ...spec, storage: { provider: 's3', s3: { bucket: 'b' } } } as never })
    await show({ client: cluster([bare]).client })
    await expect.element(text(/^No Repositories yet/)).toBeVisible()
    await expect.element(text(/^No BackupConfiguration uses/)).toBeVisible()
    await expect.element(text('This storage uses no Secret.')).toBeVisible()
  })
})

describe('health', () => {
  const fact = (title: string): string =>
    [...section('Health').querySelectorAll('.bsf-facts > div')].find(
      (one) => one.querySelector('dt')?.textContent === title,
    )?.lastElementChild?.textContent ?? ''

  it('comes first: damaged and failing Repositories, the last backup, and paused BackupConfigurations', async () => {
    await show()
    await ready()
    expect(document.querySelector('.bsf-section')).toBe(section('Health'))
    await until(() => expect(fact('Last Successful Backup')).toMatch(/^7m\d+s ago demo\/mgrs-manifest$/))
    expect(fact('Repositories')).toContain('1 of 3 damaged demo/mgrs-manifest')
    expect(fact('Repositories')).toContain('1 of 3 not ready demo/mgrs-manifest')
    expect(fact('BackupConfigurations')).toContain('1 of 2 paused demo/mongodb')
    const link = [...section('Health').querySelectorAll('a')].find(({ textContent }) => textContent === 'demo/mongodb')
    expect(link).toHaveAttribute('href', '#/BackupConfiguration/demo/mongodb')
  })

  it('says that there are no problems, that there is nothing yet, or that it is unknown', async () => {
    const sound = related.filter(({ metadata }) => metadata.name === 'mgrs-full' || metadata.name === 'mgrs')
    await show({ client: cluster([storage, ...sound]).client })
    await until(() => expect(fact('Repositories')).toBe('1, no problems'.padStart(15)))
    expect(fact('BackupConfigurations').trim()).toBe('1, no problems')
    await show({ client: cluster([storage]).client, name: 'default' })
    const { client, forbidden } = cluster()
    for (const where of ['Repository ', 'Repository stash']) forbidden.set(where, refused(403, 'Not allowed (403).'))
    await show({ client })
    await until(() => expect(document.body.textContent).toContain('None yet'))
    await until(() => expect(document.body.textContent).toContain('RepositoriesUnknown'))
  })

  const withoutSecret = changed({
    status: {
      phase: 'NotReady',
      conditions: [
        { type: 'BackendInitialized', status: 'True', message: 'initialized' },
        { type: 'BackendSecretFound', status: 'False', message: 'secrets "s3-secret" not found' },
      ],
    },
  })

  it('offers to edit the credentials if the Secret is missing, below the reason, which comes first', async () => {
    const onEdit = vi.fn()
    await show({ client: cluster([withoutSecret]).client, onEdit })
    await button('Edit credentials').click()
    expect(onEdit).toHaveBeenCalledExactlyOnceWith(withoutSecret)
    const conditions = page.getByRole('list', { name: 'Conditions' }).element()
    expect(conditions.firstElementChild?.textContent).toContain('secrets "s3-secret" not found')
    expect(document.querySelectorAll('.bsf-button--primary')).toHaveLength(1)
  })

  it('offers no credentials to users who may not edit, nor for other problems', async () => {
    const permission: Client['permission'] = (verb) => Promise.resolve({ allowed: verb !== 'update', reason: '' })
    await show({ client: cluster([withoutSecret], { permission }).client, onEdit: () => undefined })
    await expect.element(button('Edit')).toHaveAttribute('aria-disabled', 'true')
    expect(button('Edit credentials').query()).toBeNull()
    const conditions = [{ type: 'BackendInitialized', status: 'False', message: 'no such bucket' }]
    const { client } = cluster([changed({ status: { phase: 'NotReady', conditions } })])
    await show({ client, onEdit: () => undefined })
    await expect.element(text('no such bucket')).toBeVisible()
    expect(button('Edit credentials').query()).toBeNull()
  })
})

describe('header', () => {
  it('has the name once and the status once, before and after loading, at the level that the host needs', async () => {
    const { client } = cluster()
    let answer = (): void => undefined
    const answered = new Promise<void>((resolve) => (answer = resolve))
    async function* watch(options: CollectionOptions = {}): AsyncGenerator<WatchEvent> {
      await answered
      if (client.watch) yield* client.watch(options)
    }
    await show({ client: { ...client, watch }, headingLevel: 1 })
    const heading = page.getByRole('heading', { level: 1, name: 'stash/default', exact: true })
    const before = heading.element()
    answer()
    await ready()
    expect(heading.element()).toBe(before)
    expect(header()).toMatch(/^stash\/defaultReady/)
    const names = [...document.querySelectorAll('.bsf-detail dd')].map(({ textContent }) => textContent)
    expect(names).not.toContain('default')
    expect(document.querySelector('.bsf-entries')?.textContent).not.toContain('Ready')
    expect(document.querySelector('.bsf-section h2')?.textContent).toBe('Health')
  })
})

describe('tables', () => {
  it.each([1280, 1440, 768])(
    'show the Status of each row at %i px, and a shadow where there is more',
    async (width) => {
      await page.viewport(width, 900)
      await show()
      await ready()
      for (const title of ['Repositories', 'BackupConfigurations']) {
        const grid = section(title).querySelector<HTMLElement>('[role=grid]')
        const frame = grid?.parentElement
        if (!grid || !frame) throw new Error(`There is no grid ${title}.`)
        const edge = grid.getBoundingClientRect().right
        for (const badge of grid.querySelectorAll('[role=gridcell] .bsf-badge')) {
          expect(badge.getBoundingClientRect().right, `${title} ${badge.textContent}`).toBeLessThanOrEqual(edge)
        }
        const isWide = grid.scrollWidth > grid.clientWidth
        expect(frame.dataset['more']).toBe(isWide ? 'end' : '')
        expect(getComputedStyle(frame, '::after').content).toBe(isWide ? '""' : 'none')
        const name = grid.querySelector('[role=rowheader]')
        const { left } = name?.getBoundingClientRect() ?? new DOMRect()
        grid.scrollLeft = 10_000
        await until(() => expect(frame.dataset['more']).toBe(isWide ? 'start' : ''))
        expect(name?.getBoundingClientRect().left).toBe(left)
        grid.scrollLeft = 0
      }
      await page.viewport(1280, 900)
    },
  )

  it('keep a focused cell clear of the pinned name', async () => {
    await page.viewport(1280, 900)
    await show()
    await ready()
    const grid = section('BackupConfigurations').querySelector<HTMLElement>('[role=grid]')
    grid?.querySelector<HTMLElement>('[role=rowheader] a')?.focus()
    await userEvent.keyboard('{End}')
    for (let index = 0; index < 8; index++) await userEvent.keyboard('{ArrowLeft}')
    const name = grid?.querySelector('[role=rowheader]')?.getBoundingClientRect()
    const cell = document.activeElement?.closest('[role=gridcell]')?.getBoundingClientRect()
    expect(cell?.left).toBeGreaterThanOrEqual((name?.right ?? Infinity) - 1)
  })

  it('shorten a long reason of a Status to its start, with a button that the keyboard reaches for the rest', async () => {
    const message = 'failed to initialize repository: deployments.apps "wordpress" not found'
    const failing = related.map((one) =>
      one.kind === 'Repository' && one.metadata.name === 'mongodb'
        ? { ...one, status: { phase: 'NotReady', conditions: [{ status: 'False', message }] } }
        : one,
    ) as Manifest[]
    await show({ client: cluster([storage, ...failing]).client })
    await ready()
    const cell = [...section('Repositories').querySelectorAll<HTMLElement>('[aria-colindex="2"]')].find((one) =>
      one.textContent?.includes('failed'),
    )
    const why = cell?.querySelector<HTMLElement>('.bsf-state-why')
    // Two lines of the reason, and the button.
    const short = why?.offsetHeight ?? Infinity
    expect(short).toBeLessThan(65)
    // Screen readers get all of it.
    expect(why?.textContent).toContain(message)
    cell?.parentElement?.querySelector<HTMLElement>('[role=rowheader] a')?.focus()
    await userEvent.keyboard('{ArrowRight}')
    expect(document.activeElement).toHaveTextContent('More…')
    expect(document.activeElement).toHaveAttribute('aria-expanded', 'false')
    await userEvent.keyboard('{Enter}')
    expect(document.activeElement).toHaveTextContent('Less…')
    expect(why?.querySelector('.bsf-visually-hidden')).toBeNull()
    expect(why?.offsetHeight).toBeGreaterThan(short)
  })

  it('shorten long texts to one line, with the whole text as a title', async () => {
    const name = `a-${'very-'.repeat(30)}long-name`
    const long = related.map((one) =>
      one.metadata.name === 'mongodb' ? { ...one, metadata: { ...one.metadata, name } } : one,
    ) as Manifest[]
    await show({ client: cluster([storage, ...long]).client })
    await ready()
    const cell = section('Repositories').querySelector<HTMLElement>(`[title="${name}"]`)
    expect(cell?.offsetHeight).toBeLessThan(30)
  })
})

describe('the manifest', () => {
  it('can be read and copied without editing, without the records of writers', async () => {
    const writers = [{ manager: 'kubectl', operation: 'Update' }]
    const annotations = { 'kubectl.kubernetes.io/last-applied-configuration': '{}', team: 'platform' }
    const live = changed({ metadata: { ...storage.metadata, managedFields: writers, annotations } })
    await show({ client: cluster([live]).client })
    await expect.element(button('Show manifest')).toHaveAttribute('aria-expanded', 'false')
    expect(document.querySelector('.bsf-manifest')).toBeNull()
    await button('Show manifest').click()
    const region = page.getByRole('group', { name: 'Manifest', exact: true })
    await expect.element(region).toHaveTextContent(/^apiVersion: storage\.kubestash\.com\/v1alpha1 kind: BackupStorage/)
    await expect.element(region).toHaveTextContent(/phase: Ready/)
    await expect.element(region).not.toHaveTextContent(/managedFields|last-applied/)
    const written: string[] = []
    vi.spyOn(navigator.clipboard, 'writeText').mockImplementation((copied) => {
      written.push(copied)
      return Promise.resolve()
    })
    await button('Copy').click()
    await expect.element(text('Copied.')).toBeVisible()
    expect(written).toEqual([region.element().textContent])
    vi.restoreAllMocks()
  })

  it('masks what looks like a secret', async () => {
    const spec = storage.spec as { storage: { s3: object } }
    const s3 = { ...spec.storage.s3, endpoint: 'https://user:made-up-password@s3.example.com' }
    const live = changed({ spec: { ...spec, storage: { provider: 's3', s3 } } as never })
    await show({ client: cluster([live]).client })
    await button('Show manifest').click()
    await expect.element(page.getByRole('group', { name: 'Manifest', exact: true })).toBeVisible()
    expect(document.querySelector('.bsf-manifest')?.textContent).toContain('@s3.example.com')
    expect(document.querySelector('.bsf-manifest')?.textContent).not.toContain('made-up-password')
  })
})

describe('live updates', () => {
  it('show a changed status, and new Repositories and sessions', async () => {
    const { client, tell } = cluster([storage])
    await show({ client })
    await expect.element(text(/^No Repositories yet/)).toBeVisible()
    const repository = related.find(({ kind }) => kind === 'Repository') as Manifest
    tell('Repository', { type: 'changed', object: repository })
    await until(() => expect(cellsOf('Repositories')).toHaveLength(1))
    const conditions = [{ type: 'BackendInitialized', status: 'False', message: 'no such bucket' }]
    tell('BackupStorage', { type: 'changed', object: changed({ status: { phase: 'NotReady', conditions } }) })
    await expect.element(text('no such bucket')).toBeVisible()
  })

  it('keep the last state of a deleted storage, and say that it was deleted', async () => {
    const { client, tell } = cluster()
    await show({ client, onEdit: () => undefined })
    await ready()
    tell('BackupStorage', { type: 'deleted', object: storage })
    await expect.element(text('BackupStorage stash/default was deleted.')).toBeVisible()
    expect(entry('Total Size')).toBe('94.967 KiB')
    expect(button('Edit').query()).toBeNull()
    expect(button('Delete').query()).toBeNull()
  })

  it('show Deleting instead of the phase while it is being deleted, without Edit and Delete', async () => {
    await show({ client: cluster([leaving, ...related]).client, onEdit: () => undefined })
    await expect.element(text('Deletion of stash/default requested.')).toBeVisible()
    expect(text(/was deleted/).query()).toBeNull()
    expect(header()).toMatch(/^stash\/defaultDeleting/)
    expect(button('Edit').query()).toBeNull()
    expect(button('Delete').query()).toBeNull()
  })

  it('say that it was deleted once it is gone', async () => {
    const { client, tell } = cluster([leaving])
    await show({ client })
    await expect.element(text('Deletion of stash/default requested.')).toBeVisible()
    tell('BackupStorage', { type: 'deleted', object: leaving })
    await expect.element(text('BackupStorage stash/default was deleted.')).toBeVisible()
    expect(text(/requested/).query()).toBeNull()
    expect(header()).toMatch(/^stash\/defaultDeleted/)
  })

  it('show Deleting for Repositories and BackupConfigurations that are being deleted', async () => {
    const all = related.map((one) => deleting(one))
    await show({ client: cluster([storage, ...all]).client })
    await ready()
    expect(cellsOf('Repositories').map((cells) => cells[1])).toEqual(
      Array.from({ length: 3 }, () => expect.stringMatching(/^Deleting/)),
    )
    expect(cellsOf('BackupConfigurations').map((cells) => cells[1])).toEqual(
      Array.from({ length: 3 }, () => expect.stringMatching(/^Deleting/)),
    )
    expect(header()).not.toContain('Deleting')
  })
})

describe('requests', () => {
  it('read only the one storage, by its name', async () => {
    const seen: CollectionOptions[] = []
    const { client } = cluster()
    await show({
      client: {
        ...client,
        watch: (options = {}) => {
          seen.push(options)
          return client.watch?.(options) as AsyncIterable<WatchEvent>
        },
      },
    })
    await ready()
    const own = seen.filter(({ resource }) => resource?.kind === 'BackupStorage')
    expect(own.length).toBeGreaterThan(0)
    for (const options of own) expect(options).toMatchObject({ namespace: 'stash', name: 'default' })
  })

  it('get the storage at intervals if the user may not watch it, and say so', async () => {
    const { client } = cluster()
    async function* watch(options: CollectionOptions = {}): AsyncGenerator<WatchEvent> {
      if (options.resource?.kind === 'BackupStorage') throw refused(403, 'Not allowed to watch (403).')
      if (client.watch) yield* client.watch(options)
    }
    await show({ client: { ...client, watch } })
    await ready()
    await expect.element(text(/^Updated every 15 seconds, as you don't have permission/)).toBeVisible()
    expect(page.getByRole('alert').query()).toBeNull()
    expect(entry('Total Size')).toBe('94.967 KiB')
  })
})

describe('errors', () => {
  it('are shown for a missing storage', async () => {
    await show({ name: 'other' })
    await expect.element(text('BackupStorage stash/other not found.')).toBeVisible()
  })

  it('are not shown while it is loading', async () => {
    const { client, silent } = cluster()
    silent.add('BackupStorage')
    await show({ client })
    await expect.element(text('Loading…').first()).toBeVisible()
  })

  it("are shown in the kind's own table if it isn't installed, next to the other tables", async () => {
    const { client, forbidden } = cluster()
    forbidden.set('BackupConfiguration ', refused(404, 'The API does not serve them (404).'))
    await show({ client })
    await until(() => expect(cellsOf('Repositories')).toHaveLength(3))
    expect(section('BackupConfigurations').textContent).toContain('Not installed in this cluster.')
    // Retention policies are unknown without them.
    expect(cellsOf('Repositories')[0]?.[8]).toBe('Unknown')
    await until(() => expect(cellsOf('Secrets')).toHaveLength(1))
  })

  it('limit a kind to its own namespace if other namespaces are forbidden', async () => {
    const own = related.map((one) => ({ ...one, metadata: { ...one.metadata, namespace: 'stash' } }) as Manifest)
    const { client, forbidden } = cluster([storage, ...related, ...own])
    forbidden.set('Repository ', refused(403, 'Not in all namespaces (403).'))
    await show({ client })
    await until(() => expect(cellsOf('Repositories')).toHaveLength(3))
    expect(new Set(cellsOf('Repositories').map((cells) => cells[6]))).toEqual(new Set(['stash']))
    expect(section('Repositories').textContent).toContain('Only namespace stash is shown')
  })

  it('are shown if a kind is forbidden in its own namespace, too', async () => {
    const { client, forbidden } = cluster()
    for (const where of ['Repository ', 'Repository stash']) forbidden.set(where, refused(403, 'Not allowed (403).'))
    await show({ client })
    await until(() => expect(section('Repositories').textContent).toContain("You don't have permission to view this."))
    await until(() => expect(cellsOf('BackupConfigurations')).toHaveLength(3))
  })

  it('are shown for a missing Secret, which can be reloaded', async () => {
    let isThere = false
    const whole = cluster()
    const { client } = cluster(undefined, {
      secret: (namespace, name) =>
        isThere && whole.client.secret
          ? whole.client.secret(namespace, name)
          : Promise.reject(refused(404, 'Secret stash/s3-secret does not exist (404).')),
    })
    await show({ client })
    await expect.element(text('Secret s3-secret not found.')).toBeVisible()
    isThere = true
    await button('Try again').click()
    await until(() => expect(cellsOf('Secrets')).toHaveLength(1))
  })

  it('are shown for a lost connection, next to the last data', async () => {
    const { client, tell } = cluster()
    await show({ client })
    await ready()
    tell('Repository', { type: 'interrupted', error: new Error('No answer.'), retryIn: 9000 })
    await until(() => expect(section('Repositories').textContent).toContain('The data may be out of date.'))
    expect(cellsOf('Repositories')).toHaveLength(3)
  })
})

describe('deletion', () => {
  it('lists the objects to remove and to keep before anything is deleted', async () => {
    const { client, asked } = cluster()
    const onDeleted = vi.fn()
    await show({ client, onDeleted })
    await ready()
    await button('Delete').click()
    const dialog = page.getByRole('dialog', { name: 'Delete BackupStorage stash/default?' })
    await expect.element(dialog).toHaveTextContent('3 Repositories and their Snapshot objects')
    await expect.element(dialog).toHaveTextContent('The backups (94.967 KiB).')
    await expect.element(dialog).toHaveTextContent('Secret s3-secret')
    await expect
      .element(dialog)
      .toHaveTextContent('2 BackupConfigurations: demo/mgrs, demo/mongodb. Their backups will fail.')
    await expect.element(dialog.getByLabelText('Type default to confirm')).toHaveFocus()
    await userEvent.keyboard('{Escape}')
    expect(asked).toEqual([])
    expect(document.activeElement).toHaveTextContent('Delete')

    await button('Delete').click()
    await confirm()
    await until(() => expect(onDeleted).toHaveBeenCalledOnce())
    // Exactly the displayed version of the object.
    expect(asked).toMatchObject([
      { reference: { name: 'default' }, preconditions: { uid: storage.metadata['uid'], resourceVersion: '4711' } },
    ])
  })

  it('asks for the name of a storage in use, but not of one that nothing refers to', async () => {
    const { client, asked } = cluster()
    await show({ client })
    await ready()
    await button('Delete').click()
    const dialog = page.getByRole('dialog')
    const confirmation = dialog.getByRole('button', { name: 'Delete' })
    const color = (): string => getComputedStyle(confirmation.element()).backgroundColor
    const disabled = color()
    await expect.element(confirmation).toHaveAttribute('aria-disabled', 'true')
    await expect.element(confirmation).toHaveAccessibleDescription('Type default to confirm')
    await confirmation.click({ force: true })
    await expect.element(dialog.getByText("This doesn't match default.", { exact: false })).toBeVisible()
    expect(asked).toEqual([])
    await dialog.getByLabelText('Type default to confirm').fill('default')
    await expect.element(confirmation).toHaveAttribute('aria-disabled', 'false')
    await expect.element(confirmation).not.toHaveAccessibleDescription()
    expect(color()).not.toBe(disabled)
    const consequence = dialog.getByText('Their backups will fail.').element()
    const danger = document.createElement('span')
    danger.style.color = 'var(--bsf-error)'
    consequence.append(danger)
    expect(getComputedStyle(consequence).color).toBe(getComputedStyle(danger).color)
    await userEvent.keyboard('{Escape}')

    const onDeleted = vi.fn()
    await show({ client: cluster([storage]).client, onDeleted })
    await until(() => expect(document.body.textContent).toContain('No BackupConfiguration uses this storage yet.'))
    await button('Delete').last().click()
    await until(() => expect(document.activeElement).toHaveTextContent('Cancel'))
    expect(page.getByLabelText('Type default to confirm').query()).toBeNull()
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
    await until(() => expect(onDeleted).toHaveBeenCalledOnce())
  })

  it('requires the typed name if the backups are deleted, too', async () => {
    const { client, asked } = cluster([wipeOut, ...related])
    const onDeleted = vi.fn()
    await show({ client, onDeleted })
    await ready()
    await button('Delete').click()
    const dialog = page.getByRole('dialog')
    await expect.element(dialog).toHaveTextContent('All backups in it (94.967 KiB), permanently')
    const field = dialog.getByLabelText('Type default to confirm')
    await field.fill('Default')
    const confirmation = dialog.getByRole('button', { name: 'Delete and erase backups', exact: true })
    await expect.element(confirmation).toHaveAttribute('aria-disabled', 'true')
    await confirmation.click({ force: true })
    await expect.element(dialog.getByText("This doesn't match default.", { exact: false })).toBeVisible()
    expect(document.activeElement).toBe(field.element())
    expect(field.element()).toHaveAttribute('aria-invalid', 'true')
    expect(asked).toEqual([])
    await field.fill('default')
    await userEvent.keyboard('{Enter}')
    await until(() => expect(onDeleted).toHaveBeenCalledOnce())
  })

  it('asks again if the policy becomes WipeOut while the dialog is open', async () => {
    const { client, tell, asked } = cluster()
    await show({ client })
    await ready()
    await button('Delete').click()
    await expect.element(page.getByRole('dialog')).toBeVisible()
    tell('BackupStorage', { type: 'changed', object: wipeOut })
    const dialog = page.getByRole('dialog')
    await expect.element(dialog.getByLabelText('Type default to confirm')).toBeVisible()
    await dialog.getByRole('button', { name: 'Delete and erase backups' }).click({ force: true })
    expect(asked).toEqual([])
  })

  it('stays open with the error if the cluster rejects it, and can be retried', async () => {
    let tries = 0
    const { client } = cluster(undefined, {
      delete: () => (++tries === 1 ? Promise.reject(refused(503, 'The API server failed (503).')) : Promise.resolve()),
    })
    const onDeleted = vi.fn()
    await show({ client, onDeleted })
    await ready()
    await button('Delete').click()
    const dialog = page.getByRole('dialog')
    await confirm()
    await expect
      .element(dialog.getByRole('alert'))
      .toHaveTextContent(
        'Could not verify whether the storage was deleted. The API server failed (503). Delete it again; nothing is deleted twice.',
      )
    await dialog.getByRole('button', { name: 'Delete' }).click()
    await until(() => expect(onDeleted).toHaveBeenCalledOnce())
    expect(tries).toBe(2)
  })

  it('asks for another look if the storage changed after the question', async () => {
    const { client } = cluster(undefined, {
      delete: () =>
        Promise.reject(
          Object.assign(refused(409, 'It was changed (409). Reload it, then make your change again.'), {
            summary: 'It was changed (409).',
          }),
        ),
    })
    await show({ client })
    await ready()
    await button('Delete').click()
    const dialog = page.getByRole('dialog')
    await confirm()
    await expect
      .element(dialog.getByRole('alert'))
      .toHaveTextContent(
        'The storage was not deleted. It has changed in the meantime. Check the lists above, then delete it again.',
      )
    expect(dialog.getByText(/Reload/).query()).toBeNull()
  })

  it('is done if the storage no longer exists, but not if its kind is no longer served', async () => {
    let reason = 'NotServed'
    const { client } = cluster(undefined, {
      delete: () => Promise.reject(Object.assign(refused(404, 'The API does not serve it (404).'), { reason })),
    })
    const onDeleted = vi.fn()
    await show({ client, onDeleted })
    await ready()
    await button('Delete').click()
    await confirm()
    await expect.element(text(/^The storage was not deleted/)).toBeInTheDocument()
    expect(onDeleted).not.toHaveBeenCalled()
    reason = 'NotFound'
    await confirm()
    await until(() => expect(onDeleted).toHaveBeenCalledOnce())
  })

  it('closes its question when someone else deletes the storage, and keeps the focus on the page', async () => {
    const { client, tell, asked } = cluster()
    await show({ client })
    await ready()
    await button('Delete').click()
    await expect.element(page.getByRole('dialog')).toBeVisible()
    tell('BackupStorage', { type: 'changed', object: leaving })
    await until(() => expect(page.getByRole('dialog').query()).toBeNull())
    await expect.element(page.getByRole('heading', { name: 'stash/default', exact: true })).toHaveFocus()
    expect(asked).toEqual([])
  })

  it('reports success even if the storage disappears before the response', async () => {
    let answer = (): void => undefined
    const { client, tell } = cluster(undefined, { delete: () => new Promise<void>((resolve) => (answer = resolve)) })
    const onDeleted = vi.fn()
    await show({ client, onDeleted })
    await ready()
    await button('Delete').click()
    await confirm()
    await expect.element(page.getByRole('button', { name: 'Deleting…' })).toBeVisible()
    tell('BackupStorage', { type: 'deleted', object: storage })
    await expect.element(text(/was deleted\./)).toBeInTheDocument()
    answer()
    await until(() => expect(onDeleted).toHaveBeenCalledOnce())
  })

  it('is disabled with an explanation for users without permission', async () => {
    const { client } = cluster(undefined, {
      permission: (verb) => Promise.resolve({ allowed: verb !== 'delete' && verb !== 'update', reason: '' }),
    })
    await show({ client, onEdit: () => undefined })
    await ready()
    await expect.element(button('Delete')).toHaveAttribute('aria-disabled', 'true')
    await expect.element(button('Edit')).toHaveAccessibleDescription(/don't have permission to edit/)
    await button('Delete').click({ force: true })
    expect(page.getByRole('dialog').query()).toBeNull()
  })
})

describe('navigation', () => {
  it('has links for Edit and Duplicate if the host has pages for them', async () => {
    const onEdit = vi.fn()
    await show({ editHref: '#/edit', onEdit, duplicateHref: '#/copy' })
    await ready()
    await page.getByRole('link', { name: 'Edit' }).click()
    expect(onEdit).toHaveBeenCalledWith(storage)
    await expect.element(page.getByRole('link', { name: 'Duplicate' })).toHaveAttribute('href', '#/copy')
  })

  it('shows plain text for names without a page', async () => {
    await show({ hrefFor: ({ kind }) => (kind === 'RetentionPolicy' ? '#/r' : undefined) })
    await ready()
    expect([...document.querySelectorAll('a')].map(({ textContent }) => textContent)).toContain('stash/keep-1mo')
    expect(page.getByRole('link', { name: 'mgrs-full', exact: true }).query()).toBeNull()
  })
})

describe('accessibility', () => {
  it.each(['light', 'dark'])('passes axe in %s mode, with the open dialog and with errors', async (theme) => {
    document.documentElement.dataset['theme'] = theme
    document.body.style.background = 'Canvas'
    const { client, forbidden } = cluster([wipeOut, ...related])
    forbidden.set('BackupConfiguration ', refused(404, 'The API does not serve them (404).'))
    await show({ client, onEdit: () => undefined })
    await until(() => expect(cellsOf('Repositories')).toHaveLength(3))
    const rules = { 'page-has-heading-one': { enabled: false }, 'heading-order': { enabled: false } }
    expect((await axe.run(document.body, { rules })).violations).toEqual([])
    await button('Delete').click()
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click({ force: true })
    expect((await axe.run(document.body, { rules })).violations).toEqual([])
    delete document.documentElement.dataset['theme']
    document.body.style.background = ''
  })

  it('fits into 400 pixels', async () => {
    await page.viewport(400, 800)
    await show({ onEdit: () => undefined, onDuplicate: () => undefined })
    await ready()
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(400)
    await page.viewport(1280, 900)
  })
})
