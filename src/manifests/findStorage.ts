import { deepEqual, isObject, member, textOf } from '../base/json.ts'
import type { Context } from '../context/context.ts'
import { findWritten } from '../context/context.ts'
import type { Path } from '../base/pointer.ts'
import { getAt } from '../base/pointer.ts'
import type { Provider } from '../schema/provider.ts'
import { hasAuth } from '../schema/provider.ts'
import type { Resource } from '../schema/resource.ts'
import type { Field, Layout } from '../schema/layout.ts'
import { schemaAt } from '../schema/schemaAt.ts'
import { isSecretName } from './toManifests.ts'

/** Returns whether the object is of the resource's kind. */
export function isOfKind(resource: Resource, manifest: unknown): boolean {
  return member(manifest, 'kind') === resource.kind && member(manifest, 'apiVersion') === resource.apiVersion
}

/** Returns whether the object is a Secret. */
export function isSecret(manifest: unknown): boolean {
  return member(manifest, 'kind') === 'Secret' && member(manifest, 'apiVersion') === 'v1'
}

/** The storage among manifests, with its provider, their layout and, if present, its Secret. */
export interface Found {
  storage: object
  provider: Provider | undefined
  layout: Layout
  secret: object | undefined
  /** A Secret with the right name in another namespace. */
  farSecret: object | undefined
  /** The only Secret with the needed credentials, if there is none with the right name. */
  otherSecret: object | undefined
}

/** Returns whether two objects are in the same namespace. */
export function isNear(secret: object, storage: object): boolean {
  const namespaceOf = (one: object): unknown => getAt(one, ['metadata', 'namespace']) ?? ''
  return deepEqual(namespaceOf(secret), namespaceOf(storage))
}

/** Returns whether a Secret can have a key. A misplaced value can become another key, which no message may show. */
export function isSecretKey(key: string): boolean {
  return /^[\w.-]*$/.test(key)
}

/** Returns the keys of a Secret. */
export function keysOf(secret: object | undefined): Set<string> {
  const parts = [member(secret, 'stringData'), member(secret, 'data')]
  return new Set(parts.flatMap((part) => (isObject(part) ? Object.keys(part) : [])))
}

/** Returns the keys of a Secret that the operator needs. */
function neededKeys({ secretFields, schema }: Layout): string[] {
  const isNeeded = ({ path, schema: own }: Field): boolean =>
    own['x-required'] !== 'form' &&
    (schemaAt(schema, path.slice(0, -1))?.required?.includes(path.at(-1) ?? '') ?? false)
  return secretFields.filter(isNeeded).flatMap(({ target }) => (target.document === 'secret' ? [target.key] : []))
}

/** Finds the first storage among the manifests; undefined if there is none. */
export function findStorage(manifests: readonly object[], options: Context): Found | undefined {
  const storage = manifests.find((one) => isOfKind(options.resource, one))
  if (!storage) return undefined
  const named = options.layoutOf(undefined).fields.find((field) => field.path.at(-1) === 'provider')
  const name = named?.target.document === 'resource' ? getAt(storage, named.target.path) : undefined
  const provider = findWritten(options, name)
  const layout = options.layoutOf(provider)
  const secretField = layout.fields.find((field) => isSecretName(field.path))
  const secretName = secretField?.target.document === 'resource' ? getAt(storage, secretField.target.path) : undefined
  const isNamed = hasAuth(provider) && typeof secretName === 'string' && secretName !== ''
  const secrets = isNamed ? manifests.filter(isSecret) : []
  const rightName = secrets.filter((one) => getAt(one, ['metadata', 'name']) === secretName)
  const needed = neededKeys(layout)
  const others = secrets.filter((one) => {
    const keys = keysOf(one)
    return needed.length > 0 && isNear(one, storage) && needed.every((key) => keys.has(key))
  })
  return {
    storage,
    provider,
    layout,
    secret: rightName.find((one) => isNear(one, storage)),
    farSecret: rightName.find((one) => !isNear(one, storage)),
    otherSecret: rightName.length === 0 && others.length === 1 ? others[0] : undefined,
  }
}

/**
 * Returns a function that returns a storage among others with the manifests that it may need: all other objects, except
 * the Secrets that only other storages name.
 */
export function manifestsFor(manifests: readonly object[], context: Context): (storage: object) => object[] {
  const storages = manifests.filter((one) => isOfKind(context.resource, one))
  const shared = manifests.filter((one) => !storages.includes(one))
  const own = new Map(storages.map((one) => [one, findStorage([one, ...shared], context)?.secret]))
  const taken = new Set(own.values())
  return (storage) => [
    storage,
    ...shared.filter((one) => !taken.has(one) || one === own.get(storage) || !isNear(one, storage)),
  ]
}

/** The limit of Lists inside each other. */
const maxLists = 10

/**
 * Returns the object, or the items of a List with their paths in it. As for kubectl, an item of a typed list such as
 * BackupStorageList has the kind of the list if it names none.
 */
export function objectsIn(object: object, path: Path = []): { object: object; path: Path }[] {
  const [kind, items] = [textOf(member(object, 'kind')), member(object, 'items')]
  // A list of Secrets stays whole, so that an export removes it as a whole.
  const isList = kind.endsWith('List') && kind !== 'SecretList' && path.length < 2 * maxLists
  if (!isList || !Array.isArray(items)) return [{ object, path }]
  const named = { apiVersion: member(object, 'apiVersion'), kind: kind.slice(0, -'List'.length) }
  return items.flatMap((item, index) => {
    if (!isObject(item)) return []
    const isNamed = (item['kind'] ?? item['apiVersion']) !== undefined
    return objectsIn(isNamed || named.kind === '' ? item : { ...named, ...item }, [...path, 'items', index])
  })
}

/** Returns the manifests with Lists replaced by their items. */
export function expandLists(manifests: readonly object[]): object[] {
  return manifests.flatMap((one) => objectsIn(one)).map(({ object }) => object)
}
