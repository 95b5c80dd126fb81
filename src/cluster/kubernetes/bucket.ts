import { pause } from '../pause.ts'

/** A limit on how often something may happen: so often at once, and then once per interval. */
export interface Bucket {
  /** Returns the time in ms until the next one is allowed; 0 if it is now. */
  wait(): number
  /** Waits until the next one is allowed; rejects with the signal's reason if it is aborted. */
  ready(signal: AbortSignal): Promise<void>
  take(): void
}

/** Returns a full bucket, which holds `size` and gets another one per `interval` ms. */
export function createBucket(size: number, interval: number): Bucket {
  let level = size
  let filled = Date.now()
  function fill(): void {
    const now = Date.now()
    level = Math.min(size, level + Math.max(0, now - filled) / interval)
    filled = now
  }
  function wait(): number {
    fill()
    return Math.max(0, Math.ceil((1 - level) * interval))
  }
  return {
    wait,
    async ready(signal) {
      if (wait() > 0) await pause(wait(), signal)
    },
    take() {
      fill()
      level -= 1
    },
  }
}
