import { useCallback, useEffect, useRef, useState } from 'react'
import { deepEqual, member } from '../../base/json.ts'

/** Options that are all that may be chosen: providers, sources of credentials. */
export interface OptionList {
  readonly options: readonly { readonly value: string; readonly label: string }[]
}

/** A Secret that may be chosen, with the names of its keys where the host knows them. */
export interface SecretOption {
  readonly name: string
  readonly keys?: readonly string[] | undefined
}

/** What a host's function is told when a list is needed. */
export interface ListContext {
  /** The namespace that is typed in the form. */
  readonly namespace: string
  readonly signal: AbortSignal
}

/**
 * A host's list: the items, or a function that reads them. A function that gives `undefined`, or fails with the status 403,
 * says that the list may not be read: the field is then a plain one.
 */
export type ListSource<T> = readonly T[] | ((context: ListContext) => Promise<readonly T[] | undefined>)

/** A list as far as it is there. */
export interface LoadedList<T> {
  /** `none`: there is no list, or it may not be read. */
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

/** A host writes a list or a function anew at each render: the same one, as long as it says the same. */
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
 * Reads a host's list while the component is there; anew for another namespace where the list depends on it, once typing
 * paused.
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
  const retry = (): void => setAttempt((count) => count + 1)
  if (!source) return { state: 'none', items: none, retry }
  if (!load) return { state: 'ready', items: source as readonly T[], retry }
  return loaded.key === key ? { ...loaded, retry } : { state: 'loading', items: none, retry }
}
