/** A clock that ticks each second while somebody looks at it. */
const watchers = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined

let held: number | undefined

/** The time in ms since 1970, the same for all who ask in one task: what is read twice while rendering does not differ. */
export function now(): number {
  if (held === undefined) {
    held = Date.now()
    queueMicrotask(() => (held = undefined))
  }
  return held
}

/** Calls the function each second; gives the one that ends it. */
export function everySecond(watcher: () => void): () => void {
  watchers.add(watcher)
  timer ??= setInterval(() => {
    for (const one of watchers) one()
  }, 1000)
  return () => {
    watchers.delete(watcher)
    if (watchers.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}
