/** Returns whether the page is visible; true where there is no page. */
export function isVisible(): boolean {
  return typeof document === 'undefined' || document.visibilityState !== 'hidden'
}

/** Waits until the page is visible; rejects with the signal's reason if it is aborted. */
export async function untilVisible(signal?: AbortSignal): Promise<void> {
  signal?.throwIfAborted()
  if (isVisible()) return
  await new Promise<void>((resolve, reject) => {
    const settle = (): void => {
      if (!isVisible() && signal?.aborted !== true) return
      document.removeEventListener('visibilitychange', settle)
      signal?.removeEventListener('abort', settle)
      if (signal?.aborted === true) reject(signal.reason as Error)
      else resolve()
    }
    document.addEventListener('visibilitychange', settle)
    signal?.addEventListener('abort', settle)
  })
}
