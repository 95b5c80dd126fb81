/** A clock that ticks every second while it has watchers. */
const watchers = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined

let held: number | undefined

/** Returns the time in ms since 1970, the same within a task, so that two reads during a render agree. */
export function now(): number {
  if (held === undefined) {
    held = Date.now()
    queueMicrotask(() => (held = undefined))
  }
  return held
}

/** Calls the function every second. Returns a function that stops it. */
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
