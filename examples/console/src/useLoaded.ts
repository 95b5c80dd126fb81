import { useEffect, useState } from 'react'

/** What a page reads once. */
export interface Loaded<T> {
  /** Undefined until it was read. */
  value: T | undefined
  /** Why it could not be read. */
  error: Error | undefined
  /** Reads it again. */
  retry: () => void
}

/** Reads something when the component is there, and again for another `read`: pass the same function at each render. */
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
