import type { ReadTrees } from '../../text/parseText.ts'
import { markLength, readTreesInSteps } from '../../text/parseText.ts'

/** How long a task may read, in ms: well below a frame, as the browser has to draw in it too. */
const slice = 8

/**
 * Waits, reads a text in slices between which keys and pictures have their turn, and calls `then`, for which the text is
 * read already.
 *
 * @param delay how long to wait first, in ms
 * @returns stops it
 */
export function readAhead(text: string, delay: number, then: () => void): () => void {
  const reading = readTreesInSteps(text.slice(markLength(text)))
  let read: ReadTrees | undefined
  function go(): void {
    if (read) {
      then()
      return
    }
    try {
      const end = performance.now() + slice
      do {
        const step = reading.next()
        if (step.done) read = step.value
      } while (!read && performance.now() < end)
    } catch {
      then() // it is read again there, where what cannot be read is told
      return
    }
    timer = setTimeout(go)
  }
  let timer = setTimeout(go, delay)
  return () => clearTimeout(timer)
}
