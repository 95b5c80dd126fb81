import { isBase64 } from '../base/base64.ts'
import { isObject, member } from '../base/json.ts'
import type { Schema } from '../schema/language.ts'
import type { TextCheck } from './formats.ts'

const pemBlock =
  /(?<=^|[\r\n])-----BEGIN ([A-Z0-9 ]+)-----[ \t]*[\r\n]([A-Za-z0-9+/=\s]*)(?<=[\r\n])-----END \1-----(?=[ \t]*(?:[\r\n]|$))/g

/**
 * Returns whether a text has blocks of `-----BEGIN X-----`, base64 of a DER sequence and `-----END X-----`. Each marker
 * is on its own line, with any line ending. Text around the blocks is ignored, as by Go's `pem.Decode`, which reads it
 * in the cluster; a marker outside a block is an error.
 */
function isPem(value: string): boolean {
  let count = 0
  const rest = value.replaceAll(pemBlock, (all, _label, body: string) => {
    const packed = body.replaceAll(/\s/g, '')
    if (packed === '' || !isBase64(packed) || !atob(packed).startsWith('\x30')) return all
    count++
    return ''
  })
  return count > 0 && !/-----(?:BEGIN|END) /.test(rest)
}

function isJsonObject(value: string): boolean {
  try {
    return isObject(JSON.parse(value.replace(/^\uFEFF/, '')))
  } catch {
    return false // the parser's own message quotes the text, which may be a secret
  }
}

/** The checks of media types (`contentMediaType`). */
export const mediaTypes: Readonly<Record<string, TextCheck>> = {
  'application/json': (value) => {
    if (isJsonObject(value)) return undefined
    return /^\s*-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(value) ? 'json-private-key' : 'application/json'
  },
  'application/x-pem-file': (value) => (isPem(value) ? undefined : 'application/x-pem-file'),
}

/** The checks of encodings (`contentEncoding`). */
export const encodings: Readonly<Record<string, TextCheck>> = {
  base64: (value) => (isBase64(value) && value !== '' ? undefined : 'base64'),
}

/** Returns the members that a JSON text lacks, or whose value differs from the `const` in its schema. */
export function contentErrors(value: string, { required = [], properties = {} }: Schema): string[] {
  const data: unknown = JSON.parse(value.replace(/^\uFEFF/, ''))
  const lacks = required.filter((name) => !member(data, name))
  const wrong = Object.entries(properties).filter(
    ([name, one]) => one.const !== undefined && member(data, name) !== one.const,
  )
  return [...new Set([...lacks, ...wrong.map(([name]) => name)])]
}
