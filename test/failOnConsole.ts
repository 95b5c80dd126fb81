import { afterEach, beforeEach } from 'vitest'

interface Console {
  heard: string[]
  expected: RegExp[]
}

declare global {
  var heardConsole: Console | undefined
}

/** Allows matching console messages until the end of a test that causes them. */
export function expectConsole(...patterns: RegExp[]): void {
  listened.expected.push(...patterns)
}

// Each file gets a new copy of this module, but several files share the page and its console.
const listened = (globalThis.heardConsole ??= listen())

function listen(): Console {
  const state: Console = { heard: [], expected: [] }
  for (const level of ['error', 'warn'] as const) {
    const original = console[level].bind(console)
    console[level] = (...parts: unknown[]) => {
      const text = parts.map((part) => (part instanceof Error ? (part.stack ?? part.message) : String(part))).join(' ')
      if (state.expected.some((pattern) => pattern.test(text))) return
      state.heard.push(`console.${level}: ${text}`)
      original(...parts)
    }
  }
  return state
}

beforeEach(() => {
  listened.expected = []
})

afterEach(() => {
  const complaints = listened.heard.splice(0)
  if (complaints.length > 0) throw new Error(`The console was written to:\n${complaints.join('\n')}`)
})
