/** The longest line that is read, in characters: an object has at most 1.5 MiB (etcd's limit for a request). */
const longestLine = 8 * 1024 * 1024

/** A line of a stream that is not blank, and whether it came whole: the last one may be cut. */
export interface Line {
  text: string
  isWhole: boolean
}

/**
 * The lines of a stream. It ends with the stream, or when the signal is aborted: also where the stream does not know of
 * it.
 */
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
      if (rest.length > longestLine) throw new Error('A line of the answer is too long.')
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
