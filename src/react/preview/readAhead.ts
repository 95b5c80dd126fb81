/** The longest time a task may read, in ms: well below a frame, so that the browser can draw in it too. */
const slice = 8

/**
 * Waits, takes the steps of a reading in slices, and calls `then`.
 *
 * Keystrokes and frames are handled between the slices.
 *
 * @param delay - how long to wait first, in ms
 * @returns a function that stops it
 */
export function readAhead(reading: Iterator<undefined, void>, delay: number, then: () => void): () => void {
  function go(): void {
    const end = performance.now() + slice
    let isDone = false
    do isDone = reading.next().done === true
    while (!isDone && performance.now() < end)
    if (isDone) then()
    else timer = setTimeout(go)
  }
  let timer = setTimeout(go, delay)
  return () => clearTimeout(timer)
}
