import { useEffect, useSyncExternalStore } from 'react'
import type { StorageName } from './storage.ts'

/** The pages, by the part of the address behind the `#`. */
export const routes = { list: '/', create: '/create' } as const

/** What an address names. */
export type Page = { name: 'list' } | { name: 'create'; from?: StorageName } | { name: 'unknown' }

let navigated = false

/** Whether a page was left for another since the console was loaded: only then may the focus move. */
export function hasNavigated(): boolean {
  return navigated
}

export function navigate(route: string): void {
  location.hash = route
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

/** The route of the page that creates a storage from what another says. */
export function duplicateRoute({ namespace, name }: StorageName): string {
  return `${routes.create}?from=${encodeURIComponent(namespace)}/${encodeURIComponent(name)}`
}

/** The route that the address names now. */
export function useRoute(): string {
  return useSyncExternalStore(subscribe, () => shown)
}

export function pageOf(route: string): Page {
  const [path, query] = route.split('?')
  if (path === routes.list) return { name: 'list' }
  if (path !== routes.create) return { name: 'unknown' }
  const from = new URLSearchParams(query).get('from')
  if (from === null) return { name: 'create' }
  const [namespace, name, ...rest] = from.split('/')
  const isName = namespace && name && rest.length === 0
  return isName ? { name: 'create', from: { namespace, name } } : { name: 'unknown' }
}

function subscribe(changed: () => void): () => void {
  const listener = (): void => {
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
  addEventListener('hashchange', listener)
  return () => removeEventListener('hashchange', listener)
}

function currentRoute(): string {
  const route = location.hash.replace(/^#/, '')
  return route === '' ? routes.list : route
}
