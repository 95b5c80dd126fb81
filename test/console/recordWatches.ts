import type { BrowserContext, Request } from 'playwright'

/** Records for how long, in ms, each number of watches was open without a break. A closed one is reported late. */
export function recordWatches(context: BrowserContext): (count: number) => number {
  const open = new Set<Request>()
  const longest: number[] = []
  const since: number[] = []
  const note = (): void => {
    for (let count = 1; count <= Math.max(open.size, since.length); count++) {
      const start = since[count]
      if (start !== undefined) longest[count] = Math.max(longest[count] ?? 0, Date.now() - start)
      if (count > open.size) delete since[count]
      else since[count] ??= Date.now()
    }
  }
  const closed = (request: Request): void => {
    open.delete(request)
    note()
  }
  context.on('request', (request) => {
    if (request.url().includes('watch=1')) open.add(request)
    note()
  })
  context.on('requestfinished', closed)
  context.on('requestfailed', closed)
  return (count) => {
    note()
    return longest[count] ?? 0
  }
}
