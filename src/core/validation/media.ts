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
  'application/json': (value) => (isJsonObject(value) ? undefined : 'application/json'),
  'application/x-pem-file': (value) => (isPem(value) ? undefined : 'application/x-pem-file'),
}

/** The encodings (`contentEncoding`) that are checked. */
export const encodings: Readonly<Record<string, TextCheck>> = {
  base64: (value) => (base64.test(value) && value !== '' ? undefined : 'base64'),
}
