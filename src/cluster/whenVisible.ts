type Page = Pick<Document, 'visibilityState' | 'addEventListener' | 'removeEventListener'>

/** Waits until a page is visible, or hidden. Rejects with the signal's reason if it is aborted. */
export function whenVisible(page: Page, isVisible: boolean, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted()
    const stop = (): void => {
      page.removeEventListener('visibilitychange', look)
      signal?.removeEventListener('abort', abort)
    }
    const look = (): void => {
      if ((page.visibilityState === 'visible') !== isVisible) return
      stop()
      resolve()
    }
    const abort = (): void => {
      stop()
      reject(signal?.reason as Error)
    }
    page.addEventListener('visibilitychange', look)
    signal?.addEventListener('abort', abort, { once: true })
    look()
  })
}
