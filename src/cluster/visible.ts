/** Returns whether the page is visible; true where there is no page. */
export function isVisible(): boolean {
  return typeof document === 'undefined' || document.visibilityState !== 'hidden'
}

/** Waits until the page is visible; rejects with the signal's reason if it is aborted. */
export function untilVisible(signal?: AbortSignal): Promise<void> {
  return until(isVisible, signal)
}

/** Waits until the page is hidden; rejects with the signal's reason if it is aborted. */
export function untilHidden(signal?: AbortSignal): Promise<void> {
  return until(() => !isVisible(), signal)
}

async function until(holds: () => boolean, signal?: AbortSignal): Promise<void> {
  signal?.throwIfAborted()
  if (holds()) return
  await new Promise<void>((resolve, reject) => {
    const settle = (): void => {
      if (!holds() && signal?.aborted !== true) return
      document.removeEventListener('visibilitychange', settle)
      signal?.removeEventListener('abort', settle)
      if (signal?.aborted === true) reject(signal.reason as Error)
      else resolve()
    }
    document.addEventListener('visibilitychange', settle)
    signal?.addEventListener('abort', settle)
  })
}
