import { type JsonObject, type StoredObject, isObject, objectAt, stringAt } from './objects.ts'

/** The label with the name of a namespace, which the API server adds. */
const nameLabel = 'kubernetes.io/metadata.name'

/** The namespaces that can't be deleted. */
const permanent = ['default', 'kube-public', 'kube-system']

/** Returns a namespace as stored: with its own finalizer, the label of its name, and a phase. */
export function keptNamespace(namespace: JsonObject): JsonObject {
  const metadata = objectAt(namespace, 'metadata')
  const labels = { ...objectAt(metadata, 'labels'), [nameLabel]: stringAt(metadata, 'name') }
  return {
    ...namespace,
    metadata: { ...metadata, labels },
    spec: { finalizers: ['kubernetes'] },
    status: isObject(namespace.status) ? namespace.status : { phase: 'Active' },
  }
}

export function isPermanent(namespace: StoredObject): boolean {
  return permanent.includes(namespace.metadata.name)
}

/** Returns whether a namespace is being deleted, and waits for its content to be gone. */
export function isTerminating(namespace: StoredObject | undefined): boolean {
  return namespace !== undefined && objectAt(namespace, 'status').phase === 'Terminating'
}
