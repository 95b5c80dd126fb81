import { type JsonObject, type StoredObject, isObject, namespaceOf, objectAt, stringAt } from './objects.ts'
import { denied, webhookFailed } from './status.ts'

const webhookName = 'vbackupstorage.kb.io'

/** The fields from which the webhook removes a trailing slash. */
const trimmed: Record<string, readonly string[]> = {
  s3: ['bucket', 'endpoint', 'prefix'],
  gcs: ['bucket', 'prefix'],
  azure: ['prefix'],
}

/** The fields that together identify the directory of a storage; `local` is never compared. */
const directory: Record<string, readonly string[]> = {
  s3: ['bucket', 'region', 'prefix'],
  gcs: ['bucket', 'prefix'],
  azure: ['storageAccount', 'container', 'prefix'],
}

/** Returns a BackupStorage with the defaults of KubeStash's mutating webhook. */
export function mutate(object: JsonObject): JsonObject {
  if (!isObject(object.spec)) return object
  const spec: JsonObject = {
    ...object.spec,
    usagePolicy: object.spec.usagePolicy ?? { allowedNamespaces: { from: 'Same' } },
  }
  if (isObject(spec.storage)) {
    const storage = { ...spec.storage }
    for (const [provider, fields] of Object.entries(trimmed)) {
      const block = storage[provider]
      if (isObject(block)) storage[provider] = withoutSlashes(block, fields)
    }
    spec.storage = storage
  }
  return { ...object, spec }
}

/** Rejects what KubeStash's validating webhook rejects; `others` are all BackupStorages of the cluster. */
export function validate(object: StoredObject, others: readonly StoredObject[], old?: StoredObject): void {
  const spec = objectAt(object, 'spec')
  const storage = objectAt(spec, 'storage')
  const provider = stringAt(storage, 'provider')
  const allowed = objectAt(spec, 'usagePolicy').allowedNamespaces
  const knownProvider = provider in directory || provider === 'local'
  // The webhook reads both without checking that they exist, and crashes.
  if (!isObject(allowed) || (knownProvider && !isObject(storage[provider]))) throw webhookFailed(webhookName)

  if (allowed.from === 'Selector' && selectsNothing(objectAt(allowed, 'selector'))) {
    throw denied(webhookName, 'selector cannot be empty for usage policy of type "Selector"')
  }
  const namespace = namespaceOf(object)
  const siblings = others.filter(
    (other) => namespaceOf(other) !== namespace || other.metadata.name !== object.metadata.name,
  )
  if (spec.default === true) {
    const rival = siblings.find((other) => namespaceOf(other) === namespace && objectAt(other, 'spec').default === true)
    if (rival !== undefined) {
      throw denied(
        webhookName,
        `"${rival.metadata.name}" is the default BackupStorage of namespace "${namespace}" already`,
      )
    }
  }
  const place = directoryOf(object)
  const twin = place === undefined ? undefined : siblings.find((other) => directoryOf(other) === place)
  if (twin !== undefined) {
    const name = `${namespaceOf(twin)}/${twin.metadata.name}`
    throw denied(webhookName, `BackupStorage "${name}" points to the same directory of the same bucket`)
  }
  if (old !== undefined && JSON.stringify(objectAt(old, 'spec').storage) !== JSON.stringify(spec.storage)) {
    const repositories = objectAt(old, 'status').repositories
    if (Array.isArray(repositories) && repositories.length > 0) {
      throw denied(webhookName, 'spec.storage cannot be changed while repositories use this BackupStorage')
    }
  }
}

function withoutSlashes(block: JsonObject, fields: readonly string[]): JsonObject {
  const result = { ...block }
  for (const field of fields) {
    const value = result[field]
    if (typeof value === 'string' && value.endsWith('/')) result[field] = value.slice(0, -1)
  }
  return result
}

function selectsNothing(selector: JsonObject): boolean {
  const expressions = selector.matchExpressions
  return (
    Object.keys(objectAt(selector, 'matchLabels')).length === 0 &&
    !(Array.isArray(expressions) && expressions.length > 0)
  )
}

function directoryOf(object: StoredObject): string | undefined {
  const storage = objectAt(objectAt(object, 'spec'), 'storage')
  const provider = stringAt(storage, 'provider')
  const block = objectAt(storage, provider)
  const fields = directory[provider]
  return fields === undefined ? undefined : JSON.stringify([provider, ...fields.map((field) => stringAt(block, field))])
}
