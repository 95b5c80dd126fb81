import type { Manifest } from 'backupstorage-forms/core'
import type { BackupStorageClient, WatchEvent } from 'backupstorage-forms/cluster'

/** What a pretended cluster does not do as one would wish. */
export interface PretendedFaults {
  /** What lists and watches reject with. */
  failure?: Error
  /** Whether nothing is ever answered. */
  isSilent?: boolean
  /** Whether the connection is lost after the list. */
  isInterrupted?: boolean
  /** Whether nothing may be created, changed or deleted. */
  isReadOnly?: boolean
  /** The kinds that may not be read. */
  forbidden?: readonly string[]
  /** The kinds that are not installed. */
  notServed?: readonly string[]
}

/** A client that only pretends to be a cluster: it has the objects that it is given, and nothing becomes of them. */
export function pretendedCluster(objects: readonly Manifest[], faults: PretendedFaults = {}): BackupStorageClient {
  const {
    failure,
    isSilent = false,
    isInterrupted = false,
    isReadOnly = false,
    forbidden = [],
    notServed = [],
  } = faults
  const refused = (status: number, message: string) => Promise.reject(Object.assign(new Error(message), { status }))
  const never = new Promise<never>(() => undefined)
  const found = (kind: string, namespace: string): Manifest[] =>
    objects.filter((one) => one.kind === kind && (namespace === '' || one.metadata.namespace === namespace))
  const list: BackupStorageClient['list'] = ({ resource, namespace = '' } = {}) => {
    if (isSilent) return never
    const kind = resource?.kind ?? 'BackupStorage'
    if (failure) return Promise.reject(failure)
    if (forbidden.includes(kind)) return refused(403, `You are not allowed to list the ${kind} objects (403).`)
    if (notServed.includes(kind))
      return refused(
        404,
        `The API does not serve ${kind} objects (404). Install its CustomResourceDefinition in the cluster.`,
      )
    return Promise.resolve(found(kind, namespace))
  }
  return {
    list,
    async *watch(options): AsyncGenerator<WatchEvent> {
      yield { type: 'listed', objects: await list(options), isFirst: true, isLast: true }
      if (isInterrupted) {
        const error = new Error('No response from the Kubernetes API. Check the connection, then try again.')
        yield { type: 'interrupted', error, retryIn: 20_000 }
      }
      await never
    },
    get: ({ kind, namespace, name }) => {
      const one = found(kind, namespace).find(({ metadata }) => metadata.name === name)
      return one ? Promise.resolve(one) : refused(404, `${kind} ${namespace}/${name} does not exist (404).`)
    },
    create: (manifest) => Promise.resolve(manifest),
    update: (manifest) => Promise.resolve(manifest),
    patch: ({ apiVersion, kind }) => Promise.resolve({ apiVersion, kind, metadata: {} }),
    delete: () => Promise.resolve(),
    namespaces: () => Promise.resolve([...new Set(objects.map(({ metadata }) => String(metadata.namespace)))].sort()),
    secret: (namespace, name) =>
      Promise.resolve({
        namespace,
        name,
        type: 'Opaque',
        keys: 2,
        labels: { 'app.kubernetes.io/managed-by': 'Helm' },
        annotations: {},
        created: String(objects[0]?.metadata.creationTimestamp),
      }),
    permission: (verb) =>
      Promise.resolve({ allowed: !isReadOnly || !['create', 'update', 'delete'].includes(verb), reason: '' }),
  }
}
