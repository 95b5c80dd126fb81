/** A clock that ticks each second while somebody looks at it. */
const watchers = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined

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
