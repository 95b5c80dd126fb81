import { withoutFinalSlashes } from '../base/withoutFinalSlashes.ts'

/** A check of a text that returns the name of the error, which has a message in `CheckMessages`, or undefined. */
export type TextCheck = (value: string) => string | undefined

const ifClimbs = (path: string): string | undefined => (path.split('/').includes('..') ? 'path-climbs' : undefined)
const hasGoodEnds = (name: string): boolean => /^[a-z0-9](?:.*[a-z0-9])?$/is.test(name)

/** Checks a DNS label (RFC 1123), such as the name of a namespace. */
function checkDnsLabel(value: string): string | undefined {
  if (/\s/.test(value)) return 'spaces'
  if (/[A-Z]/.test(value)) return 'uppercase'
  if (!/^[a-z0-9-]*$/.test(value)) return 'dns-label-characters'
  if (!hasGoodEnds(value)) return 'dns-label-ends'
  return value.length > 63 ? 'length-63' : undefined
}

/** Checks a DNS subdomain (RFC 1123), such as the name of most objects. */
function checkDnsSubdomain(value: string): string | undefined {
  if (/\s/.test(value)) return 'spaces'
  if (/[A-Z]/.test(value)) return 'uppercase'
  if (!/^[a-z0-9.-]*$/.test(value)) return 'dns-subdomain-characters'
  if (!value.split('.').every(hasGoodEnds)) return 'dns-subdomain-ends'
  return value.length > 253 ? 'length-253' : undefined
}

/** Checks the value of a label, which can be empty, or the name in a key. */
function checkLabelValue(value: string): string | undefined {
  if (value === '') return undefined
  if (/\s/.test(value)) return 'spaces'
  if (!/^[a-z0-9._-]*$/i.test(value)) return 'label-characters'
  if (!hasGoodEnds(value)) return 'label-ends'
  return value.length > 63 ? 'length-63' : undefined
}

/** Checks a key of a label or annotation: an optional DNS subdomain and slash, then a name (`IsQualifiedName`). */
function checkLabelKey(value: string): string | undefined {
  const parts = value.split('/')
  if (parts.length > 2) return 'label-slashes'
  const [domain, name = ''] = parts.length === 2 ? parts : [undefined, value]
  if (domain !== undefined && (domain === '' || checkDnsSubdomain(domain) !== undefined)) return 'label-domain'
  const failed = name === '' ? 'label-ends' : checkLabelValue(name)
  return failed === 'length-63' && domain !== undefined ? 'label-name-length' : failed
}

/** Returns whether a name can be in the DNS: up to 253 characters, and up to 63 in each part. */
function hasGoodLengths(host: string): boolean {
  const name = host.endsWith('.') ? host.slice(0, -1) : host
  return name.length <= 253 && name.split('.').every((part) => part !== '' && part.length <= 63)
}

/** Checks a host name; a dot at the end marks it as absolute. */
function isHostname(value: string): boolean {
  return hasGoodLengths(value) && /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\.?$/i.test(value)
}

/**
 * Checks a server address: `http` or `https` in lower case, which restic needs, a host, an optional port, and nothing
 * after that but one slash.
 */
function checkHttpOrigin(value: string): string | undefined {
  if (/<[^<>]*>/.test(value)) return 'http-origin-template'
  if (/\s/.test(value)) return 'http-origin-space'
  if (!/^https?:\/\//.test(value)) return /^https?:\/\//i.test(value) ? 'http-origin-case' : 'http-origin-scheme'
  const rest = value.replace(/^https?:\/\//, '')
  const [host = '', ...path] = rest.split('/')
  if (path.join('/') !== '') return 'http-origin-path'
  if (host.includes('@')) return 'http-origin-user'
  if (/[?#]/.test(host)) return 'http-origin-query'
  const isHost = /^(\[[0-9a-f:.]+\]|[a-z0-9]([-a-z0-9_.]*[a-z0-9.])?)(:(?!0+$)[0-9]{1,5})?$/i.test(host)
  const name = host.replace(/:\d+$/, '')
  return URL.canParse(value) && isHost && (host.startsWith('[') || hasGoodLengths(name))
    ? undefined
    : 'http-origin-host'
}

/** Removes spaces around an address and slashes at its end, adds a missing scheme, and writes it in lower case. */
function repairHttpOrigin(value: string): string | undefined {
  const trimmed = withoutFinalSlashes(value.trim()).replace(/^https?:\/\//i, (scheme) => scheme.toLowerCase())
  const repaired = /^[a-z]+:/i.test(trimmed) && !/^[^/]+:[0-9]+$/.test(trimmed) ? trimmed : `https://${trimmed}`
  return checkHttpOrigin(repaired) === undefined ? repaired : undefined
}

/** Repairs by format. Each returns the text that was certainly meant, or undefined if that isn't certain. */
export const repairs: Readonly<Record<string, TextCheck>> = { 'http-origin': repairHttpOrigin }

/** Returns whether a date exists: `Date` takes 30 February for 2 March. */
function isDate(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false
  const date = new Date(value)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value)
}

/** A time with a time zone (RFC 3339). Go, which reads it in the cluster, knows no leap seconds. */
const time = /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/i

/** Formats with one rule: the name of the error is that of the format. */
const tests: Readonly<Record<string, (value: string) => boolean>> = {
  uri: (value) => !/\s/.test(value) && URL.canParse(value) && !/^[^:/]+:\/\/[^/]*@/.test(value),
  hostname: isHostname,
  email: (value) => /^[^\s@]+@[^\s@]+$/.test(value),
  date: isDate,
  'date-time': (value) => isDate(value.slice(0, 10)) && /^t$/i.test(value.charAt(10)) && time.test(value.slice(11)),
}

/**
 * The checks of formats that a schema may use. Names follow the rules of Kubernetes (RFC 1123 labels and subdomains,
 * qualified names).
 */
export const formats: Readonly<Record<string, TextCheck>> = {
  ...Object.fromEntries(
    Object.entries(tests).map(([name, test]) => [name, (value: string) => (test(value) ? undefined : name)]),
  ),
  'absolute-path': (value) => (value.startsWith('/') ? ifClimbs(value) : 'path-absolute'),
  'relative-path': (value) => (value.startsWith('/') ? 'path-relative' : ifClimbs(value)),
  'object-prefix': (value) => (value.includes('//') ? 'prefix-slashes' : ifClimbs(value)),
  'dns-label': checkDnsLabel,
  'dns-subdomain': checkDnsSubdomain,
  'label-key': checkLabelKey,
  'label-value': checkLabelValue,
  'http-origin': checkHttpOrigin,
}
