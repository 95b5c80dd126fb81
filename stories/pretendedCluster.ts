import type { Manifest } from 'backupstorage-forms/core'
import type { BackupStorageClient, WatchEvent } from 'backupstorage-forms/cluster'

/** The ways in which a fake cluster fails. */
export interface PretendedFaults {
  /** The error of lists and watches. */
  failure?: Error
  /** Whether it never responds. */
  isSilent?: boolean
  /** Whether the connection breaks after the list. */
  isInterrupted?: boolean
  /** Whether the user may list objects, but not watch them. */
  isPolled?: boolean
  /** Whether the user may not create, change or delete anything. */
  isReadOnly?: boolean
  /** The kinds that the user may not read. */
  forbidden?: readonly string[]
  /** The kinds that are not installed. */
  notServed?: readonly string[]
}

/** Returns a client for a fake cluster with the given objects, which never change. */
export function pretendedCluster(objects: readonly Manifest[], faults: PretendedFaults = {}): BackupStorageClient {
  const {
    failure,
    isSilent = false,
    isInterrupted = false,
    isPolled = false,
    isReadOnly = false,
    forbidden = [],
    notServed = [],
  } = faults
  const refused = (status: number, message: string) => Promise.reject(Object.assign(new Error(message), { status }))
  const never = new Promise<never>(() => undefined)
  const found = (kind: string, namespace: string): Manifest[] =>
    objects.filter((one) => one.kind === kind && (namespace === '' || one.metadata.namespace === namespace))
  const namespaces = [...new Set(objects.map(({ metadata }) => String(metadata.namespace)))].sort()
  const list: BackupStorageClient['list'] = ({ resource, namespace = '', name } = {}) => {
    if (isSilent) return never
    const kind = resource?.kind ?? 'BackupStorage'
    if (failure) return Promise.reject(failure)
    if (forbidden.includes(kind)) return refused(403, `You are not allowed to list the ${kind} objects (403).`)
    if (notServed.includes(kind))
      return refused(
        404,
        `The API does not serve ${kind} objects (404). Install its CustomResourceDefinition in the cluster.`,
      )
    if (kind === 'Namespace')
      return Promise.resolve(namespaces.map((one) => ({ apiVersion: 'v1', kind, metadata: { name: one } })))
    return Promise.resolve(
      found(kind, namespace).filter(({ metadata }) => name === undefined || metadata.name === name),
    )
  }
  return {
    list,
    async *watch(options): AsyncGenerator<WatchEvent> {
      if (isPolled) await refused(403, 'The user viewer is not allowed to watch the objects (403).')
      yield { type: 'listed', objects: await list(options), isFirst: true, isLast: true }
      if (isInterrupted) {
        const summary = "Couldn't watch the objects: no response from the Kubernetes API."
        const error = Object.assign(new Error(`${summary} Check the connection, then try again.`), { summary })
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
    namespaces: () => Promise.resolve(namespaces),
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
