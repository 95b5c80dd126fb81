import type { JsonObject, StoredObject } from './objects.ts'
import { apiVersionOf, backupStorageResource } from './resources.ts'
import { timestamp } from './store.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** What the embedded API starts with. Every value of a Secret here is made up and opens nothing. */
export function seedObjects(now: Date): StoredObject[] {
  const ago = (milliseconds: number): string => timestamp(new Date(now.getTime() - milliseconds))
  return [
    ...['default', 'demo', 'kube-system', 'production', 'stash'].map((name) => namespace(name, ago(41 * day))),

    secret('stash', 'default-storage-cred', ago(6 * day + 21 * hour), {
      AWS_ACCESS_KEY_ID: 'EXAMPLE-KEY-ID',
      AWS_SECRET_ACCESS_KEY: 'example-value-that-opens-nothing',
    }),
    storage(
      'stash',
      'default',
      ago(6 * day + 21 * hour),
      {
        default: true,
        provider: 's3',
        from: 'All',
        block: {
          endpoint: 'https://s3.us-east-1.amazonaws.com',
          bucket: 'acme-database-backups',
          prefix: 'stash',
          region: 'us-east-1',
          secretName: 'default-storage-cred',
        },
      },
      { totalSize: '94.967 KiB', repositories: ['mysql-quickstart', 'pg-quickstart', 'mongo-quickstart'], in: 'demo' },
    ),

    secret('demo', 'azure-storage-cred', ago(3 * day + 4 * hour), {
      AZURE_ACCOUNT_KEY: Buffer.from('example account key that opens nothing').toString('base64'),
    }),
    storage(
      'demo',
      'azure',
      ago(3 * day + 4 * hour),
      {
        provider: 'azure',
        labels: { team: 'platform' },
        block: {
          storageAccount: 'acmebackups',
          container: 'demo',
          prefix: 'databases',
          secretName: 'azure-storage-cred',
        },
      },
      { totalSize: '1.284 GiB', repositories: ['redis-sessions'], in: 'demo' },
    ),

    secret('production', 'gcs-archive-storage-cred', ago(27 * day), {
      GOOGLE_PROJECT_ID: 'acme-production',
      GOOGLE_SERVICE_ACCOUNT_JSON_KEY: JSON.stringify({ type: 'service_account', project_id: 'acme-production' }),
    }),
    storage(
      'production',
      'gcs-archive',
      ago(27 * day),
      {
        provider: 'gcs',
        from: 'All',
        block: { bucket: 'acme-archive', prefix: 'production', secretName: 'gcs-archive-storage-cred' },
      },
      { totalSize: '48.213 GiB', repositories: ['orders-postgres', 'billing-mysql'], in: 'production' },
    ),

    // Its Secret is missing: what a person sees who forgot it, or made it in another namespace.
    storage(
      'demo',
      'minio',
      ago(38 * minute),
      {
        provider: 's3',
        block: {
          endpoint: 'https://minio.demo.svc:9000',
          bucket: 'backups',
          secretName: 'minio-storage-cred',
        },
      },
      { missing: 'minio-storage-cred' },
    ),
  ]
}

interface StorageSeed {
  provider: string
  block: JsonObject
  default?: boolean
  from?: string
  labels?: Record<string, string>
}

interface StatusSeed {
  totalSize?: string
  repositories?: string[]
  /** The namespace of the repositories. */
  in?: string
  /** The Secret that is not there. */
  missing?: string
}

function namespace(name: string, created: string): StoredObject {
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, creationTimestamp: created, labels: { 'kubernetes.io/metadata.name': name } },
    spec: { finalizers: ['kubernetes'] },
    status: { phase: 'Active' },
  }
}

function secret(inNamespace: string, name: string, created: string, values: Record<string, string>): StoredObject {
  const data = Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, Buffer.from(value).toString('base64')]),
  )
  const metadata = { name, namespace: inNamespace, creationTimestamp: created }
  return { apiVersion: 'v1', kind: 'Secret', metadata, data, type: 'Opaque' }
}

function storage(
  inNamespace: string,
  name: string,
  created: string,
  seed: StorageSeed,
  status: StatusSeed,
): StoredObject {
  const labels = seed.labels === undefined ? {} : { labels: seed.labels }
  return {
    apiVersion: apiVersionOf(backupStorageResource),
    kind: backupStorageResource.kind,
    metadata: { name, namespace: inNamespace, creationTimestamp: created, ...labels },
    spec: {
      ...(seed.default === true && { default: true }),
      deletionPolicy: 'Delete',
      storage: { provider: seed.provider, [seed.provider]: seed.block },
      usagePolicy: { allowedNamespaces: { from: seed.from ?? 'Same' } },
    },
    status: statusOf(name, created, seed.block.secretName, status),
  }
}

function statusOf(storageName: string, time: string, secretName: unknown, seed: StatusSeed): JsonObject {
  const common = { observedGeneration: 1, lastTransitionTime: time }
  if (seed.missing !== undefined) {
    const message = `secrets "${seed.missing}" not found`
    const reason = 'BackendSecretNotAvailable'
    return {
      phase: 'NotReady',
      conditions: [{ type: 'BackendSecretFound', status: 'False', reason, message, ...common }],
    }
  }
  const inNamespace = seed.in ?? ''
  const repositories = (seed.repositories ?? []).map((name) => ({
    name,
    namespace: inNamespace,
    path: `${storageName}/${inNamespace}/${name}`,
    synced: true,
  }))
  return {
    phase: 'Ready',
    conditions: [
      {
        type: 'BackendSecretFound',
        status: 'True',
        reason: 'BackendSecretAvailable',
        message: `secret "${String(secretName)}" is available`,
        ...common,
      },
      {
        type: 'BackendInitialized',
        status: 'True',
        reason: 'BackendInitialized',
        message: 'backend is initialized (simulated)',
        ...common,
      },
    ],
    repositories,
    ...(seed.totalSize !== undefined && { totalSize: seed.totalSize }),
  }
}
