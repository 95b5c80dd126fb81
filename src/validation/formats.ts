import { withoutFinalSlashes } from '../base/withoutFinalSlashes.ts'

/** A check of a text that returns the name of the error, which has a message in `CheckMessages`, or undefined. */
export type TextCheck = (value: string) => string | undefined

const dnsLabel = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/
const dnsSubdomain = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/
const labelName = /^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/

function climbs(path: string): boolean {
  return path.split('/').includes('..')
}

/** Checks a key of a label or annotation: an optional DNS subdomain and slash, then a name (`IsQualifiedName`). */
function isLabelKey(value: string): boolean {
  const parts = value.split('/')
  if (parts.length > 2) return false
  const [prefix, name] = parts.length === 2 ? parts : [undefined, parts[0]]
  if (prefix !== undefined && (prefix.length > 253 || !dnsSubdomain.test(prefix))) return false
  return labelName.test(name ?? '')
}

/** Checks a server address: `http` or `https`, a host, an optional port, and nothing after that but one slash. */
function checkHttpOrigin(value: string): string | undefined {
  if (/\s/.test(value)) return 'http-origin-space'
  if (!/^https?:\/\//i.test(value)) return 'http-origin-scheme'
  const rest = value.replace(/^https?:\/\//i, '')
  const [host = '', ...path] = rest.split('/')
  if (path.join('/') !== '') return 'http-origin-path'
  if (host.includes('@')) return 'http-origin-user'
  if (/[?#]/.test(host)) return 'http-origin-query'
  const isHost = /^(\[[0-9a-f:.]+\]|[a-z0-9]([-a-z0-9_.]*[a-z0-9.])?)(:(?!0+$)[0-9]{1,5})?$/i.test(host)
  return URL.canParse(value) && isHost ? undefined : 'http-origin-host'
}

/** Removes spaces around an address and slashes at its end, and adds a missing scheme. */
function repairHttpOrigin(value: string): string | undefined {
  const trimmed = withoutFinalSlashes(value.trim())
  const repaired = /^[a-z]+:/i.test(trimmed) && !/^[^/]+:[0-9]+$/.test(trimmed) ? trimmed : `https://${trimmed}`
  return checkHttpOrigin(repaired) === undefined ? repaired : undefined
}

/** Repairs by format. Each returns the text that was certainly meant, or undefined if that isn't certain. */
export const repairs: Readonly<Record<string, TextCheck>> = { 'http-origin': repairHttpOrigin }

const tests: Readonly<Record<string, (value: string) => boolean>> = {
  'absolute-path': (value) => value.startsWith('/') && !climbs(value),
  'relative-path': (value) => !value.startsWith('/') && !climbs(value),
  'object-prefix': (value) => !value.includes('//') && !climbs(value),
  'dns-label': (value) => value.length <= 63 && dnsLabel.test(value),
  'dns-subdomain': (value) => value.length <= 253 && dnsSubdomain.test(value),
  'label-key': isLabelKey,
  'label-value': (value) => value === '' || labelName.test(value),
  uri: (value) => !/\s/.test(value) && URL.canParse(value),
  hostname: (value) =>
    value.length <= 253 && /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\.?$/i.test(value),
  email: (value) => /^[^\s@]+@[^\s@]+$/.test(value),
  date: (value) => /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value)),
  'date-time': (value) => /^\d{4}-\d{2}-\d{2}T.+(Z|[+-]\d{2}:\d{2})$/i.test(value) && !Number.isNaN(Date.parse(value)),
}

/**
 * The checks of formats that a schema may use. Names follow the rules of Kubernetes (RFC 1123 labels and subdomains,
 * qualified names).
 */
export const formats: Readonly<Record<string, TextCheck>> = {
  ...Object.fromEntries(
    Object.entries(tests).map(([name, test]) => [name, (value: string) => (test(value) ? undefined : name)]),
  ),
  'http-origin': checkHttpOrigin,
}
