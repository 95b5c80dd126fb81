import type { Diagnostic, Provider } from 'backupstorage-forms/core'

/** How long a provider is tried, in milliseconds: a pattern of its own may take for ever. */
const patience = 60_000

const gaveUp: Diagnostic = {
  code: 'not-tried',
  severity: 'warning',
  message: 'Checking the examples took too long. Look for a slow pattern.',
  path: '',
  source: 'schema',
}

/**
 * Tries whether a provider does what every provider must do. That takes its time, so it is done beside the page.
 *
 * @param done - called with what was found, once
 * @returns the function that ends it
 */
export function tryProvider({ schema }: Provider, done: (found: readonly Diagnostic[]) => void): () => void {
  const worker = new Worker(new URL('./conformance.worker.ts', import.meta.url), { type: 'module' })
  const timer = setTimeout(() => finish([gaveUp]), patience)
  function end(): void {
    clearTimeout(timer)
    worker.terminate()
  }
  function finish(found: readonly Diagnostic[]): void {
    end()
    done(found)
  }
  worker.addEventListener('message', ({ data }: MessageEvent<readonly Diagnostic[]>) => finish(data))
  worker.addEventListener('error', () => finish([gaveUp]))
  worker.postMessage(schema)
  return end
}
