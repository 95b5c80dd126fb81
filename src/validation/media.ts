import { isBase64 } from '../base/base64.ts'
import { isObject } from '../base/json.ts'
import { parseJson } from '../base/parseJson.ts'
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

/** The errors of PEM text without a certificate, by the end of the label of its blocks. */
const otherLabels: readonly (readonly [RegExp, string])[] = [
  [/^PKCS7$/, 'pem-pkcs7'],
  [/^(?:NEW )?CERTIFICATE REQUEST$/, 'pem-request'],
  [/PUBLIC KEY$/, 'pem-public-key'],
  [/^TRUSTED CERTIFICATE$/, 'pem-trusted'],
  [/ CRL$/, 'pem-crl'],
]

/** Checks PEM text with certificates. Go, which reads it in the cluster, skips blocks of any other label. */
function checkCertificates(value: string): string | undefined {
  const labels = Array.from(value.matchAll(/-----BEGIN ([A-Z0-9 ]+)-----/g), ([, label = '']) => label)
  if (labels.some((label) => label.endsWith('PRIVATE KEY'))) return 'pem-private-key'
  if (/^\s*(?:ssh|ecdsa|sk)-\S+ [A-Za-z0-9+/]/.test(value)) return 'pem-public-key'
  if (labels.includes('CERTIFICATE') || labels.length === 0) return isPem(value) ? undefined : 'application/x-pem-file'
  return otherLabels.find(([label]) => labels.some((one) => label.test(one)))?.[1] ?? 'pem-certificate'
}

function checkJson(value: string): string | undefined {
  if (!isObject(parseJson(value)))
    return /^\s*-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(value) ? 'json-private-key' : 'application/json'
  return value.startsWith('\uFEFF') ? 'json-mark' : undefined
}

/** The checks of media types (`contentMediaType`). */
export const mediaTypes: Readonly<Record<string, TextCheck>> = {
  'application/json': checkJson,
  'application/pem-certificate-chain': checkCertificates,
  'application/x-pem-file': (value) => (isPem(value) ? undefined : 'application/x-pem-file'),
}

/** The checks of encodings (`contentEncoding`). */
export const encodings: Readonly<Record<string, TextCheck>> = {
  base64: (value) => (isBase64(value) && value !== '' ? undefined : 'base64'),
}
