import type { UnsavedChanges } from 'backupstorage-forms'
import { useEffect, useSyncExternalStore } from 'react'
import type { StorageName } from './storage.ts'

/** A page and its parameters, from the part of the address after the `#`. */
export type Page =
  | { name: 'list'; namespace: string; search: string; sort: string; deleted: string }
  | { name: 'create'; namespace: string; from?: StorageName }
  | { name: 'detail'; storage: StorageName }
  | { name: 'edit'; storage: StorageName }
  | { name: 'unknown' }

const storagesPath = '/storages'
const createPath = '/create'

export const routes = {
  /** The list, with `namespace`, `search`, `sort` and the storage that was just `deleted`. Empty ones are omitted. */
  list: (shown: Record<string, string> = {}): string => withQuery('/', shown),
  /** The form for a new storage in a namespace. */
  create: (namespace = ''): string => withQuery(createPath, { namespace }),
  /** The form for a copy of a storage. */
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
  if (namespace !== '' && !isAddressable(namespace)) return { name: 'unknown' }
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

function storageOf([namespace = '', name = '', ...rest]: string[]): StorageName | undefined {
  return isAddressable(namespace) && isAddressable(name) && rest.length === 0 ? { namespace, name } : undefined
}

/** Returns whether a name is one segment of an API path. With any other, a request could reach another object. */
function isAddressable(name: string): boolean {
  return name.trim() !== '' && name !== '.' && name !== '..' && !/[/\\%?#\p{Cc}]/u.test(name)
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return '' // not an address of this console
  }
}

let navigated = false

/** Returns whether the user has navigated since the console was loaded. Only then may the focus move. */
export function hasNavigated(): boolean {
  return navigated
}

export function navigate(route: string): void {
  location.hash = route
}

/** Updates the address of the current page. The Back button still leads to the previous page. */
export function replaceRoute(route: string): void {
  history.replaceState(history.state, '', `#${route}`)
  shown = currentRoute()
  for (const listener of listeners) listener()
}

/** Asks whether the page may be left, while it has something to lose. */
let mayLeave: (() => Promise<boolean>) | undefined

/** The current route. The address may differ while a guard keeps the page. */
let shown = currentRoute()

/** Asks for confirmation before navigation by a link, the Back button or the address, while there are changes. */
export function useLeaveGuard({ isDirty, confirmLeave }: UnsavedChanges): void {
  useEffect(() => {
    if (!isDirty) return undefined
    mayLeave = confirmLeave
    return () => {
      mayLeave = undefined
    }
  }, [isDirty, confirmLeave])
}

const listeners = new Set<() => void>()

/** Returns the current route. */
export function useRoute(): string {
  return useSyncExternalStore(subscribe, () => shown)
}

function subscribe(changed: () => void): () => void {
  const follow = (): void => {
    const route = currentRoute()
    if (route === shown) return
    if (mayLeave) {
      location.hash = shown // stay on the page and restore its address
      void mayLeave().then((isAgreed) => {
        if (isAgreed) navigate(route)
      })
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
