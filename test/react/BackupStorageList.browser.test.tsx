import 'backupstorage-forms/styles.css'
import type { BackupStorageListProps } from 'backupstorage-forms'
import { BackupStorageList } from 'backupstorage-forms'
import type { Manifest } from 'backupstorage-forms/core'
import type { BackupStorageClient, CollectionOptions, WatchEvent } from 'backupstorage-forms/cluster'
import axe from 'axe-core'
import type { ReactElement } from 'react'
import { StrictMode, useState } from 'react'
import { renderToString } from 'react-dom/server'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { defaultPageMessages as words } from '../../src/react/pageMessages.ts'
import { waitFor } from '../waitFor.ts'

interface Storage {
  name: string
  namespace?: string
  provider?: string
  size?: string
  repositories?: number
  phase?: string
  problem?: string
  /** Its age in seconds. */
  age?: number
}

function storage({ name, namespace = 'demo', provider = 's3', phase = 'Ready', age = 60, ...rest }: Storage): Manifest {
  return {
    apiVersion: 'storage.kubestash.com/v1alpha1',
    kind: 'BackupStorage',
    metadata: { namespace, name, creationTimestamp: new Date(Date.now() - age * 1000).toISOString() },
    spec: { storage: { provider } },
    status: {
      ...(phase === '' ? {} : { phase }),
      ...(rest.size === undefined ? {} : { totalSize: rest.size }),
      repositories: Array.from({ length: rest.repositories ?? 0 }, (_, index) => ({ name: `r${index}` })),
      conditions:
        rest.problem === undefined ? [] : [{ type: 'BackendInitialized', status: 'False', message: rest.problem }],
    },
  }
}

const three = [
  { name: 's3-10', size: '2 MiB', repositories: 2, age: 90 },
  { name: 's3-9', namespace: 'production', size: '900 KiB', repositories: 10, age: 3 * 3600 },
  { name: 'azure-1', provider: 'azure', size: '1 GiB', phase: 'NotReady', problem: 'no such host', age: 6 * 86_400 },
].map(storage)

const many = (count: number): Manifest[] =>
  Array.from({ length: count }, (_, index) => storage({ name: `storage-${index}`, age: index }))

function namespace(name: string, metadata: object = {}): Manifest {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, ...metadata } }
}

type Client = BackupStorageListProps['client']

/** Returns a cluster controlled by the test, with the given list or one that arrives later. */
function cluster(objects: readonly Manifest[] | undefined, options: Partial<BackupStorageClient> = {}) {
  const waiting: (WatchEvent | { failure: unknown })[] = objects
    ? [{ type: 'listed', objects: [...objects], isFirst: true, isLast: true }]
    : []
  const ofNamespaces: typeof waiting = [
    { type: 'listed', objects: ['demo', 'production'].map((name) => namespace(name)), isFirst: true, isLast: true },
  ]
  const wake = new Set<() => void>()
  let watches = 0
  let failure: { failure: unknown } | undefined
  const tell = (queue: typeof waiting, events: typeof waiting): void => {
    queue.push(...events)
    for (const one of wake) one()
  }
  const say = (...events: typeof waiting): void => tell(waiting, events)
  async function* follow(queue: typeof waiting, signal: AbortSignal | undefined): AsyncGenerator<WatchEvent> {
    while (signal?.aborted !== true) {
      const next = queue.shift()
      if (next === undefined) await new Promise<void>((resolve) => void wake.add(resolve))
      else if ('failure' in next) {
        failure = next
        throw next.failure
      } else yield next
    }
  }
  const client: BackupStorageListProps['client'] = {
    list: async () => {
      if (failure) throw failure.failure
      return [...(objects ?? [])]
    },
    watch: ({ resource, signal } = {}) => {
      if (resource?.kind === 'Namespace') return follow(ofNamespaces, signal)
      watches++
      return follow(waiting, signal)
    },
    namespaces: () => Promise.resolve(['demo', 'production']),
    ...options,
  }
  return {
    client,
    say,
    sayNamespaces: (...events: typeof waiting) => tell(ofNamespaces, events),
    change: (one: Storage) => say({ type: 'changed', object: storage(one) }),
    remove: (name: string) => say({ type: 'deleted', object: storage({ name }) }),
    watches: () => watches,
  }
}

const hrefFor: BackupStorageListProps['hrefFor'] = ({ namespace, name }) => `#/${namespace}/${name}`

async function show(props: BackupStorageListProps): Promise<void> {
  await render(
    <StrictMode>
      <main>
        <BackupStorageList hrefFor={hrefFor} {...props} />
      </main>
    </StrictMode>,
  )
}

const search = () => page.getByRole('searchbox', { name: 'Search BackupStorage' })
const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' })
const text = (content: string | RegExp) => page.getByText(content)
const count = () => document.querySelector('.bsf-table-count')?.textContent ?? ''
const said = () => document.querySelector('[role=status]')?.textContent ?? ''
const grid = (): HTMLElement => {
  const found = document.querySelector<HTMLElement>('[role=grid]')
  if (!found) throw new Error('There is no grid.')
  return found
}
const rows = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('.bsf-grid-body > [role=row]')]
const names = (): string[] =>
  rows().map((row) => row.querySelector('[role=rowheader] .bsf-object-link')?.textContent ?? '')
const cells = (row: Element | undefined): string[] =>
  [...(row?.querySelectorAll('[role=rowheader], [role=gridcell]') ?? [])].map(({ textContent }) => textContent)
const titleOf = (name: string) => page.getByRole('columnheader', { name, exact: true })
const link = (name: string) => page.getByRole('link', { name, exact: true })

async function findRows(...expected: string[]): Promise<void> {
  await waitFor(() => expect(names()).toEqual(expected))
}
/** Waits until batched changes are reported and rendered. */
const settle = () => new Promise((resolve) => setTimeout(resolve, 150))

/** Returns the focused cell as `row,column`; the header row is -1. */
function place(): string {
  const cell = document.activeElement?.closest('[aria-colindex]')
  const row = cell?.closest('[aria-rowindex]')
  return cell && row ? `${Number(row.ariaRowIndex) - 2},${Number(cell.ariaColIndex) - 1}` : 'elsewhere'
}

/** Returns the top and bottom edge of the area for rows, which the header and the footer leave free. */
function area(): { from: number; to: number } {
  const from = document.querySelector('.bsf-grid-header')?.getBoundingClientRect().bottom ?? 0
  const to = document.querySelector('.bsf-table-foot')?.getBoundingClientRect().top ?? 0
  return { from, to: to + 1 }
}
/** Scrolls the page so that this many pixels of the rows are above the header. */
function scrollRows(pixels: number): void {
  const body = document.querySelector('.bsf-grid-body')?.getBoundingClientRect().top ?? 0
  const header = document.querySelector<HTMLElement>('.bsf-grid-header')?.offsetHeight ?? 0
  scrollTo(0, scrollY + body - header + pixels)
}

/** Moves the pointer away from everything. */
async function away(): Promise<void> {
  await userEvent.hover(search())
}

beforeEach(async () => {
  scrollTo(0, 0)
  await page.viewport(1280, 900)
})
afterEach(() => {
  document.documentElement.removeAttribute('style')
  document.documentElement.removeAttribute('dir')
})

describe('list', () => {
  it("has a storage's columns, with a link to it and the reason why it isn't ready", async () => {
    await show({ client: cluster(three).client })
    await findRows('azure-1', 's3-9', 's3-10')
    const titles = ['Name', 'Namespace', 'Provider', 'Size', 'Repositories', 'Status', 'Age']
    expect([...document.querySelectorAll('[role=columnheader]')].map((title) => title.textContent)).toEqual(titles)
    await expect
      .element(button('No. of Connected Repositories'))
      .toHaveAttribute('title', 'No. of Connected Repositories')
    expect(rows().map(cells)).toEqual([
      ['azure-1', 'demo', 'azure', '1 GiB', '0', 'NotReadyno such host', '6d'],
      ['s3-9', 'production', 's3', '900 KiB', '10', 'Ready', '3h'],
      ['s3-10', 'demo', 's3', '2 MiB', '2', 'Ready', expect.stringMatching(/^1m3\ds$/)],
    ])
    await expect.element(link('azure-1')).toHaveAttribute('href', '#/demo/azure-1')
    expect(count()).toBe('Showing 1 to 3 of 3 items')
  })

  it('shows a dash for unknown values, and pending for a missing status', async () => {
    const bare = { apiVersion: 'v1', kind: 'BackupStorage', metadata: { namespace: 'demo', name: 'bare' } }
    await show({ client: cluster([bare]).client })
    await findRows('bare')
    expect(cells(rows()[0])).toEqual(['bare', 'demo', '–', '–', '0', 'Pending', '–'])
  })

  it('updates ages', async () => {
    await show({ client: cluster([storage({ name: 'new', age: 3 })]).client })
    await waitFor(() => expect(cells(rows()[0]).at(-1)).toBe('3s'))
    await waitFor(() => expect(cells(rows()[0]).at(-1)).toBe('5s'))
  })

  it('renders on a server, without styles', () => {
    const html = renderToString(<BackupStorageList client={cluster(three).client} hrefFor={hrefFor} />)
    expect(html).toContain('Loading…')
    expect(html).not.toContain('style=')
  })
})

describe('layout', () => {
  it.each([1280, 1024, 768])('fits all columns at %i px, with whole titles and numbers at the end', async (width) => {
    await page.viewport(width, 900)
    const large = three.map((one) => ({ ...one, status: { ...(one['status'] as object), totalSize: '1023.999 GiB' } }))
    // A wide font.
    document.documentElement.style.fontFamily = 'Verdana, "DejaVu Sans", sans-serif'
    await show({ client: cluster(large).client })
    await findRows('azure-1', 's3-9', 's3-10')
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width)
    const edge = grid().getBoundingClientRect().right
    const titles = [...document.querySelectorAll<HTMLElement>('[role=columnheader]')]
    for (const title of titles) {
      expect(title.getBoundingClientRect().right).toBeLessThanOrEqual(edge + 1)
      expect(title.offsetHeight).toBeLessThan(50)
      const shown = title.querySelector('span') as HTMLElement
      const content = document.createRange()
      content.selectNodeContents(shown)
      // A title that is cut by a part of a pixel ends in an ellipsis too.
      expect(content.getBoundingClientRect().width, title.textContent).toBeLessThanOrEqual(
        shown.getBoundingClientRect().width,
      )
    }
    const numbers = [...(rows()[0]?.querySelectorAll<HTMLElement>('[data-number]') ?? [])]
    expect(numbers.map(({ textContent }) => textContent)).toEqual(['1023.999 GiB', '0'])
    for (const cell of numbers) {
      const shown = cell.querySelector('bdi')
      expect(shown?.scrollWidth).toBeLessThanOrEqual(shown?.clientWidth ?? 0)
      expect(getComputedStyle(cell).textAlign).toBe('end')
      expect(getComputedStyle(cell).fontVariantNumeric).toBe('tabular-nums')
    }
  })

  it('lets the page scroll, with the titles and the number of rows in view', async () => {
    await show({ client: cluster(many(200)).client })
    await waitFor(() => expect(count()).toContain('of 200'))
    expect(grid().clientHeight).toBeGreaterThan(200 * 40)
    expect(document.documentElement.scrollHeight).toBeGreaterThan(200 * 40)
    scrollRows(3000)
    await settle()
    expect(document.querySelector('.bsf-grid-header')?.getBoundingClientRect().top).toBe(0)
    expect(document.querySelector('.bsf-table-foot')?.getBoundingClientRect().bottom).toBe(innerHeight)
    expect(rows().length).toBeLessThan(60)
  })

  it('follows the scrolling element of the host if the page itself does not scroll', async () => {
    await render(
      <main style={{ blockSize: 400, overflow: 'auto' }}>
        <div style={{ blockSize: 300 }} />
        <BackupStorageList client={cluster(many(2000)).client} hrefFor={hrefFor} />
      </main>,
    )
    await waitFor(() => expect(count()).toContain('of 2000'))
    const pane = document.querySelector('main')
    pane?.scrollTo(0, 30_000)
    await waitFor(() => expect(count()).toMatch(/^Showing 6\d\d to 6\d\d of 2000 items$/))
    expect(rows().length).toBeLessThan(40)
    const { from, to } = area()
    const seen = rows().filter(
      (row) => row.getBoundingClientRect().top > from && row.getBoundingClientRect().bottom < to,
    )
    expect(seen.length).toBeGreaterThan(3)
  })

  it('shows rows without text while it is loading, and says that it is busy', async () => {
    await show({ client: cluster(undefined).client })
    await expect.element(page.getByRole('group', { name: 'BackupStorage' })).toBeVisible()
    expect(document.querySelector('[aria-busy=true] > .bsf-skeleton')).toBeVisible()
    expect(said()).toBe('Loading…')
  })
})

describe('search', () => {
  it.each([
    ['S3-9', ['s3-9']],
    ['production', ['s3-9']],
    ['azure', ['azure-1']],
    ['gib', ['azure-1']],
    ['10', ['s3-9', 's3-10']],
    ['notready', ['azure-1']],
    ['such host', ['azure-1']],
    ['6d', ['azure-1']],
    ['  demo   s3 ', ['s3-10']],
  ])('finds %s in any column', async (typed, found) => {
    await show({ client: cluster(three).client })
    await search().fill(typed)
    await findRows(...found)
    await waitFor(() => expect(count()).toContain(`of ${found.length} item`))
    expect(count()).toContain('(filtered from 3)')
    await waitFor(() => expect(said()).toBe(found.length === 1 ? '1 item found.' : `${found.length} items found.`))
    await search().fill('')
    await findRows('azure-1', 's3-9', 's3-10')
    await waitFor(() => expect(count()).toBe('Showing 1 to 3 of 3 items'))
    expect(said()).toBe('')
  })

  it('explains an empty result, with a button that clears it and returns the focus', async () => {
    await show({ client: cluster(three).client })
    await search().fill(' nothing like it ')
    await expect.element(text('No matches for “nothing like it”.')).toBeVisible()
    await waitFor(() => expect(said()).toBe('0 items found.'))
    await button('Clear search').click()
    await findRows('azure-1', 's3-9', 's3-10')
    await expect.element(search()).toHaveFocus()
    await expect.element(search()).toHaveValue('')
  })

  it('scrolls back to the first row', async () => {
    await show({ client: cluster(many(500)).client })
    await waitFor(() => expect(count()).toContain('of 500'))
    scrollRows(10_000)
    await waitFor(() => expect(count()).not.toContain('Showing 1 to'))
    await search().fill('storage')
    await waitFor(() => expect(count()).toMatch(/^Showing 1 to \d+ of 500 items \(filtered from 500\)$/))
  })
})

describe('sort', () => {
  it.each([
    ['Name', ['azure-1', 's3-9', 's3-10']],
    ['Namespace', ['azure-1', 's3-10', 's3-9']],
    ['Provider', ['azure-1', 's3-10', 's3-9']],
    ['Size', ['s3-9', 's3-10', 'azure-1']],
    ['No. of Connected Repositories', ['azure-1', 's3-10', 's3-9']],
    ['Status', ['azure-1', 's3-10', 's3-9']],
    ['Age', ['s3-10', 's3-9', 'azure-1']],
  ])('works by %s in both directions', async (title, expected) => {
    await show({ client: cluster(three).client })
    await findRows('azure-1', 's3-9', 's3-10')
    if (title !== 'Name') await button(title).click()
    await findRows(...expected)
    await expect.element(titleOf(title)).toHaveAttribute('aria-sort', 'ascending')
    expect(document.querySelectorAll('[aria-sort]')).toHaveLength(1)
    await button(title).click()
    await expect.element(titleOf(title)).toHaveAttribute('aria-sort', 'descending')
    const values = new Set(expected.map((name) => cells(rows().find((row) => row.textContent.includes(name)))[0]))
    expect(values.size).toBe(3)
    expect(names()[0]).not.toBe(expected[0])
    await button(title).click()
    await findRows(...expected)
  })

  it('can be controlled by the host', async () => {
    const onSortChange = vi.fn()
    await show({ client: cluster(three).client, sort: { column: 'size', descending: true }, onSortChange })
    await findRows('azure-1', 's3-10', 's3-9')
    await button('Age').click()
    expect(onSortChange).toHaveBeenCalledExactlyOnceWith({ column: 'age', descending: false })
    await findRows('azure-1', 's3-10', 's3-9')
  })
})

describe('controlled props', () => {
  function Host({ client }: { client: BackupStorageListProps['client'] }): ReactElement {
    const [typed, setTyped] = useState('')
    const [namespace, setNamespace] = useState('production')
    return (
      <>
        <output>{`${typed}|${namespace}`}</output>
        <BackupStorageList
          client={client}
          hrefFor={({ name }) => `#/${name}`}
          search={typed}
          onSearchChange={setTyped}
          namespace={namespace}
          onNamespaceChange={setNamespace}
          sort={{ column: 'name', descending: true }}
        />
      </>
    )
  }

  it('are shown, and changes are reported to the host', async () => {
    const asked: unknown[] = []
    const client = {
      list: () => Promise.reject(new Error('not asked for')),
      async *watch({ resource, namespace }: CollectionOptions = {}): AsyncGenerator<WatchEvent> {
        if (resource?.kind === 'Namespace') throw Object.assign(new Error('No.'), { status: 403 })
        asked.push(namespace)
        const objects = three.filter((one) => namespace === '' || one.metadata.namespace === namespace)
        yield { type: 'listed', objects, isFirst: true, isLast: true }
        await new Promise(() => undefined)
      },
      namespaces: () => Promise.resolve(['demo', 'production']),
    }
    await render(<Host client={client} />)
    await findRows('s3-9')
    await page.getByLabelText('Select Namespace').selectOptions('demo')
    await findRows('s3-10', 'azure-1')
    await search().fill('azure')
    await findRows('azure-1')
    expect(document.querySelector('output')?.textContent).toBe('azure|demo')
    expect(asked).toEqual(['production', 'demo'])
  })
})

describe('namespaces', () => {
  /** Returns a cluster whose namespaces may neither be watched nor listed. */
  function unlisted(): { client: Client } {
    const no = Object.assign(new Error('No.'), { status: 403 })
    const { client } = cluster(three, { namespaces: () => Promise.reject(no) })
    async function* watch(options?: CollectionOptions): AsyncGenerator<WatchEvent> {
      if (options?.resource?.kind === 'Namespace') throw no
      if (client.watch) yield* client.watch(options)
    }
    return { client: { ...client, watch } }
  }

  it('can be selected, individually or all', async () => {
    const onNamespaceChange = vi.fn()
    await show({ client: cluster(three).client, defaultNamespace: 'gone', onNamespaceChange })
    const field = page.getByLabelText('Select Namespace')
    await waitFor(() =>
      expect([...field.element().querySelectorAll('option')].map(({ textContent }) => textContent)).toEqual([
        'All namespaces',
        'gone (not found)',
        'demo',
        'production',
      ]),
    )
    await expect.element(field).toHaveValue('gone')
    await field.selectOptions('All namespaces')
    expect(onNamespaceChange).toHaveBeenCalledExactlyOnceWith('')
  })

  const options = (): (string | null)[] =>
    [...document.querySelectorAll('.bsf-namespace-filter option')].map(({ textContent }) => textContent)

  it('are followed: new ones can be selected, deleted ones no longer', async () => {
    const { client, sayNamespaces } = cluster(three)
    await show({ client })
    await waitFor(() => expect(options()).toEqual(['All namespaces', 'demo', 'production']))
    sayNamespaces({ type: 'changed', object: namespace('a-new-one') })
    await waitFor(() => expect(options()).toEqual(['All namespaces', 'a-new-one', 'demo', 'production']))
    sayNamespaces({ type: 'changed', object: namespace('demo', { deletionTimestamp: '2026-11-25T00:00:00Z' }) })
    await waitFor(() => expect(options()).toEqual(['All namespaces', 'a-new-one', 'demo (deleting)', 'production']))
    sayNamespaces({ type: 'deleted', object: namespace('demo') })
    await waitFor(() => expect(options()).toEqual(['All namespaces', 'a-new-one', 'production']))
  })

  it('stay selected when they are deleted, and the list says so', async () => {
    const onNamespaceChange = vi.fn()
    const { client, sayNamespaces } = cluster([])
    await show({ client, defaultNamespace: 'demo', onNamespaceChange })
    await expect.element(text('No BackupStorage in namespace demo yet')).toBeVisible()
    sayNamespaces({ type: 'deleted', object: namespace('demo') })
    await expect.element(text('Namespace demo not found')).toBeVisible()
    const field = page.getByLabelText('Select Namespace')
    await expect.element(field).toHaveValue('demo')
    expect(options()).toEqual(['All namespaces', 'demo (not found)', 'production'])
    expect(onNamespaceChange).not.toHaveBeenCalled()
    sayNamespaces({ type: 'changed', object: namespace('demo') })
    await expect.element(text('No BackupStorage in namespace demo yet')).toBeVisible()
    expect(options()).toEqual(['All namespaces', 'demo', 'production'])
  })

  it('are listed at intervals if they may not be watched', async () => {
    const { client, sayNamespaces } = cluster(three)
    sayNamespaces({ failure: Object.assign(new Error('No.'), { status: 403 }) })
    await show({ client })
    await waitFor(() => expect(options()).toEqual(['All namespaces', 'demo', 'production']))
  })

  it("can be typed if they can't be listed", async () => {
    const onNamespaceChange = vi.fn()
    const { client } = unlisted()
    await show({ client, onNamespaceChange })
    const field = page.getByRole('textbox', { name: 'Select Namespace' })
    await field.fill(' production ')
    expect(onNamespaceChange).not.toHaveBeenCalled()
    await userEvent.keyboard('{Enter}')
    await expect.element(field).toHaveValue('production')
    await expect.element(field).toHaveFocus()
    await userEvent.tab()
    expect(onNamespaceChange).toHaveBeenCalledExactlyOnceWith('production')
    await field.fill('other')
    await userEvent.tab()
    expect(onNamespaceChange).toHaveBeenLastCalledWith('other')
  })

  it('are updated in the text field when the host changes them', async () => {
    const { client } = unlisted()
    const screen = await render(<BackupStorageList client={client} namespace="one" />)
    const field = page.getByRole('textbox', { name: 'Select Namespace' })
    await expect.element(field).toHaveValue('one')
    await screen.rerender(<BackupStorageList client={client} namespace="two" />)
    await expect.element(field).toHaveValue('two')
  })
})

describe('visible rows', () => {
  it('are counted while scrolling, without those under the header', async () => {
    await show({ client: cluster(many(300)).client })
    await waitFor(() => expect(count()).toMatch(/^Showing 1 to \d+ of 300 items$/))
    for (const top of [0, 45, 100, 2500, 300 * 46]) {
      scrollRows(top)
      await settle()
      const { from, to } = area()
      const seen = rows()
        .filter((row) => {
          const { top: start, bottom: end } = row.getBoundingClientRect()
          return end > from + 2 && start < to - 2
        })
        .map((row) => Number(row.ariaRowIndex) - 1)
      expect(count()).toBe(`Showing ${seen[0]} to ${seen.at(-1)} of 300 items`)
    }
  })

  it('are the only ones rendered of ten thousand, and a key leads to the last one', async () => {
    await show({ client: cluster(many(10_000)).client })
    await waitFor(() => expect(grid().getAttribute('aria-rowcount')).toBe('10001'))
    expect(rows().length).toBeLessThan(40)
    await search().click()
    await userEvent.keyboard('{ArrowDown}{Control>}{End}{/Control}')
    await waitFor(() => expect(place()).toBe('9999,6'))
    await waitFor(() => expect(count()).toMatch(/^Showing \d+ to 10000 of 10000 items$/))
    expect(rows().length).toBeLessThan(60)
    const focused = document.activeElement?.getBoundingClientRect()
    expect(focused?.bottom).toBeLessThanOrEqual(area().to)
    const indices = rows().map((row) => Number(row.ariaRowIndex))
    expect(indices).toEqual(indices.toSorted((a, b) => a - b))
    await userEvent.keyboard('{Control>}{Home}{/Control}')
    await waitFor(() => expect(place()).toBe('0,0'))
    await waitFor(() => expect(count()).toMatch(/^Showing 1 to/))
  })

  it('align with their headers, even if those are wider than the page', async () => {
    document.documentElement.style.fontSize = '22px'
    await page.viewport(1250, 900)
    await show({ client: cluster(three).client })
    await findRows('azure-1', 's3-9', 's3-10')
    const edges = (row: Element | null | undefined): number[] =>
      [...(row?.children ?? [])].map((cell) => Math.round(cell.getBoundingClientRect().left))
    expect(edges(rows()[0])).toEqual(edges(document.querySelector('.bsf-grid-header > [role=row]')))
  })
})

describe('live updates', () => {
  it('update a row in place', async () => {
    const { client, change } = cluster(three)
    await show({ client })
    await findRows('azure-1', 's3-9', 's3-10')
    const [before] = rows()
    change({ name: 'azure-1', provider: 'azure', size: '2 GiB', repositories: 3 })
    await waitFor(() => expect(cells(rows()[0]).slice(3, 6)).toEqual(['2 GiB', '3', 'Ready']))
    expect(rows()[0]).toBe(before)
  })

  it('add and remove rows immediately while the pointer is elsewhere', async () => {
    const { client, change, remove } = cluster(three)
    await show({ client })
    await findRows('azure-1', 's3-9', 's3-10')
    change({ name: 'b' })
    remove('azure-1')
    await findRows('b', 's3-9', 's3-10')
  })

  it('move no row under the pointer, and appear once it leaves', async () => {
    const { client, change, remove } = cluster(three)
    await show({ client, sort: { column: 'size', descending: false } })
    await findRows('s3-9', 's3-10', 'azure-1')
    await userEvent.hover(link('s3-10'))
    const { top } = link('s3-10').element().getBoundingClientRect()
    change({ name: 'a-new', size: '1 KiB' })
    change({ name: 's3-10', size: '5 GiB' })
    remove('azure-1')
    await expect.element(button('Show 1 new item')).toBeVisible()
    expect(names()).toEqual(['s3-9', 's3-10', 'azure-1'])
    expect(cells(rows()[1])[3]).toBe('5 GiB')
    expect(link('s3-10').element().getBoundingClientRect().top).toBe(top)
    expect(count()).toBe('Showing 1 to 3 of 3 items')
    expect(cells(rows()[2])[0]).toBe('azure-1Deleted')
    const [named, note] = rows()[2]?.querySelectorAll('[role=rowheader] > *') ?? []
    expect(getComputedStyle(named as Element).textDecorationLine).toBe('line-through')
    expect(getComputedStyle(note as Element).textDecorationLine).toBe('none')
    expect(said().trim()).toBe('1 new item. 1 deleted.')
    await away()
    await findRows('a-new', 's3-9', 's3-10')
    expect(button('Show 1 new item').query()).toBeNull()
    expect(said().trim()).toBe('')
  })

  it('are also held back after sorting with the pointer', async () => {
    const { client, change } = cluster(three)
    await show({ client })
    await findRows('azure-1', 's3-9', 's3-10')
    await button('Size').click()
    await findRows('s3-9', 's3-10', 'azure-1')
    change({ name: 'a-new', size: '1 KiB' })
    await expect.element(button('Show 1 new item')).toBeVisible()
    expect(names()).toEqual(['s3-9', 's3-10', 'azure-1'])
    await button('Show 1 new item').click()
    await findRows('a-new', 's3-9', 's3-10', 'azure-1')
    await expect.element(link('a-new')).toHaveFocus()
    change({ name: 'a-newer', size: '2 KiB' })
    await expect.element(button('Show 1 new item')).toBeVisible()
  })

  it('move no row while one is focused, and appear when Tab leads to them or away', async () => {
    const { client, change, remove } = cluster(three)
    await show({ client })
    await findRows('azure-1', 's3-9', 's3-10')
    await search().click()
    await userEvent.keyboard('{ArrowDown}')
    await expect.element(link('azure-1')).toHaveFocus()
    change({ name: 'aaa' })
    change({ name: 'zzz' })
    remove('azure-1')
    await expect.element(button('Show 2 new items')).toBeVisible()
    expect(names()).toEqual(['azure-1', 's3-9', 's3-10'])
    await expect.element(link('azure-1')).toHaveFocus()
    await userEvent.keyboard('{ArrowDown}')
    await expect.element(link('s3-9')).toHaveFocus()
    await userEvent.tab()
    await expect.element(button('Show 2 new items')).toHaveFocus()
    await userEvent.keyboard('{Enter}')
    await findRows('aaa', 's3-9', 's3-10', 'zzz')
    await expect.element(link('aaa')).toHaveFocus()
    change({ name: 'bbb' })
    await expect.element(button('Show 1 new item')).toBeVisible()
    await userEvent.tab({ shift: true })
    await findRows('aaa', 'bbb', 's3-9', 's3-10', 'zzz')
  })

  it('are never held back during the first load, wherever the pointer is', async () => {
    const { client, say } = cluster(undefined)
    await show({ client })
    say({ type: 'listed', objects: many(500), isFirst: true, isLast: false })
    await waitFor(() => expect(count()).toMatch(/^Loading… 500 so far · Showing 1 to \d+ of 500 items$/))
    expect(grid().getAttribute('aria-rowcount')).toBe('-1')
    await userEvent.hover(link('storage-3'))
    say({ type: 'listed', objects: [storage({ name: 'a' })], isFirst: false, isLast: true })
    await waitFor(() => expect(names()[0]).toBe('a'))
    expect(grid().getAttribute('aria-rowcount')).toBe('502')
  })

  it('are held back even if they match the search', async () => {
    const { client, change } = cluster(three)
    await show({ client, search: 's3' })
    await findRows('s3-9', 's3-10')
    await userEvent.hover(link('s3-9'))
    change({ name: 'other', provider: 'gcs' })
    change({ name: 's3-11' })
    await expect.element(button('Show 1 new item')).toBeVisible()
    expect(names()).toEqual(['s3-9', 's3-10'])
  })
})

describe('focus', () => {
  it('has one tab stop: Tab enters and leaves the grid, and returns to the same cell', async () => {
    await show({ client: cluster(three).client, createHref: '#/create' })
    await findRows('azure-1', 's3-9', 's3-10')
    page.getByRole('link', { name: 'Create New Instance' }).element().focus()
    await userEvent.tab()
    expect(place()).toBe('-1,0')
    await userEvent.tab()
    expect(place()).toBe('elsewhere')
    await userEvent.tab({ shift: true })
    expect(place()).toBe('-1,0')
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{ArrowRight}')
    expect(place()).toBe('1,1')
    await userEvent.tab()
    expect(place()).toBe('elsewhere')
    await userEvent.tab({ shift: true })
    expect(place()).toBe('1,1')
    expect(document.querySelectorAll('[role=grid] [tabindex="0"]')).toHaveLength(1)
  })

  it('moves with the keyboard, and is visible', async () => {
    await show({ client: cluster(many(200)).client })
    await waitFor(() => expect(count()).toContain('of 200'))
    await search().click()
    await userEvent.keyboard('{ArrowDown}')
    await waitFor(() => expect(place()).toBe('0,0'))
    const seen = (): void => {
      const { top, bottom } = document.activeElement?.getBoundingClientRect() ?? new DOMRect()
      const { from, to } = area()
      expect(top).toBeGreaterThanOrEqual(from - 1)
      expect(bottom).toBeLessThanOrEqual(to + 1)
    }
    for (const [keys, expected] of [
      ['{End}', '0,6'],
      ['{ArrowRight}', '0,6'],
      ['{ArrowLeft}', '0,5'],
      ['{Home}', '0,0'],
      ['{ArrowUp}', '-1,0'],
      ['{ArrowUp}', '-1,0'],
      ['{ArrowDown}{ArrowDown}', '1,0'],
      ['{Control>}{End}{/Control}', '199,6'],
      ['{ArrowDown}', '199,6'],
      ['{ArrowUp}', '198,6'],
      ['{Control>}{Home}{/Control}', '0,0'],
    ] as const) {
      await userEvent.keyboard(keys)
      await waitFor(() => expect(place()).toBe(expected))
      await settle()
      if (!expected.startsWith('-1')) seen()
    }
    await userEvent.keyboard('{PageDown}')
    await settle()
    const down = Number(place().split(',')[0])
    expect(down).toBeGreaterThan(5)
    seen()
    await userEvent.keyboard('{PageDown}')
    await settle()
    expect(Number(place().split(',')[0])).toBeGreaterThan(down)
    seen()
    await userEvent.keyboard('{PageUp}{PageUp}')
    await waitFor(() => expect(place()).toBe('0,0'))
    await settle()
    seen()
  })

  it('moves in the opposite direction in right-to-left text', async () => {
    document.documentElement.dir = 'rtl'
    await show({ client: cluster(three).client })
    await findRows('azure-1', 's3-9', 's3-10')
    await search().click()
    await userEvent.keyboard('{ArrowDown}{ArrowLeft}')
    expect(place()).toBe('0,1')
    await userEvent.keyboard('{ArrowRight}')
    expect(place()).toBe('0,0')
    // Values from the cluster keep their order: 2 MiB, not MiB 2.
    const size = rows()[2]?.children[3]?.firstElementChild
    expect(size && getComputedStyle(size).unicodeBidi).toBe('isolate')
    expect(size?.textContent).toBe('2 MiB')
  })

  it('follows a link on Enter', async () => {
    const onNavigate = vi.fn()
    await show({ client: cluster(three).client, onNavigate })
    await findRows('azure-1', 's3-9', 's3-10')
    await search().click()
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{Enter}')
    expect(onNavigate).toHaveBeenCalledExactlyOnceWith({
      apiVersion: 'storage.kubestash.com/v1alpha1',
      kind: 'BackupStorage',
      namespace: 'production',
      name: 's3-9',
    })
  })

  it('stays on a cell that is scrolled out of view', async () => {
    await show({ client: cluster(many(1000)).client })
    await waitFor(() => expect(count()).toContain('of 1000'))
    await search().click()
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{ArrowRight}')
    expect(place()).toBe('1,1')
    const { activeElement } = document
    for (const top of [3000, 20_000, 500, 44_000]) {
      scrollRows(top)
      await settle()
      expect(document.activeElement).toBe(activeElement)
    }
    await userEvent.keyboard('{ArrowDown}')
    await waitFor(() => expect(place()).toBe('2,1'))
    await waitFor(() => expect(scrollY).toBeLessThan(200))
  })

  it('follows its row through sorts and searches by the host, and stays in the grid if the row disappears', async () => {
    const { client } = cluster(three)
    const list = (props: Partial<BackupStorageListProps>): ReactElement => (
      <BackupStorageList client={client} hrefFor={hrefFor} {...props} />
    )
    const screen = await render(list({ search: '', sort: { column: 'name', descending: false } }))
    await findRows('azure-1', 's3-9', 's3-10')
    await search().click()
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{ArrowRight}')
    expect(place()).toBe('1,1')
    await screen.rerender(list({ search: '', sort: { column: 'namespace', descending: false } }))
    await findRows('azure-1', 's3-10', 's3-9')
    expect(place()).toBe('2,1')
    await screen.rerender(list({ search: 'demo', sort: { column: 'namespace', descending: false } }))
    await findRows('azure-1', 's3-10')
    await waitFor(() => expect(place()).toBe('1,1'))
    await screen.rerender(list({ search: 'nothing', sort: { column: 'namespace', descending: false } }))
    await expect.element(text('No matches for “nothing”.')).toBeVisible()
    expect(document.querySelector('.bsf-table')?.contains(document.activeElement)).toBe(true)
  })

  it('stays on a header after sorting', async () => {
    await show({ client: cluster(three).client })
    await findRows('azure-1', 's3-9', 's3-10')
    await search().click()
    await userEvent.keyboard('{ArrowDown}{ArrowUp}{ArrowRight}{ArrowRight}{ArrowRight}{Enter}')
    await findRows('s3-9', 's3-10', 'azure-1')
    expect(place()).toBe('-1,3')
    await userEvent.keyboard(' ')
    await findRows('azure-1', 's3-10', 's3-9')
    expect(place()).toBe('-1,3')
  })

  it("isn't lost when the focused button disappears", async () => {
    const { client, say, watches } = cluster(three)
    await show({ client })
    await findRows('azure-1', 's3-9', 's3-10')
    say({ type: 'interrupted', error: new Error('No answer.'), retryIn: 20_000 })
    const before = watches()
    await button('Try now').click()
    await waitFor(() => expect(watches()).toBe(before + 1))
    expect(button('Try now').query()).toBeNull()
    expect(document.querySelector('.bsf-table')?.contains(document.activeElement)).toBe(true)
  })
})

describe('a storage that is being deleted', () => {
  const deletionTimestamp = '2026-11-25T00:00:00Z'
  const leaving = (one: Storage): Manifest => {
    const live = storage(one)
    return { ...live, metadata: { ...live.metadata, deletionTimestamp } }
  }
  const statusOf = (index: number): string => cells(rows()[index])[5] ?? ''

  it.each(['Ready', 'NotReady', ''])('shows Deleting whatever the phase says: %s', async (phase) => {
    const { client } = cluster([leaving({ name: 'a', phase }), storage({ name: 'b', phase })])
    await show({ client })
    await findRows('a', 'b')
    expect([statusOf(0), statusOf(1)]).toEqual(['Deleting', phase || 'Pending'])
    await search().fill('deleting')
    await findRows('a')
  })

  it('keeps the reasons why its deletion does not go on', async () => {
    const { client } = cluster([leaving({ name: 'a', phase: 'NotReady', problem: 'failed to delete the backups' })])
    await show({ client })
    await findRows('a')
    expect(statusOf(0)).toBe('Deletingfailed to delete the backups')
  })

  it('is announced as requested while it is there, and as deleted once it is gone', async () => {
    const { client, say } = cluster([leaving({ name: 'a' })])
    await show({ client, deleted: { namespace: 'demo', name: 'a' } })
    await findRows('a')
    await expect.element(text('Deletion of demo/a requested.')).toBeVisible()
    expect(text(/was deleted/).query()).toBeNull()
    say({ type: 'deleted', object: leaving({ name: 'a' }) })
    await expect.element(text('demo/a was deleted.')).toBeVisible()
    expect(text(/requested/).query()).toBeNull()
  })

  it('is no longer announced once the user dismisses the line, which keeps the focus in the list', async () => {
    const onDeletedDismiss = vi.fn()
    const { client } = cluster(three)
    const screen = await render(
      <BackupStorageList
        client={client}
        deleted={{ namespace: 'demo', name: 'a' }}
        onDeletedDismiss={onDeletedDismiss}
      />,
    )
    await expect.element(text('demo/a was deleted.')).toBeVisible()
    await button('Dismiss').click()
    expect(text(/was deleted/).query()).toBeNull()
    expect(onDeletedDismiss).toHaveBeenCalledOnce()
    await waitFor(() => expect(document.querySelector('.bsf-list')?.contains(document.activeElement)).toBe(true))
    await screen.rerender(<BackupStorageList client={client} deleted={{ namespace: 'demo', name: 'b' }} />)
    await expect.element(text('demo/b was deleted.')).toBeVisible()
  })

  it('is not announced as deleted while the list does not show it', async () => {
    const deleted = { namespace: 'demo', name: 'a' }
    await show({ client: cluster(undefined).client, deleted })
    await expect.element(text('Deletion of demo/a requested.')).toBeVisible()
    await show({ client: cluster([]).client, deleted, namespace: 'production' })
    await expect.element(text('No BackupStorage in namespace production yet')).toBeVisible()
    expect(text(/was deleted/).query()).toBeNull()
  })
})

describe('states', () => {
  const forbidden = Object.assign(new Error('The user may not list (403).'), { status: 403 })

  it('show loading, without claiming that the list is empty', async () => {
    await show({ client: cluster(undefined).client })
    await expect.element(text('Loading…').first()).toBeVisible()
    expect(said()).toBe('Loading…')
    expect(text(/No BackupStorage yet/).query()).toBeNull()
  })

  it('explain storages if there are none', async () => {
    await show({ client: cluster([]).client })
    await expect.element(text('No BackupStorage yet')).toBeVisible()
    await expect.element(text(/^A storage defines where backups are kept/)).toBeVisible()
    await waitFor(() => expect(said().trim()).toBe(''))
  })

  it('name the namespace if it is empty', async () => {
    await show({ client: cluster([]).client, namespace: 'demo' })
    await expect.element(text('No BackupStorage in namespace demo yet')).toBeVisible()
  })

  it.each([
    [forbidden, words.forbidden],
    [Object.assign(new Error('No such thing.'), { status: 404 }), words.notInstalled],
    [new Error('Something else.'), words.failed],
    ['words', words.failed],
    [undefined, words.failed],
  ])('explain a failure: %s', async (failure, title) => {
    const { client, say, watches } = cluster(undefined)
    say({ failure })
    await show({ client, namespace: 'demo' })
    await expect.element(page.getByRole('alert')).toHaveTextContent(title)
    const message = failure instanceof Error ? failure.message : (failure ?? 'No reason given.')
    expect(page.getByRole('alert').element().textContent.toLowerCase()).toContain(message.toLowerCase())
    expect(text(/^No BackupStorage/).query()).toBeNull()
    expect(text('Loading…').query()).toBeNull()
    const before = watches()
    say({ type: 'listed', objects: three, isFirst: true, isLast: true })
    await button('Try again').click()
    await findRows('azure-1', 's3-9', 's3-10')
    expect(watches()).toBe(before + 1)
    expect(page.getByRole('alert').query()).toBeNull()
  })

  it('keep the rows after a failure', async () => {
    const { client, say } = cluster(three)
    await show({ client })
    await findRows('azure-1', 's3-9', 's3-10')
    say({ failure: forbidden })
    await expect.element(page.getByRole('alert')).toHaveTextContent(words.outdated)
    expect(names()).toEqual(['azure-1', 's3-9', 's3-10'])
  })

  it('count down after an interruption, and resume automatically or on request', async () => {
    const { client, say, watches } = cluster(three)
    await show({ client })
    await findRows('azure-1', 's3-9', 's3-10')
    say({ type: 'interrupted', error: new Error('No answer.'), retryIn: 20_000 })
    await expect.element(page.getByRole('alert')).toHaveTextContent(`${words.outdated} No answer.`)
    const left = (): string => /in (\d+) seconds/.exec(page.getByRole('alert').element().textContent)?.[1] ?? ''
    const first = left()
    await waitFor(() => expect(Number(left())).toBeLessThan(Number(first)))
    expect(names()).toEqual(['azure-1', 's3-9', 's3-10'])
    say({ type: 'resumed' })
    await waitFor(() => expect(page.getByRole('alert').query()).toBeNull())
    say({ type: 'interrupted', error: new Error('No answer.'), retryIn: 20_000 })
    const before = watches()
    await button('Try now').click()
    await waitFor(() => expect(watches()).toBe(before + 1))
  })

  it('say since when the data may be out of date, without advice on what follows by itself', async () => {
    const { client, say } = cluster(three)
    await show({ client })
    await findRows('azure-1', 's3-9', 's3-10')
    const error = Object.assign(new Error('No response. Check the connection, then try again.'), {
      summary: 'No response.',
    })
    const alert = page.getByRole('alert')
    say({ type: 'interrupted', error, retryIn: 20_000 })
    await expect.element(alert).toHaveTextContent(/may be out of date\. No response\. Last updated \ds ago\./)
    expect(alert.element().textContent).not.toContain('try again')
    const since = alert.element().querySelector('time')?.dateTime
    // Another failed try doesn't reset the time.
    await button('Try now').click()
    say({ type: 'interrupted', error, retryIn: 20_000 })
    await expect.element(alert).toBeVisible()
    expect(alert.element().querySelector('time')?.dateTime).toBe(since)
    say({ type: 'resumed' })
    await waitFor(() => expect(alert.query()).toBeNull())
  })

  it.each([
    ['without permission to watch', forbidden, /^Updated every 15 seconds, as you don't have permission/],
    ['without a way to watch', Object.assign(new Error('No.'), { status: 405 }), /^Updated every 15 seconds\.$/],
  ])('inform users %s that the list is updated at intervals, which is no error', async (_name, failure, notice) => {
    const { client, say } = cluster(three)
    const found = { ...client, list: () => Promise.resolve(three) }
    say({ failure })
    await show({ client: found })
    await findRows('azure-1', 's3-9', 's3-10')
    await expect.element(text(notice)).toBeVisible()
    expect(page.getByRole('alert').query()).toBeNull()
    expect(button('Try now').query()).toBeNull()
  })

  it("don't claim that the list is empty if it was never loaded", async () => {
    const { client, say } = cluster(undefined)
    say({ type: 'interrupted', error: new Error('No answer.'), retryIn: 20_000 })
    await show({ client })
    await expect.element(page.getByRole('alert')).toHaveTextContent(`${words.failed} No answer.`)
    expect(text(/No BackupStorage yet/).query()).toBeNull()
  })
})

describe('creating a storage', () => {
  const create = (role: 'button' | 'link' = 'button') => page.getByRole(role, { name: 'Create New Instance' })

  it("is hidden if the host doesn't support it", async () => {
    await show({ client: cluster(three).client })
    await findRows('azure-1', 's3-9', 's3-10')
    expect(create().query()).toBeNull()
  })

  it('is a button that passes the namespace', async () => {
    const onCreate = vi.fn()
    await show({ client: cluster(three).client, onCreate, namespace: 'demo' })
    await create().click()
    expect(onCreate).toHaveBeenCalledExactlyOnceWith('demo')
  })

  it('is a link: the host handles a plain click, and the browser any other', async () => {
    const onCreate = vi.fn()
    const left: boolean[] = []
    const stop = (event: Event): void => {
      left.push(!event.defaultPrevented)
      event.preventDefault()
    }
    addEventListener('click', stop)
    await show({ client: cluster(three).client, createHref: '#/create', onCreate })
    await expect.element(create('link')).toHaveAttribute('href', '#/create')
    await create('link').click({ modifiers: ['Control'] })
    await create('link').click({ modifiers: ['Shift'] })
    expect(onCreate).not.toHaveBeenCalled()
    await create('link').click()
    expect(onCreate).toHaveBeenCalledExactlyOnceWith('')
    removeEventListener('click', stop)
    expect(left).toEqual([true, true, false])
  })

  it('is disabled with an explanation if forbidden in the namespace', async () => {
    const onCreate = vi.fn()
    const permission: BackupStorageClient['permission'] = (_verb, { namespace }) =>
      Promise.resolve({ allowed: namespace !== 'demo', reason: '' })
    await show({ client: cluster(three, { permission }).client, onCreate, namespace: 'demo' })
    await expect.element(create()).toHaveAttribute('aria-disabled', 'true')
    await expect
      .element(create())
      .toHaveAccessibleDescription(/^You don't have permission to create a BackupStorage in namespace demo\./)
    await create().click({ force: true })
    expect(onCreate).not.toHaveBeenCalled()
  })

  it('is disabled with an explanation if forbidden in all namespaces', async () => {
    const permission: BackupStorageClient['permission'] = () => Promise.resolve({ allowed: false, reason: '' })
    await show({ client: cluster(three, { permission }).client, createHref: '#/create' })
    await expect.element(create()).toHaveAccessibleDescription(/in any namespace/)
  })

  it('is available if allowed in any namespace', async () => {
    const asked: unknown[] = []
    const permission: BackupStorageClient['permission'] = (_verb, { namespace }) => {
      asked.push(namespace)
      return Promise.resolve({ allowed: namespace === 'production', reason: '' })
    }
    await show({ client: cluster(three, { permission }).client, createHref: '#/create' })
    await waitFor(() => expect(asked).toContain('production'))
    await settle()
    await expect.element(create('link')).toBeVisible()
  })
})

describe('an empty list', () => {
  it('has the button that creates a storage, instead of the toolbar', async () => {
    const onCreate = vi.fn()
    await show({ client: cluster([]).client, onCreate })
    await expect.element(text('No BackupStorage yet')).toBeVisible()
    expect(button('Create New Instance').query()).toBeNull()
    await button('Create BackupStorage').click()
    expect(onCreate).toHaveBeenCalledExactlyOnceWith('')
    expect(button('Clear filters').query()).toBeNull()
  })

  it('has a button that clears the filter by namespace and the search', async () => {
    const [onNamespaceChange, onSearchChange] = [vi.fn(), vi.fn()]
    await show({
      client: cluster([]).client,
      defaultNamespace: 'demo',
      search: 'minio',
      onNamespaceChange,
      onSearchChange,
    })
    await button('Clear filters').click()
    expect(onNamespaceChange).toHaveBeenCalledExactlyOnceWith('')
    expect(onSearchChange).toHaveBeenLastCalledWith('')
    await expect.element(page.getByLabelText('Select Namespace')).toHaveValue('')
  })

  it('has no button for users who may not create, but the reason', async () => {
    const permission: BackupStorageClient['permission'] = () => Promise.resolve({ allowed: false, reason: '' })
    await show({ client: cluster([], { permission }).client, createHref: '#/create' })
    await expect.element(text(/in any namespace/)).toBeVisible()
    expect(page.getByRole('link', { name: 'Create BackupStorage' }).query()).toBeNull()
  })
})

describe("a storage's name", () => {
  it('links to its page: the host handles a plain click, and the browser any other', async () => {
    const onNavigate = vi.fn()
    const left: boolean[] = []
    const stop = (event: Event): void => {
      left.push(!event.defaultPrevented)
      event.preventDefault()
    }
    addEventListener('click', stop)
    await show({ client: cluster(three).client, onNavigate })
    for (const modifier of ['Control', 'Meta', 'Shift', 'Alt'] as const) {
      await link('s3-9').click({ modifiers: [modifier] })
    }
    expect(onNavigate).not.toHaveBeenCalled()
    await link('s3-9').click()
    expect(onNavigate).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ namespace: 'production', name: 's3-9' }),
    )
    removeEventListener('click', stop)
    expect(left).toEqual([true, true, true, true, false])
  })

  it('is a button if the host has no addresses, and text if it has no page', async () => {
    const onNavigate = vi.fn()
    const { client } = cluster(three)
    const screen = await render(<BackupStorageList client={client} onNavigate={onNavigate} />)
    await button('s3-9').click()
    expect(onNavigate).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ name: 's3-9' }))
    await screen.rerender(<BackupStorageList client={client} />)
    await waitFor(() => expect(button('s3-9').query()).toBeNull())
    await expect.element(text('s3-9').first()).toBeVisible()
    await search().click()
    await userEvent.keyboard('{ArrowDown}')
    expect(place()).toBe('0,0')
  })
})

describe('a narrow page', () => {
  beforeEach(async () => {
    await page.viewport(400, 800)
  })

  it('shows each storage as a card with labels, and never scrolls sideways', async () => {
    await show({ client: cluster(three).client, createHref: '#/create' })
    await findRows('azure-1', 's3-9', 's3-10')
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(400)
    expect(grid().scrollWidth).toBeLessThanOrEqual(grid().clientWidth)
    const tops = [...(rows()[0]?.children ?? [])].map((cell) => Math.round(cell.getBoundingClientRect().top))
    expect(new Set(tops).size).toBeGreaterThan(2)
    expect(getComputedStyle(rows()[0]?.children[3] as Element, '::before').content).toContain('Size')
    const boxes = rows().map((row) => row.getBoundingClientRect())
    for (const [index, box] of boxes.entries()) {
      expect(box.top).toBeGreaterThanOrEqual((boxes[index - 1]?.bottom ?? -Infinity) - 1)
    }
    expect(count()).toMatch(/^Showing 1 to \d of 3 items$/)
  })

  it('has a field to sort by', async () => {
    await show({ client: cluster(three).client })
    await page.getByLabelText('Sort by').selectOptions('Size, descending')
    await findRows('azure-1', 's3-10', 's3-9')
    await expect.element(titleOf('Size')).toHaveAttribute('aria-sort', 'descending')
  })

  it('shows the headers when they are focused', async () => {
    await show({ client: cluster(three).client })
    await findRows('azure-1', 's3-9', 's3-10')
    const seen = (): boolean =>
      getComputedStyle(document.querySelector('.bsf-grid-header') as Element).clipPath === 'none'
    expect(seen()).toBe(false)
    await search().click()
    await userEvent.keyboard('{ArrowDown}')
    expect(seen()).toBe(false)
    await userEvent.keyboard('{ArrowUp}')
    expect(place()).toBe('-1,0')
    expect(seen()).toBe(true)
    const box = document.activeElement?.getBoundingClientRect()
    expect(document.elementFromPoint((box?.x ?? 0) + 10, (box?.y ?? 0) + 10)?.closest('button')).toBe(
      document.activeElement,
    )
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(400)
  })

  it('reaches the last of ten thousand cards', async () => {
    await show({ client: cluster(many(10_000)).client })
    await waitFor(() => expect(count()).toContain('of 10000'))
    await search().click()
    await userEvent.keyboard('{ArrowDown}{Control>}{End}{/Control}')
    await waitFor(() => expect(place()).toBe('9999,6'))
    await waitFor(() => expect(count()).toMatch(/to 10000 of 10000 items$/))
    await settle()
    expect(document.activeElement?.getBoundingClientRect().bottom).toBeLessThanOrEqual(area().to)
  })
})

describe.each(['light', 'dark'])('accessibility in %s mode', (scheme) => {
  const failure = Object.assign(new Error('The user may not list (403).'), { status: 403 })
  const states: Record<string, (given: ReturnType<typeof cluster>) => Promise<void> | void> = {
    'with rows': ({ say }) =>
      say({ type: 'listed', objects: [...three, storage({ name: 'new', phase: '' })], isFirst: true, isLast: true }),
    'that is loading': () => undefined,
    'that is partly loaded': ({ say }) => say({ type: 'listed', objects: three, isFirst: true, isLast: false }),
    'that is empty': ({ say }) => say({ type: 'listed', objects: [], isFirst: true, isLast: true }),
    'that failed': ({ say }) => say({ failure }),
    'that is interrupted': ({ say }) => {
      say({ type: 'listed', objects: three, isFirst: true, isLast: true })
      say({ type: 'interrupted', error: new Error('No answer.'), retryIn: 20_000 })
    },
    'with held-back changes': async ({ say, change, remove }) => {
      say({ type: 'listed', objects: three, isFirst: true, isLast: true })
      await userEvent.hover(link('s3-10'))
      change({ name: 'a-new' })
      remove('azure-1')
      await expect.element(button('Show 1 new item')).toBeVisible()
    },
    'without matches': async ({ say }) => {
      say({ type: 'listed', objects: three, isFirst: true, isLast: true })
      await search().fill('nothing')
      await expect.element(button('Clear search')).toBeVisible()
    },
  }
  describe.each([1280, 400])('at %i px', (width) => {
    it.each(Object.entries(states))('is ensured for a list %s', async (_name, bring) => {
      document.documentElement.style.colorScheme = scheme
      document.documentElement.style.background = 'Canvas'
      await page.viewport(width, 800)
      const given = cluster(undefined, { permission: () => Promise.resolve({ allowed: false, reason: '' }) })
      await show({ client: given.client, createHref: '#/create' })
      await bring(given)
      await expect.element(button('Create New Instance')).toHaveAttribute('aria-disabled', 'true')
      await settle()
      const { violations } = await axe.run(document.body, { rules: { region: { enabled: false } } })
      expect(
        violations.map(({ id, nodes }) => [id, nodes.map(({ html, failureSummary }) => [html, failureSummary])]),
      ).toEqual([])
      expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width)
      for (const control of document.querySelectorAll('button, a[href], input, select')) {
        if (!control.checkVisibility() || control.closest('.bsf-grid-header')) continue
        const { width: wide, height } = control.getBoundingClientRect()
        expect(Math.min(wide, height), control.outerHTML.slice(0, 120)).toBeGreaterThanOrEqual(24)
      }
    })
  })
})
