import { useEffect, useState } from 'react'

/** Something that a page loads once. */
export interface Loaded<T> {
  /** Undefined until loaded. */
  value: T | undefined
  /** The error if loading failed. */
  error: Error | undefined
  /** Loads it again. */
  retry: () => void
}

/** Loads something on mount, and again if `read` changes. Pass the same function for each render. */
export function useLoaded<T>(read: (options: { signal: AbortSignal }) => Promise<T>): Loaded<T> {
  const [{ value, error }, setResult] = useState<Omit<Loaded<T>, 'retry'>>({ value: undefined, error: undefined })
  const [attempt, setAttempt] = useState(0)

  useEffect(() => {
    const controller = new AbortController()
    const { signal } = controller
    const settle = (result: Omit<Loaded<T>, 'retry'>): void => {
      if (!signal.aborted) setResult(result)
    }
    read({ signal }).then(
      (found) => settle({ value: found, error: undefined }),
      (reason: unknown) =>
        settle({ value: undefined, error: reason instanceof Error ? reason : new Error(String(reason)) }),
    )
    return () => controller.abort()
  }, [read, attempt])

  function retry(): void {
    setResult({ value: undefined, error: undefined })
    setAttempt((count) => count + 1)
  }

  return { value, error, retry }
}
