import { useSyncExternalStore } from 'react'

/** The pages, by the part of the address behind the `#`. */
export const routes = { list: '/', create: '/create' } as const

let navigated = false

/** Whether a page was left for another since the console was loaded: only then may the focus move. */
export function hasNavigated(): boolean {
  return navigated
}

export function navigate(route: string): void {
  location.hash = route
}

/** The route that the address names now. */
export function useRoute(): string {
  return useSyncExternalStore(subscribe, currentRoute)
}

function subscribe(changed: () => void): () => void {
  const listener = (): void => {
    navigated = true
    changed()
  }
  addEventListener('hashchange', listener)
  return () => removeEventListener('hashchange', listener)
}

function currentRoute(): string {
  const route = location.hash.replace(/^#/, '')
  return route === '' ? routes.list : route
}
