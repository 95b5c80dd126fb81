import type { Diagnostic } from 'backupstorage-forms/core'
import { caseOf } from '../../fixtures/cases.ts'

// The rules of the domain, each with valid and invalid values: the diagnostic's path, severity, code and message, and
// the result of its fix.

/** The expected result: no diagnostic, or a severity and a code, optionally with another path, a fix and a message. */
export type Expected = 'ok' | readonly [Diagnostic['severity'], string, (More | undefined)?]
export interface More {
  at?: string
  fixed?: unknown
  says?: RegExp
}
export type Row = readonly [value: unknown, expected: Expected]
/** Rows by the starting point of the values, and the pointer to change. */
export type RuleTable = Readonly<Record<string, Readonly<Record<string, readonly Row[]>>>>

export const longName = (length: number): string => 'a'.repeat(length)
export const pem = (label = 'CERTIFICATE', body = 'MBUME21hZGUtdXAgY2VydGlmaWNhdGU='): string =>
  `-----BEGIN ${label}-----\n${body}\n-----END ${label}-----\n`
/** Made up, and as long as those of Amazon. */
export const secretKey = 'made-up/secret+access/key+for/EXAMPLES00'
export const base64 = (text: string): string => Buffer.from(text).toString('base64')
export const key = caseOf('gcs-new-secret').values.backend.auth['GOOGLE_SERVICE_ACCOUNT_JSON_KEY'] as string
export const azureKey = caseOf('azure-guide').values.backend.auth['AZURE_ACCOUNT_KEY'] as string
/** The key file with other members; undefined removes one. */
export const keyWith = (members: object): string => JSON.stringify({ ...(JSON.parse(key) as object), ...members })
export const privateKey = (JSON.parse(key) as { private_key: string }).private_key
export const userKey = { type: 'authorized_user', client_id: 'a', client_secret: 'made-up', refresh_token: 'made-up' }
export const lacking = (name: string): string => JSON.stringify({ ...(JSON.parse(key) as object), [name]: undefined })

export const connection = (suffix: string): string =>
  `DefaultEndpointsProtocol=https;AccountName=mybackups;AccountKey=${azureKey};EndpointSuffix=${suffix}`

export const bad = (code: string, more?: More): Expected => ['error', code, more]
export const region = { at: '/backend/spec/region' }
export const differs = (fixed: string): Expected => bad('differs', { ...region, fixed })
export const specAt = (endpoint: string, regionName?: string, bucket = 'my-backups'): object => ({
  bucket,
  endpoint,
  ...(regionName === undefined ? {} : { region: regionName }),
})
export const amazonSpec = (host: string, regionName?: string): object => specAt(`https://${host}`, regionName)
export const inHost = (fixed: string): Expected => [
  'warning',
  'bucket-in-host',
  { at: '/backend/spec/endpoint', fixed },
]
export const refused = (says: RegExp): Expected => [
  'warning',
  'unsupported-endpoint',
  { at: '/backend/spec/endpoint', says },
]
export const otherRegion = (code: string, fixed: string): Expected => ['warning', code, { ...region, fixed }]
export const firstExpression = '/usagePolicy/selector/matchExpressions/0'
export const expression = (one: object): object => ({ from: 'Selector', selector: { matchExpressions: [one] } })
export const name = bad('bucket-name')
export const prefix: Row[] = [
  ['db', 'ok'],
  ['db/demo', 'ok'],
  [undefined, 'ok'],
  ['db demo', 'ok'],
  ['a..b', 'ok'],
  ['..', bad('format')],
  ['../a', bad('format')],
  ['a/..', bad('format')],
  ['//', bad('format')],
  ['a/.../b', 'ok'],
  ['/', ['info', 'prefix-slash', { fixed: '' }]],
  ['a/../b', bad('format')],
  ['a//b', bad('format')],
  ['/db', ['info', 'prefix-slash', { fixed: 'db' }]],
  ['db/', ['info', 'prefix-slash', { fixed: 'db' }]],
  ['/db/demo/', ['info', 'prefix-slash', { fixed: 'db/demo' }]],
]
/** Where restic reads the prefix as part of a URL. */
export const urlPrefix: Row[] = [
  ['a&b=c+d', 'ok'],
  ['a%20b', 'ok'],
  ['a%2Fb', 'ok'],
  ['demo?x', bad('pattern', { says: /ignore the rest/ })],
  ['clu#1', bad('pattern', { says: /ignore the rest/ })],
  ['a\tb', bad('pattern')],
  ['100%', bad('pattern', { says: /%20/ })],
  ['a%zzb', bad('pattern', { says: /%20/ })],
  ['%2', bad('pattern', { says: /%20/ })],
]
/** Where the prefix is no part of a URL. */
export const plainPrefix: Row[] = [
  ['demo?x', 'ok'],
  ['clu#1', 'ok'],
  ['100%', 'ok'],
]
/** Whitespace and invisible characters around a value that is valid without them. */
export const spaces = (value: string): Row[] => [
  [` ${value}`, bad('space', { fixed: value })],
  [`${value}\n`, bad('space', { fixed: value })],
  [`\u200b${value}`, bad('invisible', { fixed: value })],
  [`${value.slice(0, 3)}\u2060${value.slice(3)} `, bad('invisible', { fixed: value })],
  [`\ufeff${value}`, bad('invisible', { fixed: value })],
]
export const certificate = '/backend/auth/CA_CERT_DATA'
export const connections: Row[] = [
  [0, 'ok'],
  [5, 'ok'],
  [100, 'ok'],
  [undefined, 'ok'],
  [-1, bad('minimum')],
  [1.5, bad('type')],
  ['5', bad('type')],
  ['many', bad('type')],
  [true, bad('type')],
]
export const credential = (value: string): Row[] => [
  [value, 'ok'],
  [`${value}\n`, bad('space', { fixed: value })],
  [` ${value}`, bad('space', { fixed: value })],
  [`${value}\r\n`, bad('space', { fixed: value })],
  [`\t${value}\u00a0`, bad('space', { fixed: value })],
  [5, bad('type')],
  ['', bad('required')],
  [undefined, bad('required')],
  [`${value.slice(0, 4)}\u200b${value.slice(4)}`, bad('invisible', { fixed: value })],
  [`"${value}"`, bad('quoted', { fixed: value })],
  [`'${value}'`, bad('quoted', { fixed: value })],
  [`“${value}”`, bad('quoted', { fixed: value })],
]
/** A credential copied together with its key. */
export const assigned = (name: string, value: string): Row[] => [
  [`${name}=${value}`, bad('assigned', { fixed: value })],
  [`${name}: ${value}`, bad('assigned', { fixed: value })],
  [`export ${name}="${value}"`, bad('assigned', { fixed: value })],
  [`${name.toLowerCase()} = '${value}'`, bad('assigned', { fixed: value })],
]

/** The rules. */
