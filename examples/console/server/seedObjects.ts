import type { StoredObject } from './objects.ts'
import { cleanupFinalizer } from './operator.ts'
import { seedBackups } from './seedBackups.ts'
import { namespace, secret, storage } from './seedParts.ts'
import { timestamp } from './store.ts'
import { withStatuses } from './withStatuses.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** The initial objects of the embedded API. All values of Secrets are made up. */
export function seedObjects(now: Date): StoredObject[] {
  const ago = (milliseconds: number): string => timestamp(new Date(now.getTime() - milliseconds))
  return withStatuses([
    ...['default', 'demo', 'kube-system', 'production', 'stash'].map((name) => namespace(name, ago(41 * day))),

    secret('stash', 'default-storage-cred', ago(6 * day + 21 * hour), {
      AWS_ACCESS_KEY_ID: 'EXAMPLE-KEY-ID',
      AWS_SECRET_ACCESS_KEY: 'example-value-that-opens-nothing',
    }),
    storage('stash', 'default', ago(6 * day + 21 * hour), {
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
    }),

    secret('demo', 'azure-storage-cred', ago(3 * day + 4 * hour), {
      AZURE_ACCOUNT_KEY: Buffer.from('example account key that opens nothing').toString('base64'),
    }),
    storage('demo', 'azure', ago(3 * day + 4 * hour), {
      provider: 'azure',
      labels: { team: 'platform' },
      block: {
        storageAccount: 'acmebackups',
        container: 'demo',
        prefix: 'databases',
        secretName: 'azure-storage-cred',
      },
    }),

    secret('production', 'gcs-archive-storage-cred', ago(27 * day), {
      GOOGLE_PROJECT_ID: 'acme-production',
      GOOGLE_SERVICE_ACCOUNT_JSON_KEY: JSON.stringify({ type: 'service_account', project_id: 'acme-production' }),
    }),
    storage('production', 'gcs-archive', ago(27 * day), {
      provider: 'gcs',
      from: 'All',
      labels: {
        team: 'payments',
        tier: 'archive',
        'app.kubernetes.io/managed-by': 'argocd',
        'app.kubernetes.io/part-of': 'disaster-recovery',
        'compliance.acme.test/retention': '7y',
        'cost-center': '4711',
      },
      annotations: {
        'acme.test/owner': 'Payments on-call <payments@acme.test>',
        'acme.test/runbook': 'https://runbooks.acme.test/backups/gcs-archive',
      },
      block: { bucket: 'acme-archive', prefix: 'production', secretName: 'gcs-archive-storage-cred' },
    }),

    // Its Secret is missing, as if the user forgot it or created it in another namespace.
    storage('demo', 'minio', ago(38 * minute), {
      provider: 's3',
      block: {
        endpoint: 'https://minio.demo.svc:9000',
        bucket: 'backups',
        region: 'us-east-1',
        secretName: 'minio-storage-cred',
      },
    }),

    // It has no backups yet, and its deletion policy would delete them with it. Until then, a finalizer keeps it.
    storage('demo', 'scratch', ago(2 * hour + 12 * minute), {
      provider: 'local',
      deletionPolicy: 'WipeOut',
      finalizers: [cleanupFinalizer],
      labels: { purpose: 'try-out' },
      block: { mountPath: '/scratch', nfs: { server: 'nfs.demo.svc', path: '/exports/scratch' } },
      securityContext: { fsGroup: 65534 },
    }),

    ...seedBackups(now),
  ])
}
