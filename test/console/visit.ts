import type { Browser, Page } from 'playwright'
import { expect } from 'vitest'

/** The record of a page's invisible activity. */
export interface Witness {
  /** Console errors and warnings, exceptions and failed responses. */
  problems: string[]
  /** The requested addresses. */
  urls: string[]
  /** All console messages. */
  console: string[]
  /** The page's dialogs, with their types: `confirm: Leave?` */
  questions: string[]
  /** The answers to the next dialogs. A dialog without an answer is a problem, and is dismissed. */
  answers: boolean[]
}

export interface PageVisit {
  /** Values that must not appear in any address, storage or console message. */
  secrets?: readonly string[]
  /** Problems that the test causes on purpose. */
  expected?: RegExp
  /** Window width in CSS pixels. */
  width?: number
}

/** Opens an address in a new context. Fails at the end on unexpected problems or an exposed secret. */
export async function visit(
  browser: Browser,
  address: string,
  use: (page: Page, witness: Witness) => Promise<void>,
  { secrets = [], expected, width = 1280 }: PageVisit = {},
): Promise<void> {
  const context = await browser.newContext({
    locale: 'en-US',
    reducedMotion: 'reduce',
    viewport: { width, height: 900 },
    permissions: ['clipboard-read', 'clipboard-write'],
  })
  // Enough for a detail page, whose three watches take turns.
  context.setDefaultTimeout(50_000)
  try {
    const page = await context.newPage()
    const witness = watch(page)
    await page.goto(address)
    await use(page, witness).catch((error: unknown) => {
      if (witness.problems.length === 0) throw error
      throw new Error(`The page has problems:\n${witness.problems.join('\n')}`, { cause: error })
    })
    const kept = await page.evaluate(() =>
      JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]),
    )
    const { problems, urls, console } = witness
    expect(problems.filter((problem) => expected?.test(problem) !== true)).toEqual([])
    for (const secret of secrets) expectUnseen(secret, { urls, console, storage: [kept], address: [page.url()] })
  } finally {
    await context.close()
  }
}

function watch(page: Page): Witness {
  const witness: Witness = { problems: [], urls: [], console: [], questions: [], answers: [] }
  page.on('console', (message) => {
    const text = `${message.type()}: ${message.text()}`
    witness.console.push(text)
    if (['error', 'warning', 'assert'].includes(message.type())) witness.problems.push(text)
  })
  page.on('pageerror', (error) => witness.problems.push(`exception: ${error.message}`))
  page.on('request', (request) => witness.urls.push(request.url()))
  page.on('dialog', (dialog) => {
    const question = `${dialog.type()}: ${dialog.message()}`
    const answer = witness.answers.shift()
    if (answer === undefined) witness.problems.push(`dialog: ${question}`)
    witness.questions.push(question)
    void (answer === true ? dialog.accept() : dialog.dismiss())
  })
  return witness
}

/** Returns a secret in plain text and as encoded in addresses, JSON and markup. */
export function formsOf(secret: string): string[] {
  const [first = '', ...more] = secret.split('\n').map((line) => line.trim())
  const lines = more.length === 0 ? [first] : more.filter((line) => line.length > 8)
  return [
    ...new Set(lines.flatMap((line) => [line, encodeURIComponent(line), btoa(line), line.replaceAll('"', '&quot;')])),
  ]
}

function expectUnseen(secret: string, places: Record<string, string[]>): void {
  for (const [place, texts] of Object.entries(places)) {
    const seen = texts.some((text) => formsOf(secret).some((form) => text.includes(form)))
    expect(seen, `a secret stands in the ${place}`).toBe(false)
  }
}
