/** A controller that other signals abort as well. */
export interface Joined {
  signal: AbortSignal
  abort(reason?: unknown): void
  /** Stops listening to the other signals. */
  release(): void
}

/** Returns a controller that each of the signals aborts too, until it is released. */
export function joined(...signals: (AbortSignal | undefined)[]): Joined {
  const controller = new AbortController()
  const listeners = signals.flatMap((signal) => {
    if (signal === undefined) return []
    const stop = (): void => controller.abort(signal.reason)
    if (signal.aborted) stop()
    else signal.addEventListener('abort', stop, { once: true })
    return [() => signal.removeEventListener('abort', stop)]
  })
  return {
    signal: controller.signal,
    abort: (reason) => controller.abort(reason),
    release: () => {
      for (const remove of listeners) remove()
    },
  }
}
