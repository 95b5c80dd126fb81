import { deepEqual, isObject, member, textOf } from '../base/json.ts'
import type { Context } from '../context/context.ts'
import { findWritten } from '../context/context.ts'
import type { Path } from '../base/pointer.ts'
import { getAt } from '../base/pointer.ts'
import type { Provider } from '../schema/provider.ts'
import { hasAuth } from '../schema/provider.ts'
import type { Resource } from '../schema/resource.ts'
import type { Layout } from '../schema/layout.ts'
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
}

/** Returns the Secrets with a name, each with whether it is in the storage's namespace. */
function findSecrets(
  manifests: readonly object[],
  storage: object,
  name: unknown,
): { secret: object; near: boolean }[] {
  const namespace = getAt(storage, ['metadata', 'namespace']) ?? ''
  return manifests
    .filter((one) => isSecret(one) && typeof name === 'string' && getAt(one, ['metadata', 'name']) === name)
    .map((secret) => ({ secret, near: deepEqual(getAt(secret, ['metadata', 'namespace']) ?? '', namespace) }))
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
  const secrets = hasAuth(provider) ? findSecrets(manifests, storage, secretName) : []
  return {
    storage,
    provider,
    layout,
    secret: secrets.find(({ near }) => near)?.secret,
    farSecret: secrets.find(({ near }) => !near)?.secret,
  }
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
