import type { BackupStorageClient, Manifest, WatchEvent } from 'backupstorage-forms/core'

/** What a pretended cluster does not do as one would wish. */
export interface PretendedFaults {
  /** What lists and watches reject with. */
  failure?: Error
  /** Whether nothing is ever answered. */
  isSilent?: boolean
  /** Whether the connection is lost after the list. */
  isInterrupted?: boolean
  /** Whether nothing may be created. */
  isReadOnly?: boolean
}

/** A client that only pretends to be a cluster: it has the objects that it is given, and nothing becomes of them. */
export function pretendedCluster(
  objects: readonly Manifest[],
  { failure, isSilent = false, isInterrupted = false, isReadOnly = false }: PretendedFaults = {},
): BackupStorageClient {
  const never = new Promise<never>(() => undefined)
  const found = (kind: string, namespace: string): Manifest[] =>
    objects.filter((one) => one.kind === kind && (namespace === '' || one.metadata.namespace === namespace))
  const list: BackupStorageClient['list'] = ({ resource, namespace = '' } = {}) => {
    if (isSilent) return never
    return failure ? Promise.reject(failure) : Promise.resolve(found(resource?.kind ?? 'BackupStorage', namespace))
  }
  return {
    list,
    async *watch(options): AsyncGenerator<WatchEvent> {
      yield { type: 'listed', objects: await list(options), isFirst: true, isLast: true }
      if (isInterrupted) {
        const error = new Error('No answer from the Kubernetes API. Check the connection, then try again.')
        yield { type: 'interrupted', error, retryIn: 20_000 }
      }
      await never
    },
    get: ({ kind, namespace, name }) => {
      const one = found(kind, namespace).find(({ metadata }) => metadata.name === name)
      return one
        ? Promise.resolve(one)
        : Promise.reject(Object.assign(new Error(`${name} is not there.`), { status: 404 }))
    },
    create: (manifest) => Promise.resolve(manifest),
    update: (manifest) => Promise.resolve(manifest),
    patch: ({ apiVersion, kind }) => Promise.resolve({ apiVersion, kind, metadata: {} }),
    delete: () => Promise.resolve(),
    namespaces: () => Promise.resolve([...new Set(objects.map(({ metadata }) => String(metadata.namespace)))].sort()),
    permission: (verb) =>
      Promise.resolve({ allowed: !isReadOnly || !['create', 'update', 'delete'].includes(verb), reason: '' }),
  }
}
