/** Checks a text; gives the sentence that says what is wrong and what to do, or undefined. */
export type TextCheck = (value: string) => string | undefined

const dnsLabel = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/
const dnsSubdomain = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/
const labelName = /^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/

function matches(test: (value: string) => boolean, message: string): TextCheck {
  return (value) => (test(value) ? undefined : message)
}

function climbs(path: string): boolean {
  return path.split('/').includes('..')
}

/** A label's or an annotation's key: an optional DNS subdomain and a slash, then a name. Kubernetes' `IsQualifiedName`. */
function isLabelKey(value: string): boolean {
  const parts = value.split('/')
  if (parts.length > 2) return false
  const [prefix, name] = parts.length === 2 ? parts : [undefined, parts[0]]
  if (prefix !== undefined && (prefix.length > 253 || !dnsSubdomain.test(prefix))) return false
  return labelName.test(name ?? '')
}

/** The address of a server: `http` or `https`, a host, perhaps a port, and nothing behind it but one slash. */
function checkHttpOrigin(value: string): string | undefined {
  const example = 'for example https://s3.example.com'
  if (/\s/.test(value)) return 'The address must not contain spaces or line breaks. Remove them.'
  if (!/^https?:\/\//i.test(value)) return `The address must start with https:// or http://, ${example}.`
  const rest = value.replace(/^https?:\/\//i, '')
  const [host = '', ...path] = rest.split('/')
  if (path.join('/') !== '') {
    return `There must be nothing behind the host, neither a bucket nor a folder: ${example}. They have fields of their own.`
  }
  if (host.includes('@')) return 'The address must not hold a user or a password. Credentials have fields of their own.'
  if (/[?#]/.test(host)) return `The address must not have a query or a fragment, ${example}.`
  if (!URL.canParse(value) || !/^(\[[0-9a-f:.]+\]|[a-z0-9]([-a-z0-9_.]*[a-z0-9.])?)(:[0-9]{1,5})?$/i.test(host)) {
    return `The address needs a host name, and a port from 1 to 65535 if it names one, ${example}:9000.`
  }
  return undefined
}

/**
 * The named formats that a schema may use, each with its sentence. The rules of names are those of Kubernetes
 * (RFC 1123 labels and subdomains, qualified names).
 */
export const formats: Readonly<Record<string, TextCheck>> = {
  'absolute-path': matches(
    (value) => value.startsWith('/') && !climbs(value),
    'Enter an absolute path: it starts with a slash and has no part that is two dots, for example /safe/data.',
  ),
  'relative-path': matches(
    (value) => !value.startsWith('/') && !climbs(value),
    'Enter a relative path: it does not start with a slash and has no part that is two dots, for example backups/demo.',
  ),
  'object-prefix': matches(
    (value) => !value.includes('//') && !climbs(value),
    'A prefix must not contain two slashes in a row or a part that is two dots. Write it like db-backups/demo.',
  ),
  'dns-label': matches(
    (value) => value.length <= 63 && dnsLabel.test(value),
    'Use at most 63 lower-case letters, digits and hyphens, with a letter or a digit at both ends, for example team-a.',
  ),
  'dns-subdomain': matches(
    (value) => value.length <= 253 && dnsSubdomain.test(value),
    'Use at most 253 lower-case letters, digits, hyphens and dots, with a letter or a digit at both ends of each part, for example s3-backup.',
  ),
  'label-key': matches(
    isLabelKey,
    'A key has at most 63 letters, digits, hyphens, underscores and dots, with a letter or a digit at both ends; a domain and a slash may stand before it, for example example.com/team.',
  ),
  'label-value': matches(
    (value) => value === '' || labelName.test(value),
    'A value has at most 63 letters, digits, hyphens, underscores and dots, with a letter or a digit at both ends. It may be empty.',
  ),
  'http-origin': checkHttpOrigin,
  uri: matches(
    (value) => !/\s/.test(value) && URL.canParse(value),
    'Enter a whole address with its scheme, for example https://backup.example.com/path.',
  ),
  hostname: matches(
    (value) =>
      value.length <= 253 && /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\.?$/i.test(value),
    'Enter a host name alone, for example nfs.example.com.',
  ),
  email: matches(
    (value) => /^[^\s@]+@[^\s@]+$/.test(value),
    'Enter an e-mail address, for example backup@example.com.',
  ),
  date: matches(
    (value) => /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value)),
    'Enter a date as year, month and day, for example 2026-11-23.',
  ),
  'date-time': matches(
    (value) => /^\d{4}-\d{2}-\d{2}T.+(Z|[+-]\d{2}:\d{2})$/i.test(value) && !Number.isNaN(Date.parse(value)),
    'Enter a date and a time, for example 2026-11-23T08:00:00Z.',
  ),
}
