import { serverDiagnostics } from 'backupstorage-forms/cluster'
import { toManifests } from 'backupstorage-forms/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { setAt } from '../../src/base/pointer.ts'
import { caseOf } from '../fixtures/cases.ts'
import { check } from '../property.ts'

const { values } = caseOf('s3-new-secret')
const manifestsWith = (value: string): object[] =>
  toManifests(setAt(values, ['backend', 'auth', 'AWS_SECRET_ACCESS_KEY'], value))

const hex = (char: string, length: number): string => char.charCodeAt(0).toString(16).padStart(length, '0')
const goJson = (text: string): string =>
  JSON.stringify(text).replaceAll(/[&<>\u2028\u2029]/g, (char) => `\\u${hex(char, 4)}`)
/** Returns a string as Go's `%q` writes it. */
const goQuoted = (text: string): string => {
  const short: Record<string, string> = {
    '\n': '\\n',
    '\t': '\\t',
    '\r': '\\r',
    '"': '\\"',
    '\\': '\\\\',
    '\b': '\\b',
    '\f': '\\f',
    '\v': '\\v',
    '\x07': '\\a',
  }
  const quoted = Array.from(
    text,
    (char) =>
      short[char] ?? (/\p{C}/u.test(char) ? (char < '\x80' ? `\\x${hex(char, 2)}` : `\\u${hex(char, 4)}`) : char),
  )
  return `"${quoted.join('')}"`
}

/** The ways in which a server can repeat a value. */
const echoes: Readonly<Record<string, (value: string) => string>> = {
  'as it is': (value) => value,
  'with other spaces': (value) => value.replaceAll(/\s+/g, ' '),
  'as JSON': (value) => JSON.stringify(value),
  'as Go writes JSON': goJson,
  'as JSON in JSON': (value) => goJson(goJson(value)),
  'with %q of Go': goQuoted,
  'in base64': (value) => Buffer.from(value).toString('base64'),
  'cut off': (value) => value.slice(0, Math.max(8, value.length - 3)),
}

/** The answers with a text in one part. */
const answers: Readonly<Record<string, (text: string) => object>> = {
  'the message': (text) => ({
    failure: { kind: 'Status', code: 403, reason: 'Forbidden', message: `Not allowed: ${text}` },
  }),
  'the reason': (text) => ({ failure: { kind: 'Status', code: 422, reason: text, message: 'It is wrong' } }),
  'the name of a webhook': (text) => ({
    failure: { kind: 'Status', code: 400, message: `admission webhook "${text}" denied the request: no` },
  }),
  'a cause': (text) => ({
    failure: {
      kind: 'Status',
      code: 422,
      details: { causes: [{ field: 'spec.storage', message: text, reason: 'Invalid' }] },
    },
  }),
  'the reason of a cause': (text) => ({
    failure: {
      kind: 'Status',
      code: 422,
      details: { causes: [{ field: 'spec.storage', message: 'x', reason: text }] },
    },
  }),
  'the field of a cause': (text) => ({
    failure: { kind: 'Status', code: 422, details: { causes: [{ field: text, message: 'x' }] } },
  }),
  'an error': (text) => ({
    failure: Object.assign(new Error(text), {
      status: 422,
      reason: text,
      causes: [{ field: 'spec', message: text, reason: text }],
    }),
  }),
  'a warning': (text) => ({ warnings: [text] }),
}

const said = (answer: object, value: string): string => JSON.stringify(serverDiagnostics(answer, manifestsWith(value)))

describe.each(Object.entries(echoes))('a value that the server repeats %s', (_how, echo) => {
  it.each(Object.entries(answers))('is not shown from %s', (_where, answerWith) => {
    for (const value of [
      'two  spaces and\nlines of text',
      'made&up<and>secret',
      'a&b',
      'hunter2',
      'x\x01y',
      'made"up\\secret',
      '\x01\x02signs\u2028here',
    ]) {
      const plain = said(answerWith('something else'), value)
      for (const before of ['', 'bad value ', '"', '(']) {
        const out = said(answerWith(before + echo(value)), value)
        expect(plain).not.toBe('')
        for (const form of [value, JSON.stringify(value).slice(1, -1), echo(value)]) expect(out).not.toContain(form)
      }
    }
  })

  it('is not shown, whatever it is', () => {
    const value = fc.oneof(
      fc.string({ minLength: 12 }),
      fc.string({ unit: 'binary', minLength: 12 }),
      fc.stringMatching(/^[\w&<> \n"\\-]{12,30}$/),
    )
    const places = fc.constantFrom(...Object.values(answers))
    check(
      fc.property(value, places, (secret, answerWith) => {
        fc.pre(secret.replaceAll(/[\s\p{C}\\]/gu, '').length > 11)
        const text = echo(secret)
        const out = JSON.parse(said(answerWith(`x ${text}`), secret)) as { message: string; code: string }[]
        for (const { message, code } of out)
          expect([message.includes(text), code.includes(text)]).toEqual([false, false])
      }),
      20_000 / Object.keys(echoes).length,
    )
  })
})

it('a message that only shares short words with a value is shown', () => {
  const text = 'the storage must have a bucket'
  expect(said({ warnings: [text] }, 'a-must-key')).toContain(text)
  expect(said({ failure: { kind: 'Status', code: 403, message: text } }, 'bucketeer')).toContain(text)
})
