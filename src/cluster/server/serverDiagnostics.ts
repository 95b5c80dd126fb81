import type { Diagnostic } from '../../schema/diagnostics.ts'
import { deepEqual, isObject, member, textOf } from '../../base/json.ts'
import { rangeAt } from '../../manifests/rangeAt.ts'
import type { Found } from '../../manifests/findStorage.ts'
import { expandLists, findStorage } from '../../manifests/findStorage.ts'
import type { ManifestMessages } from '../../messages/manifests.ts'
import { fieldPathOf } from '../../manifests/manifestPaths.ts'
import { readText } from '../../manifests/readText.ts'
import { contextOf } from '../../context/createContext.ts'
import type { Options } from '../../context/options.ts'
import type { Path } from '../../base/pointer.ts'
import { toPointer } from '../../base/pointer.ts'
import { blockPath } from '../../schema/layout.ts'
import { schemaAt } from '../../schema/schemaAt.ts'
import { quotesSecret, secretForms } from './secretForms.ts'
import type { KubernetesCause } from './readStatus.ts'
import { readStatus } from './readStatus.ts'

/** The answer of a Kubernetes API to manifests. */
export interface ServerAnswer {
  /**
   * The failure: the API's `Status` as plain data, or the error that the call rejected with. For an error, uses its
   * `causes` or those of its `cause`, as in a `KubernetesError`, or else its message.
   */
  failure?: unknown
  /** The texts of `Warning` headers. */
  warnings?: readonly string[] | undefined
}

/** A failure, from a `Status` or an error. */
interface Failure {
  status: number
  reason: string
  /** The full sentence of an error (`isSentence`), or the server's own text. */
  message: string
  isSentence: boolean
  causes: readonly KubernetesCause[]
  /** The kind of the sent object, or the plural of a missing or existing one. */
  kind: string
}

function fromStatus(status: unknown, forms: readonly string[]): Failure | undefined {
  const kind = textOf(member(member(status, 'details'), 'kind'))
  const read = readStatus(status, { secret: /^secrets?$/i.test(kind), forms })
  if (!read) return undefined
  const { code, reason, text: message, causes } = read
  return { status: code, reason, message, isSentence: false, causes, kind }
}

function fromError(error: unknown, forms: readonly string[]): Failure {
  let here = error
  for (let hops = 0; hops < 5 && isObject(here) && !Array.isArray(member(here, 'causes')); hops++) {
    here = (here as { cause?: unknown }).cause
  }
  const one = isObject(here) ? here : error
  const message = typeof error === 'string' ? error : textOf((error as { message?: unknown } | undefined)?.message)
  const causes = member(one, 'causes')
  const status = member(one, 'status')
  const wordOf = (value: unknown): string => (quotesSecret(textOf(value), forms) ? '' : textOf(value))
  return {
    status: typeof status === 'number' ? status : 0,
    reason: wordOf(member(one, 'reason')),
    message: wordOf(message),
    isSentence: true,
    causes: (Array.isArray(causes) ? causes.filter(isObject) : []).map((cause) => ({
      field: wordOf(member(cause, 'field')),
      message: wordOf(member(cause, 'message')),
      reason: wordOf(member(cause, 'reason')),
    })),
    kind: textOf(member(member(one, 'object'), 'kind')),
  }
}

/** Parses a path as Kubernetes writes it: `spec.items[0].key` or `data[a.b]`. */
function pathOf(field: string): Path {
  return [...field.matchAll(/\[([^[\]]*)\]|([^.[\]]+)/g)].map(([, inside, name]) =>
    inside !== undefined && /^\d+$/.test(inside) ? Number(inside) : (inside ?? name ?? ''),
  )
}

/** Returns a cause without the parts that its position shows: the value, and the name of the field. */
function plainCause(message: string): string {
  return message
    .replace(/^(?:Invalid|Unsupported|Duplicate) value: (?:"(?:[^"\\]|\\.)*"|[^:"]*): /, '')
    .replace(/^Forbidden: /, '')
    .replace(/^\S+ in body /, '')
    .replace(/(must be of type [a-z]+): "[a-z]+"$/, '$1')
    .replace(/\.$/, '')
}

/** Returns a reason as a code: `field-value-invalid` for `FieldValueInvalid`. */
function codeOf(reason: string): string {
  return reason === '' ? 'refused' : reason.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase()
}

interface Reported {
  code: string
  severity: Diagnostic['severity']
  message: string
  path: string
  at?: { manifest: object; paths: readonly Path[] }
}

/** Returns the diagnostic for one field of the storage or of its Secret. */
function fieldDiagnostic(
  { field, message, reason }: KubernetesCause,
  severity: Diagnostic['severity'],
  found: Found,
  inSecret: boolean,
  messages: ManifestMessages,
): Reported {
  const path = pathOf(field)
  const manifest = inSecret ? found.secret : found.storage
  const own = fieldPathOf(found.layout, inSecret ? 'secret' : 'resource', path)
  const title = own && schemaAt(found.layout.schema, own)?.title
  const isUnknown = message.startsWith('unknown field')
  const { provider } = found
  const isBlock = !inSecret && deepEqual(path, blockPath(found.layout))
  const unknown = isBlock && provider ? messages.noSuchBlock(field, provider.title) : messages.unknownField(field, '')
  const words = plainCause(message)
  // The API copies `stringData` into `data` before it checks.
  const paths = inSecret && path[0] === 'data' ? [path, ['stringData', ...path.slice(1)]] : [path]
  return {
    code: isUnknown ? 'unknown-field' : codeOf(reason),
    severity,
    message: isUnknown ? unknown : messages.refusedField(title ?? field, words),
    path: toPointer(own ?? path),
    ...(manifest ? { at: { manifest, paths } } : {}),
  }
}

/** Returns the diagnostic for a failure that names no field; some reasons imply one. */
function objectDiagnostic(
  { reason, message, isSentence, kind }: Failure,
  found: Found | undefined,
  messages: ManifestMessages,
): Reported {
  const isSecret = /^secrets?$/i.test(kind)
  const taken = reason === 'AlreadyExists' ? (isSecret ? '/backend/credentials/secretName' : '/name') : ''
  const path = reason === 'NotFound' && kind === 'namespaces' ? '/namespace' : taken
  const manifest = isSecret ? found?.secret : found?.storage
  const key = path === '/namespace' ? 'namespace' : 'name'
  return {
    code: codeOf(reason),
    severity: 'error',
    message: isSentence && message !== '' ? message : messages.refused(message),
    path,
    ...(path !== '' && manifest ? { at: { manifest, paths: [['metadata', key]] } } : {}),
  }
}

/**
 * Converts the answer of a Kubernetes API to diagnostics. A cause of a `Status` has the path of its value in the form
 * and, given a text, its range there. Without a field, the path is empty, or the one that the reason implies. Warnings
 * are warnings. No message repeats a value of the Secrets in `input`. Accepts any plain data and never throws.
 */
export function serverDiagnostics(
  answer: ServerAnswer,
  input: string | readonly object[],
  options: Options = {},
): Diagnostic[] {
  const failure = member(answer, 'failure')
  const texts = member(answer, 'warnings')
  const warnings = (Array.isArray(texts) ? texts : []).filter((one) => typeof one === 'string')
  const context = contextOf(options)
  const read = typeof input === 'string' ? readText(input, context) : undefined
  const given = Array.isArray(input) ? expandLists(input.filter(isObject)) : []
  const manifests = read ? read.manifests.map(({ manifest }) => manifest) : given
  const found = findStorage(manifests, context)
  const forms = manifests.flatMap(secretForms)
  const messages = context.manifestMessages
  const reported: Reported[] = []
  if (failure !== undefined && failure !== null) {
    const one = fromStatus(failure, forms) ?? fromError(failure, forms)
    const fields = found ? one.causes.filter(({ field }) => field !== '' && field !== '<nil>') : []
    for (const cause of fields) {
      if (found) reported.push(fieldDiagnostic(cause, 'error', found, /^secrets?$/i.test(one.kind), messages))
    }
    if (fields.length === 0) reported.push(objectDiagnostic(one, found, messages))
  }
  for (const warning of warnings) {
    const [message, field] = /unknown field "([^"]*)"/.exec(warning) ?? []
    if (quotesSecret(warning, forms))
      reported.push({ code: 'warning', severity: 'warning', message: messages.warned(''), path: '' })
    else if (message !== undefined && field !== undefined && found) {
      reported.push(fieldDiagnostic({ field, message, reason: '' }, 'warning', found, false, messages))
    } else reported.push({ code: 'warning', severity: 'warning', message: messages.warned(warning), path: '' })
  }
  return reported.map(({ at, ...one }) => {
    const diagnostic: Diagnostic = { ...one, source: 'server' }
    const range = at && read ? rangeAt(read, at.manifest, at.paths) : undefined
    return range ? { ...diagnostic, range } : diagnostic
  })
}
