/** The longest allowed line, in characters. An object has at most 1.5 MiB (etcd's limit for a request). */
const longestLine = 8 * 1024 * 1024

/** A non-blank line of a stream, and whether it is complete: the last one may be cut. */
export interface Line {
  text: string
  isWhole: boolean
}

/** Yields the lines of a stream until it ends or the signal is aborted, even if the stream ignores the signal. */
export async function* readLines(body: ReadableStream<Uint8Array>, signal?: AbortSignal): AsyncGenerator<Line> {
  const reader = body.getReader()
  const stop = (): void => void reader.cancel().catch(() => undefined)
  signal?.addEventListener('abort', stop, { once: true })
  const decoder = new TextDecoder()
  let rest = ''
  try {
    for (;;) {
      const { done, value } = await reader.read()
      const lines = (rest + decoder.decode(value, { stream: !done })).split('\n')
      rest = lines.pop() ?? ''
      if (rest.length > longestLine) throw new Error('A line of the response is too long.')
      for (const text of lines) if (text.trim() !== '') yield { text, isWhole: true }
      if (!done) continue
      if (rest.trim() !== '') yield { text: rest, isWhole: false }
      return
    }
  } finally {
    signal?.removeEventListener('abort', stop)
    stop()
  }
}
