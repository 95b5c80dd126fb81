import { isObject } from '../json.ts'
import type { TextCheck } from './formats.ts'

const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/

/** A whole number of blocks `-----BEGIN X-----`, base64, `-----END X-----` with any line ends, each a DER sequence. */
function isPem(value: string): boolean {
  const block = /-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\s]*)-----END \1-----/g
  const rest = value.replaceAll(block, (_all, _label, body: string) => {
    const packed = body.replaceAll(/\s/g, '')
    return packed !== '' && base64.test(packed) && atob(packed).startsWith('\x30') ? '' : '!'
  })
  return rest.trim() === '' && value.trim() !== ''
}

function isJsonObject(value: string): boolean {
  try {
    return isObject(JSON.parse(value.replace(/^\uFEFF/, '')))
  } catch {
    return false // the parser's own message quotes the text, which may be a secret
  }
}

/** The media types (`contentMediaType`) that are checked. */
export const mediaTypes: Readonly<Record<string, TextCheck>> = {
  'application/json': (value) =>
    isJsonObject(value)
      ? undefined
      : 'This is not a JSON object. Paste the whole file as it was downloaded, from the first { to the last }.',
  'application/x-pem-file': (value) =>
    isPem(value)
      ? undefined
      : 'This is not PEM text. Paste the whole file, from -----BEGIN to the end of the line with -----END, not base64 of it.',
}

/** The encodings (`contentEncoding`) that are checked. */
export const encodings: Readonly<Record<string, TextCheck>> = {
  base64: (value) =>
    base64.test(value) && value !== ''
      ? undefined
      : 'This is not base64: it may hold letters, digits, + and / only, padded with = to a multiple of four. Copy it again as a whole.',
}
