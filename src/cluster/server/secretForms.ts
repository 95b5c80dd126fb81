import { decodeBase64, encodeBase64 } from '../../base/base64.ts'
import { isObject, member, textOf } from '../../base/json.ts'
import { isSecretKind } from '../../manifests/secretKinds.ts'

const windowLength = 8

/** Returns the values of a Secret, plain and in base64. A server can quote each of them. */
export function secretForms(object: object | undefined): string[] {
  const plain = stringsOf(member(object, 'stringData'))
  const isSecret = isSecretKind(textOf(member(object, 'kind')), textOf(member(object, 'apiVersion')))
  const encoded = isSecret ? stringsOf(member(object, 'data')) : []
  const forms = [...plain, ...plain.map(encodeBase64), ...encoded, ...encoded.map((value) => decodeBase64(value) ?? '')]
  return [...new Set(forms.filter((form) => form !== ''))]
}

const named: Readonly<Record<string, string>> = { a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' }
const escape = /\\(?:u([0-9a-f]{4})|U([0-9a-f]{8})|x([0-9a-f]{2})|([\s\S]))/gi

/** Undoes the escapes of JSON and of Go, however often a text was quoted. */
function unescape(text: string): string {
  let plain = text
  while (plain.includes('\\')) {
    const next = plain.replace(escape, (_all, ...parts: (string | undefined)[]) => {
      const [short, long, byte, char = ''] = parts
      const code = Number.parseInt(short ?? long ?? byte ?? '', 16)
      return code <= 0x10ffff ? String.fromCodePoint(code) : (named[char] ?? char)
    })
    plain = next === plain ? plain.replaceAll('\\', '') : next
  }
  return plain
}

/** Returns a text without escapes and without the characters that servers replace: spaces and control characters. */
function squeeze(text: string): string {
  return unescape(text).replaceAll(/[\s\p{C}\ufffd]+/gu, '')
}

/** Returns a text without escapes, with one space for each run of the characters that servers replace. */
function wordsOf(text: string): string {
  return unescape(text)
    .replaceAll(/[\s\p{C}\ufffd]+/gu, ' ')
    .trim()
}

/**
 * Returns whether the text may quote a value, in whole or in part, escaped or not. Eight characters of it are enough; a
 * shorter value counts if it is a word of its own.
 */
export function quotesSecret(text: string, forms: readonly string[]): boolean {
  if (forms.length === 0 || text === '') return false
  const squeezed = squeeze(text)
  const words = wordsOf(text)
  const windows = new Set<string>()
  for (let at = 0; at + windowLength <= squeezed.length; at++) windows.add(squeezed.slice(at, at + windowLength))
  return forms.some((form) => {
    const value = squeeze(form)
    if (value.length < windowLength) return standsAlone(words, wordsOf(form)) || standsAlone(text, form)
    for (let at = 0; at + windowLength <= value.length; at++) {
      if (windows.has(value.slice(at, at + windowLength))) return true
    }
    return false
  })
}

function standsAlone(text: string, word: string): boolean {
  if (word === '') return false
  const letter = /[\p{L}\p{N}]/u
  const isLetter = (at: number): boolean => letter.test(text.charAt(at))
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const end = at + word.length
    if (!(isLetter(at) && isLetter(at - 1)) && !(isLetter(end - 1) && isLetter(end))) return true
  }
  return false
}

function stringsOf(map: unknown): string[] {
  return isObject(map)
    ? Object.values(map).map((value) => (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')))
    : []
}
