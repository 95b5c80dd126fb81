import type { JsonObject, StoredObject } from './objects.ts'
import { apiVersionOf, backupConfigurationResource, retentionPolicyResource } from './resources.ts'
import { repository, repositoryWithBackups, secret } from './seedParts.ts'
import { timestamp } from './store.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const KiB = 1024
const GiB = 1024 ** 3

const kubedb = (kind: string, name: string, namespace: string): JsonObject => ({
  apiGroup: 'kubedb.com',
  kind,
  name,
  namespace,
})

/** The initial objects around the storages: retention policies, configurations, repositories, snapshots. */
export function seedBackups(now: Date): StoredObject[] {
  const ago = (milliseconds: number): Date => new Date(now.getTime() - milliseconds)
  const created = (milliseconds: number): string => timestamp(ago(milliseconds))

  const mysql = kubedb('MySQL', 'mysql-quickstart', 'demo')
  const postgres = kubedb('Postgres', 'pg-quickstart', 'demo')
  const mongo = kubedb('MongoDB', 'mongo-quickstart', 'demo')
  const redis = kubedb('Redis', 'redis-sessions', 'demo')
  const wordpress = { apiGroup: 'apps', kind: 'Deployment', name: 'wordpress', namespace: 'demo' }
  const orders = kubedb('Postgres', 'orders', 'production')
  const billing = kubedb('MySQL', 'billing', 'production')

  const stash = { name: 's3', storageRef: { name: 'default', namespace: 'stash' } }
  const azure = { name: 'azure', storageRef: { name: 'azure' } }
  const archive = { name: 'gcs', storageRef: { name: 'gcs-archive', namespace: 'production' } }
  const demoRetention = { retentionPolicy: { name: 'demo-retention', namespace: 'demo' } }
  const keepOneYear = { retentionPolicy: { name: 'keep-1y', namespace: 'production' } }

  return [
    retentionPolicy('demo', 'demo-retention', created(6 * day), {
      default: true,
      failedSnapshots: { last: 2 },
      maxRetentionPeriod: '2mo',
      successfulSnapshots: { last: 12 },
      usagePolicy: { allowedNamespaces: { from: 'All' } },
    }),
    retentionPolicy('production', 'keep-1y', created(27 * day), {
      failedSnapshots: { last: 3 },
      maxRetentionPeriod: '1y',
      successfulSnapshots: { hourly: 24, daily: 14, weekly: 8, monthly: 12 },
      usagePolicy: { allowedNamespaces: { from: 'Same' } },
    }),
    ...['demo', 'production'].map((inNamespace) =>
      secret(inNamespace, 'encrypt-secret', created(27 * day), { RESTIC_PASSWORD: 'example-that-decrypts-nothing' }),
    ),

    configuration('demo', 'mysql-quickstart-backup', created(6 * day + 20 * hour), {
      target: mysql,
      addon: 'mysql-addon',
      backends: [{ ...stash, ...demoRetention }],
      sessions: [
        { name: 'frequent', schedule: '*/30 * * * *', repositories: { 'mysql-quickstart': 's3' } },
        { name: 'nightly', schedule: '0 2 * * *', repositories: { 'mysql-quickstart': 's3' } },
      ],
    }),
    configuration('demo', 'pg-quickstart-backup', created(6 * day + 19 * hour), {
      target: postgres,
      addon: 'postgres-addon',
      backends: [
        { ...stash, ...demoRetention },
        { ...azure, ...demoRetention },
      ],
      sessions: [
        { name: 'frequent', schedule: '*/15 * * * *', repositories: { 'pg-quickstart': 's3' } },
        { name: 'offsite', schedule: '30 3 * * *', repositories: { 'pg-quickstart-offsite': 'azure' } },
      ],
    }),
    configuration('demo', 'mongo-quickstart-backup', created(6 * day + 18 * hour), {
      target: mongo,
      addon: 'mongodb-addon',
      paused: true,
      backends: [{ ...stash, ...demoRetention }],
      sessions: [{ name: 'hourly', schedule: '0 * * * *', repositories: { 'mongo-quickstart': 's3' } }],
    }),
    configuration('demo', 'redis-sessions-backup', created(3 * day), {
      target: redis,
      addon: 'redis-addon',
      backends: [{ ...azure, retentionPolicy: { name: 'demo-retention' } }],
      sessions: [{ name: 'hourly', schedule: '5 * * * *', repositories: { 'redis-sessions': 'azure' } }],
    }),
    configuration('demo', 'wordpress-files-backup', created(2 * day), {
      target: wordpress,
      addon: 'workload-addon',
      targetFound: false,
      backends: [{ ...azure, ...demoRetention }],
      sessions: [{ name: 'daily', schedule: '0 4 * * *', repositories: { 'wordpress-files': 'azure' } }],
    }),
    configuration('demo', 'minio-trial-backup', created(35 * minute), {
      target: mysql,
      addon: 'mysql-addon',
      backends: [{ name: 'minio', storageRef: { name: 'minio', namespace: 'demo' }, ...demoRetention }],
      sessions: [{ name: 'trial', schedule: '*/5 * * * *', repositories: { 'mysql-quickstart-minio': 'minio' } }],
    }),
    configuration('production', 'orders-backup', created(26 * day), {
      target: orders,
      addon: 'postgres-addon',
      backends: [{ ...archive, ...keepOneYear }],
      sessions: [
        { name: 'hourly', schedule: '0 * * * *', repositories: { 'orders-postgres': 'gcs' } },
        { name: 'daily', schedule: '15 1 * * *', repositories: { 'orders-postgres': 'gcs' } },
        { name: 'weekly', schedule: '45 1 * * 0', repositories: { 'orders-postgres': 'gcs' } },
      ],
    }),
    configuration('production', 'billing-backup', created(25 * day), {
      target: billing,
      addon: 'mysql-addon',
      backends: [{ ...archive, ...keepOneYear }],
      sessions: [{ name: 'daily', schedule: '15 2 * * *', repositories: { 'billing-mysql': 'gcs' } }],
    }),
    // Its session writes to a backend that it doesn't list.
    configuration('production', 'analytics-backup', created(4 * day), {
      target: kubedb('ClickHouse', 'analytics', 'production'),
      addon: 'clickhouse-addon',
      backends: [{ ...archive, ...keepOneYear }],
      sessions: [{ name: 'daily', schedule: '0 5 * * *', repositories: { 'analytics-clickhouse': 'gcs-archive' } }],
    }),

    ...repositoryWithBackups(
      'demo',
      'mysql-quickstart',
      created(6 * day + 20 * hour),
      { storageRef: stash.storageRef, appRef: mysql },
      {
        by: ['mysql-quickstart-backup', 'frequent'],
        count: 12,
        last: ago(11 * minute),
        every: 30 * minute,
        bytes: 31.655 * KiB,
      },
    ),
    ...repositoryWithBackups(
      'demo',
      'pg-quickstart',
      created(6 * day + 19 * hour),
      { storageRef: stash.storageRef, appRef: postgres },
      {
        by: ['pg-quickstart-backup', 'frequent'],
        count: 12,
        last: ago(4 * minute),
        every: 15 * minute,
        bytes: 12.5 * KiB,
      },
    ),
    // It is damaged, and its last write was long ago.
    ...repositoryWithBackups(
      'demo',
      'mongo-quickstart',
      created(6 * day + 18 * hour),
      { storageRef: stash.storageRef, appRef: mongo, integrity: false, paused: true },
      {
        by: ['mongo-quickstart-backup', 'hourly'],
        count: 7,
        last: ago(2 * day + 3 * hour),
        every: hour,
        bytes: 50.812 * KiB,
      },
    ),
    ...repositoryWithBackups(
      'demo',
      'pg-quickstart-offsite',
      created(3 * day),
      { storageRef: azure.storageRef, appRef: postgres },
      { by: ['pg-quickstart-backup', 'offsite'], count: 3, last: ago(9 * hour), every: day, bytes: 0.012 * GiB },
    ),
    ...repositoryWithBackups(
      'demo',
      'redis-sessions',
      created(3 * day),
      { storageRef: azure.storageRef, appRef: redis },
      { by: ['redis-sessions-backup', 'hourly'], count: 12, last: ago(26 * minute), every: hour, bytes: 1.272 * GiB },
    ),
    repository('demo', 'wordpress-files', created(2 * day), {
      storageRef: azure.storageRef,
      appRef: wordpress,
      fault: 'failed to initialize repository: deployments.apps "wordpress" not found',
    }),
    ...repositoryWithBackups(
      'production',
      'orders-postgres',
      created(26 * day),
      { storageRef: archive.storageRef, appRef: orders },
      { by: ['orders-backup', 'hourly'], count: 12, last: ago(41 * minute), every: hour, bytes: 41.007 * GiB },
    ),
    ...repositoryWithBackups(
      'production',
      'billing-mysql',
      created(25 * day),
      { storageRef: archive.storageRef, appRef: billing },
      { by: ['billing-backup', 'daily'], count: 12, last: ago(14 * hour), every: day, bytes: 7.206 * GiB },
    ),
  ]
}

function retentionPolicy(inNamespace: string, name: string, created: string, spec: JsonObject): StoredObject {
  return {
    apiVersion: apiVersionOf(retentionPolicyResource),
    kind: retentionPolicyResource.kind,
    metadata: { name, namespace: inNamespace, creationTimestamp: created },
    spec,
  }
}

interface ConfigurationSeed {
  target: JsonObject
  addon: string
  backends: JsonObject[]
  sessions: {
    name: string
    schedule: string
    /** The backend of each Repository. */
    repositories: Record<string, string>
  }[]
  paused?: boolean
  targetFound?: boolean
}

function configuration(inNamespace: string, name: string, created: string, seed: ConfigurationSeed): StoredObject {
  return {
    apiVersion: apiVersionOf(backupConfigurationResource),
    kind: backupConfigurationResource.kind,
    metadata: { name, namespace: inNamespace, creationTimestamp: created },
    spec: {
      backends: seed.backends,
      ...(seed.paused === true && { paused: true }),
      sessions: seed.sessions.map((session) => ({
        addon: { name: seed.addon, tasks: [{ name: 'logical-backup' }] },
        name: session.name,
        repositories: Object.entries(session.repositories).map(([repositoryName, backend]) => ({
          backend,
          directory: `/${inNamespace}/${repositoryName}`,
          encryptionSecret: { name: 'encrypt-secret', namespace: inNamespace },
          name: repositoryName,
        })),
        retryConfig: { delay: '1m', maxRetry: 2 },
        scheduler: { jobTemplate: { backoffLimit: 1 }, schedule: session.schedule },
        sessionHistoryLimit: 3,
      })),
      target: seed.target,
    },
    ...(seed.targetFound === false && { status: { targetFound: false } }),
  }
}
