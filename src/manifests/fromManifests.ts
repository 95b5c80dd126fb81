import type { BackupStorageValues } from '../generated/types.ts'
import type { Diagnostic } from '../schema/diagnostics.ts'
import { deepEqual, isObject, member } from '../base/json.ts'
import type { Context } from '../context/context.ts'
import { contextOf } from '../context/createContext.ts'
import type { Options } from '../context/options.ts'
import type { Path } from '../base/pointer.ts'
import { fromPointer, getAt, toPointer } from '../base/pointer.ts'
import type { Resource } from '../schema/resource.ts'
import { isMap } from '../schema/language.ts'
import { nearest } from '../base/nearest.ts'
import { constantsOf } from '../values/constants.ts'
import { initialValues } from '../values/initialValues.ts'
import { normalizeValues } from '../values/normalizeValues.ts'
import type { Found } from './findStorage.ts'
import { expandLists, findStorage, isOfKind, isSecretKey } from './findStorage.ts'
import type { ManifestMessages } from '../messages/manifests.ts'
import { isEmpty, readValues } from './readValues.ts'
import { isSecretName } from './toManifests.ts'

/** The values in manifests. */
export interface ReadManifests {
  values: BackupStorageValues
  /** JSON Pointers to the parts that no field covers, into the storage and into its Secret. */
  unmapped: string[]
  diagnostics: Diagnostic[]
}

/** A diagnostic about manifests, and its manifest and path; with `key`, it is about the key and not the value. */
export interface Finding {
  diagnostic: Diagnostic
  at?: { manifest: object; path: Path; key?: boolean }
  /** Whether quotes around the value in a text fix it. */
  unquoted?: boolean
}

/** Returns an error in a manifest. Its path leads into the values if a field covers it, else into the manifest. */
export function manifestError(code: string, path: string, message: string, at?: Finding['at']): Finding {
  const diagnostic: Diagnostic = { code, severity: 'error', message, path, source: 'manifest' }
  return at ? { diagnostic, at } : { diagnostic }
}

/** Returns the manifest paths that the values cover, and those of constants with their expected value. */
function knownPaths(found: Found, values: BackupStorageValues, options: Context): Path[] {
  const paths: Path[] = [['apiVersion'], ['kind']]
  for (const { path, target, schema, branch } of found.layout.fields) {
    if (target.document === 'secret' || branch) continue
    const value = getAt(values, path)
    if (isMap(schema) && isObject(value)) for (const key of Object.keys(value)) paths.push([...target.path, key])
    else if (value !== undefined || isEmpty(getAt(found.storage, target.path))) paths.push(target.path)
    else if (isSecretName(path) && found.secret) paths.push(target.path)
  }
  for (const { path, value } of constantsOf(values, found.provider, options)) {
    if (deepEqual(getAt(found.storage, path), value)) paths.push(path)
  }
  return paths
}

/** Returns pointers to the largest parts of the data without a known path. Nulls and empty parents don't count. */
export function unknownParts(data: unknown, known: readonly Path[], parents: readonly Path[]): string[] {
  const pointers = new Set(known.map(toPointer))
  const starts = [...known, ...parents].flatMap((path) => [path, ...path.map((_, length) => path.slice(0, length))])
  const around = new Set(starts.map(toPointer))
  function visit(part: unknown, pointer: string): string[] {
    if (part === null || pointers.has(pointer)) return []
    if (!around.has(pointer) || !isObject(part)) return [pointer]
    return Object.entries(part).flatMap(([key, value]) => visit(value, pointer + toPointer([key])))
  }
  return visit(data, '')
}

function unmappedIn(found: Found, values: BackupStorageValues, options: Context): string[] {
  const resourcePaths: Path[] = [['metadata']]
  const credentials: Path[] = []
  for (const { target, branch, schema } of found.layout.fields) {
    if (target.document === 'secret') credentials.push(['stringData', target.key], ['data', target.key])
    else resourcePaths.push(branch || isMap(schema) ? target.path : target.path.slice(0, -1))
  }
  const unmapped = unknownParts(found.storage, knownPaths(found, values, options), resourcePaths)
  if (!found.secret) return unmapped
  const known: Path[] = [['apiVersion'], ['kind'], ['metadata', 'name'], ['metadata', 'namespace'], ...credentials]
  if (member(found.secret, 'type') === 'Opaque') known.push(['type'])
  const unknown = unknownParts(found.secret, known, [['stringData'], ['data']])
  return [...unmapped, ...unknown.filter((pointer) => fromPointer(pointer).every(isSecretKey))]
}

/** Returns the finding for manifests without a storage; a near miss in `kind` or `apiVersion` has its own message. */
function noStorage(manifests: readonly object[], { kind, apiVersion }: Resource, messages: ManifestMessages): Finding {
  const sameKind = manifests.find((one) => member(one, 'kind') === kind)
  if (sameKind) {
    const at = { manifest: sameKind, path: ['apiVersion'] }
    return manifestError('wrong-api-version', '/apiVersion', messages.wrongApiVersion(kind, apiVersion), at)
  }
  const sameApi = manifests.find((one) => {
    const given = member(one, 'kind') ?? ''
    const near = typeof given === 'string' && (given === '' || nearest(given, [kind]) !== undefined)
    return near && member(one, 'apiVersion') === apiVersion
  })
  if (sameApi) {
    const at = { manifest: sameApi, path: ['kind'] }
    return manifestError('wrong-kind', '/kind', messages.wrongKind(kind, apiVersion), at)
  }
  return manifestError('missing-resource', '', messages.missingResource(kind, apiVersion))
}

/** The values in manifests, and the findings about them. */
export interface Reading {
  values: BackupStorageValues
  unmapped: string[]
  found: Found | undefined
  findings: Finding[]
}

/** Reads manifests with Lists already expanded, as `fromManifests` does. */
export function readManifests(manifests: readonly object[], context: Context): Reading {
  const messages = context.manifestMessages
  const found = findStorage(manifests, context)
  if (!found) {
    const values = normalizeValues(initialValues(context.providers[0]?.name ?? '', context), context)
    return { values, unmapped: [], found, findings: [noStorage(manifests, context.resource, messages)] }
  }
  const { kind } = context.resource
  const findings: Finding[] = []
  const other = manifests.filter((one) => isOfKind(context.resource, one))[1]
  if (other) {
    const at = { manifest: other, path: ['kind'] }
    findings.push(manifestError('several-resources', '/kind', messages.severalResources(kind), at))
  }
  const { values, notBase64 } = readValues(found, context)
  for (const { path, target } of notBase64) {
    if (target.document !== 'secret' || !found.secret) continue
    const at = { manifest: found.secret, path: ['data', target.key] }
    findings.push(manifestError('not-base64', toPointer(path), messages.notBase64(target.key), at))
  }
  if (found.farSecret && !found.secret) {
    const at = { manifest: found.farSecret, path: ['metadata', 'namespace'] }
    const path = '/backend/credentials/secretName'
    findings.push(manifestError('secret-elsewhere', path, messages.secretElsewhere(kind), at))
  }
  return { values, unmapped: unmappedIn(found, values, context), found, findings }
}

/**
 * Reads manifests back into normalized values: the reverse of `toManifests`. Without a storage, or with several,
 * returns a diagnostic and the values that could be read. Never throws.
 */
export function fromManifests(manifests: readonly object[], options?: Options): ReadManifests {
  const all = expandLists(Array.isArray(manifests) ? manifests.filter(isObject) : [])
  const { values, unmapped, findings } = readManifests(all, contextOf(options))
  return { values, unmapped, diagnostics: findings.map(({ diagnostic }) => diagnostic) }
}
