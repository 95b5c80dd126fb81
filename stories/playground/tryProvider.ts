import type { Diagnostic, Provider } from 'backupstorage-forms/core'

/** The time limit for checking a provider, in milliseconds: a slow pattern could run forever. */
const patience = 60_000

const gaveUp: Diagnostic = {
  code: 'not-tried',
  severity: 'warning',
  message: 'Checking the examples took too long. Look for a slow pattern.',
  path: '',
  source: 'schema',
}

/**
 * Checks the conformance of a provider, in a worker because it can take a while.
 *
 * @param done - called once with the diagnostics
 * @returns a function that stops the check
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
