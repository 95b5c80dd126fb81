import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { servePage } from './servePage.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const dist = join(root, 'dist').replaceAll('\\', '/')

const page = `
import { createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { BackupStorageList } from '${dist}/react/index.js'

let root
let client

const nextTask = () => new Promise((done) => setTimeout(done))
const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))
const grid = () => document.querySelector('[role=grid]')

function storage(number, repositories = number % 5) {
  return {
    apiVersion: 'storage.kubestash.com/v1alpha1',
    kind: 'BackupStorage',
    metadata: {
      namespace: ['demo', 'production', 'stash'][number % 3],
      name: ['nightly', 'archive', 'weekly', 'offsite'][number % 4] + '-' + number,
      creationTimestamp: new Date(Date.now() - number * 7919000).toISOString(),
    },
    spec: { storage: { provider: ['s3', 'gcs', 'azure', 'local'][number % 4] } },
    status: {
      phase: number % 7 === 4 ? 'NotReady' : 'Ready',
      totalSize: ((number * 94.967) % 1000).toFixed(3) + (number % 3 ? ' GiB' : ' KiB'),
      repositories: Array.from({ length: repositories }, (_, index) => ({ name: 'repository-' + index })),
      conditions: number % 7 === 4 ? [{ type: 'BackendInitialized', status: 'False', message: 'no such host' }] : [],
    },
  }
}

/** A cluster with a number of storages, in pages of 500 as from the API, each in its own task. */
function clusterOf(count) {
  const known = new Map()
  for (let number = 0; number < count; number++) known.set(number, storage(number))
  const objects = [...known.values()].sort((a, b) =>
    a.metadata.namespace + '/' + a.metadata.name < b.metadata.namespace + '/' + b.metadata.name ? -1 : 1)
  const waiting = []
  let wake = () => undefined
  return {
    known,
    say(event) {
      waiting.push(event)
      wake()
    },
    list: () => Promise.reject(new Error('unexpected call')),
    namespaces: () => Promise.resolve(['demo', 'production', 'stash']),
    async *watch({ resource }) {
      if (resource.kind === 'Namespace') throw Object.assign(new Error('not watched'), { status: 403 })
      for (let from = 0; from < objects.length; from += 500) {
        await nextTask()
        const isLast = from + 500 >= objects.length
        yield { type: 'listed', objects: objects.slice(from, from + 500), isFirst: from === 0, isLast }
      }
      for (;;) {
        if (waiting.length > 0) yield waiting.shift()
        else await new Promise((done) => (wake = done))
      }
    },
  }
}

async function until(is) {
  while (!is()) await nextTask()
}

/** Shows a list, and returns the times until the first row and until all rows are shown. */
globalThis.showList = async (count) => {
  root?.unmount()
  const host = document.createElement('div')
  document.body.replaceChildren(host)
  root = createRoot(host)
  client = clusterOf(count)
  await painted()
  performance.mark('list-start')
  const start = performance.now()
  root.render(createElement(BackupStorageList, { client, hrefFor: ({ name }) => '#/' + name }))
  await until(() => document.querySelector('.bsf-object-link'))
  await painted()
  const first = performance.now() - start
  performance.mark('list-first')
  await until(() => grid().ariaRowCount === String(count + 1))
  await painted()
  return { first, all: performance.now() - start }
}

/** Sorts by a column, and returns the time until the rows are shown. */
globalThis.sortBy = async (title) => {
  const header = [...document.querySelectorAll('[role=columnheader]')].find((one) => one.textContent === title)
  const before = header.ariaSort
  const start = performance.now()
  header.querySelector('button').click()
  await until(() => header.ariaSort !== before)
  await painted()
  return performance.now() - start
}

/** Sends watch events at a constant rate: changes, new storages and deletions. */
globalThis.changeCluster = async (perSecond, seconds) => {
  const { known } = client
  let next = known.size
  let told = 0
  const start = performance.now()
  while (told < perSecond * seconds) {
    const due = Math.min(perSecond * seconds, Math.floor(((performance.now() - start) / 1000) * perSecond))
    for (; told < due; told++) {
      const numbers = told % 5
      const [oldest] = known.keys()
      const number = numbers === 3 ? next++ : numbers === 4 ? oldest : oldest + ((told * 7919) % known.size)
      if (numbers === 4) {
        client.say({ type: 'deleted', object: known.get(number) })
        known.delete(number)
      } else {
        const object = storage(number, (known.get(number)?.status.repositories.length ?? 0) + 1)
        known.set(number, object)
        client.say({ type: 'changed', object })
      }
    }
    await nextTask()
  }
  await new Promise((done) => setTimeout(done, 1000))
}

/** Scrolls through all rows, and returns those that are missing, duplicated or out of date. */
globalThis.faultsOfRows = async () => {
  const expected = new Map([...client.known.values()].map(({ metadata, status }) => [metadata.name, status.repositories.length]))
  const seen = new Map()
  const faults = []
  if (grid().ariaRowCount !== String(expected.size + 1)) faults.push(grid().ariaRowCount + ' rows')
  // The page scrolls the rows.
  for (let top = 0; ; top += innerHeight / 2) {
    scrollTo(0, top)
    await painted()
    for (const row of document.querySelectorAll('.bsf-grid-body > [role=row]')) {
      const [name, , , , repositories] = [...row.children].map((cell) => cell.textContent)
      const index = row.ariaRowIndex
      if (seen.has(name) && seen.get(name) !== index) faults.push(name + ' is duplicated')
      seen.set(name, index)
      if (expected.get(name) !== Number(repositories)) faults.push(name + ' has ' + repositories)
    }
    if (top > document.documentElement.scrollHeight) break
  }
  for (const name of expected.keys()) if (!seen.has(name)) faults.push(name + ' is lost')
  scrollTo(0, 0)
  return faults
}
`

/**
 * Builds a page with the list from `dist/` for production, and serves it.
 *
 * @returns {Promise<{ origin: string, close: () => void }>}
 */
export function serveList() {
  return servePage({
    script: page,
    stylesheet: join(dist, 'styles.css'),
    html:
      '<!doctype html><html lang="en" data-theme="light"><title>List</title><link rel="stylesheet" href="./styles.css">' +
      '<body><script type="module" src="./page.js"></script></body></html>',
  })
}
