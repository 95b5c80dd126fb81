import type { BackupStorageValues } from '../../generated/types.ts'
import type { Diagnostic } from '../diagnostics.ts'
import { deepEqual, isObject, member } from '../json.ts'
import type { Options, ResolvedOptions } from '../options.ts'
import { findProvider, resolveOptions } from '../options.ts'
import type { Path } from '../pointer.ts'
import { getAt, putAt, toPointer } from '../pointer.ts'
import type { Provider } from '../provider.ts'
import { hasAuth } from '../provider.ts'
import type { Resource } from '../resource.ts'
import { layoutOf } from '../resource.ts'
import type { Field } from '../schema/layout.ts'
import { isMap } from '../schema/language.ts'
import { constantsOf } from '../values/constants.ts'
import { initialValues } from '../values/initialValues.ts'
import { normalizeValues } from '../values/normalizeValues.ts'
import { decodeBase64 } from '../base64.ts'
import { isSecretName } from './toManifests.ts'

/** What manifests say, as values. */
export interface ReadManifests {
  values: BackupStorageValues
  /** JSON Pointers to what no value stands for, into the storage and into its Secret. */
  unmapped: string[]
  diagnostics: Diagnostic[]
}

/** Whether the object is of the resource's kind. */
export function isOfKind(resource: Resource, manifest: unknown): boolean {
  return member(manifest, 'kind') === resource.kind && member(manifest, 'apiVersion') === resource.apiVersion
}

/** The Secrets of the name that the storage uses, each with whether it lies in the storage's namespace. */
function findSecrets(
  manifests: readonly object[],
  storage: object,
  name: unknown,
): { secret: object; near: boolean }[] {
  const namespace = getAt(storage, ['metadata', 'namespace']) ?? ''
  return manifests
    .filter((one) => member(one, 'kind') === 'Secret' && member(one, 'apiVersion') === 'v1')
    .filter((one) => typeof name === 'string' && getAt(one, ['metadata', 'name']) === name)
    .map((secret) => ({ secret, near: (getAt(secret, ['metadata', 'namespace']) ?? '') === namespace }))
}

/** The storage among manifests, its provider, the fields of both, and its Secret where that is there too. */
export interface Found {
  storage: object
  provider: Provider | undefined
  fields: readonly Field[]
  secret: object | undefined
  /** A Secret of the right name in another namespace. */
  farSecret: object | undefined
}

/** Finds the first storage among the manifests. */
export function findStorage(manifests: readonly object[], options: ResolvedOptions): Found | undefined {
  const storage = manifests.find((one) => isOfKind(options.resource, one))
  if (!storage) return undefined
  const named = layoutOf(options.resource, undefined).fields.find((field) => field.path.at(-1) === 'provider')
  const name = named?.place.document === 'resource' ? getAt(storage, named.place.path) : undefined
  const provider = findProvider(options, name)
  const { fields } = layoutOf(options.resource, provider)
  const secretField = fields.find((field) => isSecretName(field.path))
  const secretName = secretField?.place.document === 'resource' ? getAt(storage, secretField.place.path) : undefined
  const secrets = hasAuth(provider) ? findSecrets(manifests, storage, secretName) : []
  return {
    storage,
    provider,
    fields,
    secret: secrets.find(({ near }) => near)?.secret,
    farSecret: secrets.find(({ near }) => !near)?.secret,
  }
}

/** A credential of a Secret as text: `stringData` wins over `data`, as in the cluster. */
function readCredential(secret: object, key: string): { value: unknown; broken: boolean } {
  const plain = getAt(secret, ['stringData', key]) ?? undefined
  const encoded = getAt(secret, ['data', key]) ?? undefined
  if (plain !== undefined || encoded === undefined) return { value: plain, broken: false }
  const value = typeof encoded === 'string' ? decodeBase64(encoded) : undefined
  return { value, broken: value === undefined }
}

/** Whether a field holds what says as much as nothing there. */
function isEmpty(value: unknown): boolean {
  return value === '' || (Array.isArray(value) && value.length === 0)
}

function manifestError(code: string, path: string, message: string): Diagnostic {
  return { code, severity: 'error', message, path, source: 'manifest' }
}

function read(found: Found, diagnostics: Diagnostic[]): BackupStorageValues {
  const values: Record<string, unknown> = {}
  for (const field of found.fields) {
    if (field.place.document === 'secret') {
      if (!found.secret) continue
      const { value, broken } = readCredential(found.secret, field.place.key)
      if (value !== undefined) putAt(values, field.path, value)
      if (!broken) continue
      const message = `The Secret's data holds no base64 of text under ${field.place.key}. Encode the value again, or give it as plain text under stringData.`
      diagnostics.push(manifestError('not-base64', toPointer(field.path), message))
      continue
    }
    const value = getAt(found.storage, field.place.path)
    if (value === undefined || value === null) continue
    if (!field.branch) putAt(values, field.path, value)
    else if (isObject(value) && getAt(values, field.path) === undefined) putAt(values, field.path, {})
  }
  const credentials = ['backend', 'credentials']
  const named = !isEmpty(getAt(values, [...credentials, 'secretName']) ?? '')
  const withoutSecret = named ? 'existing' : 'workloadIdentity'
  const source = !hasAuth(found.provider) || found.secret ? 'new' : withoutSecret
  putAt(values, [...credentials, 'source'], source)
  return values as unknown as BackupStorageValues
}

/** The places of everything that the values stand for, and of constants that are as they would be written. */
function knownPlaces(found: Found, values: BackupStorageValues, options: ResolvedOptions): Path[] {
  const places: Path[] = [['apiVersion'], ['kind']]
  for (const { path, place, schema, branch } of found.fields) {
    if (place.document === 'secret' || branch) continue
    const value = getAt(values, path)
    if (isMap(schema) && isObject(value)) for (const key of Object.keys(value)) places.push([...place.path, key])
    else if (value !== undefined || isEmpty(getAt(found.storage, place.path))) places.push(place.path)
    else if (isSecretName(path) && found.secret) places.push(place.path)
  }
  for (const { path, value } of constantsOf(values, found.provider, options)) {
    if (deepEqual(getAt(found.storage, path), value)) places.push(path)
  }
  return places
}

/** Pointers to the largest parts of the data that hold nothing of `known`. Nulls and empty parents count as nothing. */
function unknownParts(data: unknown, known: readonly Path[], parents: readonly Path[], path: Path = []): string[] {
  if (data === null || known.some((one) => deepEqual(one, path))) return []
  const isParent = [...known, ...parents].some(
    (one) => one.length >= path.length && path.every((key, index) => one[index] === key),
  )
  if (!isParent || !isObject(data)) return [toPointer(path)]
  return Object.entries(data).flatMap(([key, value]) => unknownParts(value, known, parents, [...path, key]))
}

function unmappedIn(found: Found, values: BackupStorageValues, options: ResolvedOptions): string[] {
  const resourcePlaces: Path[] = [['metadata']]
  const credentials: Path[] = []
  for (const { place, branch, schema } of found.fields) {
    if (place.document === 'secret') credentials.push(['stringData', place.key], ['data', place.key])
    else resourcePlaces.push(branch || isMap(schema) ? place.path : place.path.slice(0, -1))
  }
  const unmapped = unknownParts(found.storage, knownPlaces(found, values, options), resourcePlaces)
  if (!found.secret) return unmapped
  const known: Path[] = [['apiVersion'], ['kind'], ['metadata', 'name'], ['metadata', 'namespace'], ...credentials]
  if (member(found.secret, 'type') === 'Opaque') known.push(['type'])
  return [...unmapped, ...unknownParts(found.secret, known, [['stringData'], ['data']])]
}

/** Manifests with the members of `v1` Lists in the place of the Lists. */
function expandLists(manifests: readonly object[]): object[] {
  return manifests.flatMap((one) => {
    const items = member(one, 'items')
    return member(one, 'kind') === 'List' && Array.isArray(items) ? items.filter(isObject) : [one]
  })
}

/**
 * Reads manifests back into values: the way of `toManifests` in reverse. The values come back normalized. Input without
 * a storage, or with two, gives a diagnostic and the values that can be had. Never throws.
 */
export function fromManifests(manifests: readonly object[], options?: Options): ReadManifests {
  const resolved = resolveOptions(options)
  const all = expandLists(Array.isArray(manifests) ? manifests.filter(isObject) : [])
  const { kind, apiVersion } = resolved.resource
  const found = findStorage(all, resolved)
  if (!found) {
    const message = `There is no ${kind} here. Add a document with apiVersion ${apiVersion} and kind ${kind}.`
    const values = normalizeValues(initialValues(resolved.providers[0]?.name ?? '', options), options)
    return { values, unmapped: [], diagnostics: [manifestError('missing-resource', '', message)] }
  }
  const diagnostics: Diagnostic[] = []
  if (all.filter((one) => isOfKind(resolved.resource, one)).length > 1) {
    const message = `There is more than one ${kind} here, and a form holds one. The first was read; take the others out, or open them one at a time.`
    diagnostics.push(manifestError('several-resources', '', message))
  }
  const values = normalizeValues(read(found, diagnostics), options)
  if (found.farSecret && !found.secret) {
    const message = `The Secret that the ${kind} names lies in another namespace. The operator looks for it in the ${kind}'s own: give both the same namespace.`
    diagnostics.push(manifestError('secret-elsewhere', '/backend/credentials/secretName', message))
  }
  return { values, unmapped: unmappedIn(found, values, resolved), diagnostics }
}
