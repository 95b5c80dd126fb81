import { afterEach, beforeEach } from 'vitest'

const heard: string[] = []
let expected: RegExp[] = []

/** For the test that provokes a complaint: those that match are let through until the test ends. */
export function expectConsole(...patterns: RegExp[]): void {
  expected.push(...patterns)
}

for (const level of ['error', 'warn'] as const) {
  const original = console[level].bind(console)
  console[level] = (...parts: unknown[]) => {
    const text = parts.map((part) => (part instanceof Error ? (part.stack ?? part.message) : String(part))).join(' ')
    if (expected.some((pattern) => pattern.test(text))) return
    heard.push(`console.${level}: ${text}`)
    original(...parts)
  }
}

beforeEach(() => {
  expected = []
})

afterEach(() => {
  const complaints = heard.splice(0)
  if (complaints.length > 0) throw new Error(`The console was written to:\n${complaints.join('\n')}`)
})
