import { decodeBase64, encodeBase64 } from '../../base/base64.ts'
import { isObject, member } from '../../base/json.ts'

const windowLength = 8

/** Returns every form in which a server could quote the values of a Secret: plain, escaped, in base64 and decoded. */
export function secretForms(object: object | undefined): string[] {
  if (member(object, 'kind') !== 'Secret') return []
  const forms = new Set<string>()
  const add = (value: string): void => {
    if (value === '') return
    forms.add(value)
    forms.add(JSON.stringify(value).slice(1, -1))
  }
  for (const value of stringsOf(member(object, 'stringData'))) {
    add(value)
    add(encodeBase64(value))
  }
  for (const value of stringsOf(member(object, 'data'))) {
    add(value)
    add(decodeBase64(value) ?? '')
  }
  return [...forms]
}

/**
 * Returns whether the text may quote a value, in whole or in part. Eight characters of it are enough; a shorter value
 * counts if it is a word of its own.
 */
export function quotesSecret(text: string, forms: readonly string[]): boolean {
  if (forms.length === 0) return false
  const windows = new Set<string>()
  for (let at = 0; at + windowLength <= text.length; at++) windows.add(text.slice(at, at + windowLength))
  return forms.some((form) => {
    if (form.length < windowLength) return standsAlone(text, form)
    for (let at = 0; at + windowLength <= form.length; at++) {
      if (windows.has(form.slice(at, at + windowLength))) return true
    }
    return false
  })
}

function standsAlone(text: string, word: string): boolean {
  const letter = /[\p{L}\p{N}]/u
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (!letter.test(text.charAt(at - 1)) && !letter.test(text.charAt(at + word.length))) return true
  }
  return false
}

function stringsOf(map: unknown): string[] {
  return isObject(map)
    ? Object.values(map).map((value) => (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')))
    : []
}
