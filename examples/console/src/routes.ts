import { useEffect, useSyncExternalStore } from 'react'
import type { StorageName } from './storage.ts'

/** What an address names: a page, and what is shown on it. The part of the address behind the `#` says it. */
export type Page =
  | { name: 'list'; namespace: string; search: string; sort: string; deleted: string }
  | { name: 'create'; namespace: string; from?: StorageName }
  | { name: 'detail'; storage: StorageName }
  | { name: 'edit'; storage: StorageName }
  | { name: 'unknown' }

const storagesPath = '/storages'
const createPath = '/create'

/** The routes of the pages. */
export const routes = {
  /** The list: `namespace`, `search`, `sort`, and which storage was `deleted` just now; what is empty is left out. */
  list: (shown: Record<string, string> = {}): string => withQuery('/', shown),
  /** A new storage, in a namespace. */
  create: (namespace = ''): string => withQuery(createPath, { namespace }),
  /** A new storage that says what another one says. */
  duplicate: ({ namespace, name }: StorageName): string => withQuery(createPath, { from: `${namespace}/${name}` }),
  detail: ({ namespace, name }: StorageName): string =>
    `${storagesPath}/${encodeURIComponent(namespace)}/${encodeURIComponent(name)}`,
  edit: (storage: StorageName): string => `${routes.detail(storage)}/edit`,
}

function withQuery(path: string, values: Record<string, string>): string {
  const query = new URLSearchParams(Object.entries(values).filter(([, value]) => value !== '')).toString()
  return query === '' ? path : `${path}?${query}`
}

export function pageOf(route: string): Page {
  const [path = '', search] = route.split('?')
  const query = new URLSearchParams(search)
  const valueOf = (name: string): string => query.get(name) ?? ''
  const namespace = valueOf('namespace')
  if (path === '/')
    return { name: 'list', namespace, search: valueOf('search'), sort: valueOf('sort'), deleted: valueOf('deleted') }
  if (path === createPath) {
    const from = valueOf('from')
    if (from === '') return { name: 'create', namespace }
    const storage = storageOf(from.split('/'))
    return storage ? { name: 'create', namespace, from: storage } : { name: 'unknown' }
  }
  const [root, ...parts] = path.split('/').slice(1).map(decode)
  if (`/${root ?? ''}` !== storagesPath) return { name: 'unknown' }
  const isEdit = parts.length === 3 && parts[2] === 'edit'
  const storage = storageOf(isEdit ? parts.slice(0, 2) : parts)
  return storage ? { name: isEdit ? 'edit' : 'detail', storage } : { name: 'unknown' }
}

function storageOf([namespace, name, ...rest]: string[]): StorageName | undefined {
  return namespace && name && rest.length === 0 ? { namespace, name } : undefined
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return '' // typed by hand, and no address of a page
  }
}

let navigated = false

/** Whether a page was left for another since the console was loaded: only then may the focus move. */
export function hasNavigated(): boolean {
  return navigated
}

export function navigate(route: string): void {
  location.hash = route
}

/** Shows something else on the same page: the address says it, and the Back button leads to the page before. */
export function replaceRoute(route: string): void {
  history.replaceState(history.state, '', `#${route}`)
  shown = currentRoute()
  for (const listener of listeners) listener()
}

/** Says whether the page may be left, while one is there that asks. */
let mayLeave: (() => boolean) | undefined

/** The route that is shown: the address may be ahead of it, where the page is not left. */
let shown = currentRoute()

/** Asks before another page is shown, whichever way: a link, the Back button, the address. */
export function useLeaveGuard(confirmLeave: () => boolean): void {
  useEffect(() => {
    mayLeave = confirmLeave
    return () => {
      mayLeave = undefined
    }
  }, [confirmLeave])
}

const listeners = new Set<() => void>()

/** The route that the address names now. */
export function useRoute(): string {
  return useSyncExternalStore(subscribe, () => shown)
}

function subscribe(changed: () => void): () => void {
  const follow = (): void => {
    const route = currentRoute()
    if (route === shown) return
    if (mayLeave?.() === false) {
      location.hash = shown // the page stays, and the address with it
      return
    }
    navigated = true
    shown = route
    changed()
  }
  listeners.add(changed)
  addEventListener('hashchange', follow)
  follow() // the address may have changed since the console was loaded
  return () => {
    listeners.delete(changed)
    removeEventListener('hashchange', follow)
  }
}

function currentRoute(): string {
  const route = location.hash.replace(/^#/, '')
  return route === '' ? routes.list() : route
}
