import { useCallback, useEffect, useRef, useState } from 'react'
import { deepEqual, member } from '../../base/json.ts'

/** A closed list of options, such as the providers or the sources of credentials. */
export interface OptionList {
  readonly options: readonly ListOption[]
}

export interface ListOption {
  readonly value: string
  readonly label: string
  readonly description?: string
  /** SVG with shapes only. */
  readonly icon?: string | undefined
}

/** A Secret to choose from, with the names of its keys if the host has them. */
export interface SecretOption {
  readonly name: string
  readonly keys?: readonly string[] | undefined
}

/** The argument of a host's function that loads a list. */
export interface ListContext {
  /** The namespace entered in the form. Only set for the list of Secrets; empty otherwise. */
  readonly namespace: string
  readonly signal: AbortSignal
}

/**
 * A host's list: the items, or a function that loads them. If the function resolves with `undefined` or rejects with
 * status 403, the user may not read the list, and the field becomes a plain text input.
 */
export type ListSource<T> = readonly T[] | ((context: ListContext) => Promise<readonly T[] | undefined>)

/** A list and its loading state. */
export interface LoadedList<T> {
  /** `none`: there is no list, or the user may not read it. */
  readonly state: 'none' | 'loading' | 'ready' | 'failed'
  readonly items: readonly T[]
  readonly retry: () => void
}

interface Loaded<T> {
  readonly key: string
  readonly state: LoadedList<T>['state']
  readonly items: readonly T[]
}

const none: readonly never[] = []
const wait = 250

/** Returns a stable source for a list or function that the host creates in each render. */
export function useStableSource<T>(source: ListSource<T> | undefined): ListSource<T> | undefined {
  const latest = useRef(source)
  const call = useCallback(async (context: ListContext) => {
    const load = latest.current
    return typeof load === 'function' ? load(context) : undefined
  }, [])
  const [kept, setKept] = useState(() => source)
  useEffect(() => {
    latest.current = source
  })
  if (typeof source === 'function') return call
  if (!deepEqual(kept, source)) setKept(source)
  return deepEqual(kept, source) ? kept : source
}

/**
 * Loads a host's list while the component is mounted. Loads it again for another namespace, once the user pauses
 * typing.
 */
export function useList<T>(source: ListSource<T> | undefined, namespace: string): LoadedList<T> {
  const load = typeof source === 'function' ? source : undefined
  const [attempt, setAttempt] = useState(0)
  const key = `${namespace} ${attempt}`
  const [loaded, setLoaded] = useState<Loaded<T>>({ key: '', state: 'loading', items: none })
  useEffect(() => {
    if (!load) return undefined
    const controller = new AbortController()
    const { signal } = controller
    async function read(): Promise<void> {
      if (!load) return
      try {
        const items = await load({ namespace, signal })
        if (!signal.aborted) setLoaded({ key, state: items ? 'ready' : 'none', items: items ?? none })
      } catch (error) {
        if (!signal.aborted) setLoaded({ key, state: member(error, 'status') === 403 ? 'none' : 'failed', items: none })
      }
    }
    const timer = setTimeout(() => void read(), attempt === 0 && namespace === '' ? 0 : wait)
    return () => {
      clearTimeout(timer)
      controller.abort()
    }
  }, [load, key, namespace, attempt])
  const retry = useCallback((): void => setAttempt((count) => count + 1), [])
  if (!source) return { state: 'none', items: none, retry }
  if (!load) return { state: 'ready', items: source as readonly T[], retry }
  return loaded.key === key ? { ...loaded, retry } : { state: 'loading', items: none, retry }
}
