import type { Manifest } from 'backupstorage-forms/core'
import { caseOf } from '../test/fixtures/cases.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const start = Date.now()
const ago = (time: number): string => new Date(start - time).toISOString()

const storageGroup = 'storage.kubestash.com/v1alpha1'
const coreGroup = 'core.kubestash.com/v1alpha1'

/** The storage of the stories, with backups of three databases. */
export const storage: Manifest = {
  ...(caseOf('s3-existing-secret').manifests.at(-1) as Manifest),
  metadata: {
    name: 'default',
    namespace: 'stash',
    uid: '6f1c1a52-0000-4000-8000-7d0f6a6f2c11',
    resourceVersion: '4711',
    creationTimestamp: ago(6 * day + 21 * hour),
    labels: {
      'app.kubernetes.io/instance': 'stash-presets',
      'app.kubernetes.io/managed-by': 'Helm',
      'app.kubernetes.io/name': 'stash-presets',
      'helm.sh/chart': 'stash-presets-v2026.10.1',
    },
    annotations: { 'example.com/provider': 's3', 'example.com/secret': 's3-secret' },
  },
  status: {
    phase: 'Ready',
    totalSize: '94.967 KiB',
    repositories: [{ name: 'mgrs-full' }, { name: 'mgrs-manifest' }, { name: 'mongodb' }],
    conditions: [
      {
        type: 'BackendInitialized',
        status: 'True',
        reason: 'SuccessfullyInitializedBackend',
        message: 'The backend is initialized.',
        lastTransitionTime: ago(6 * day + 20 * hour),
      },
      {
        type: 'BackendSecretFound',
        status: 'True',
        reason: 'BackendSecretAvailable',
        message: 'The backend Secret was found.',
        lastTransitionTime: ago(6 * day + 20 * hour),
      },
    ],
  },
}

const storageRef = { name: 'default', namespace: 'stash' }

/** Returns a Repository in the storage. */
export function repository(
  name: string,
  app: string,
  size: string,
  snapshots: number,
  last: number,
  age: number,
): Manifest {
  return {
    apiVersion: storageGroup,
    kind: 'Repository',
    metadata: { name, namespace: 'demo', creationTimestamp: ago(age) },
    spec: { storageRef, appRef: { kind: 'MongoDB', name: app, namespace: 'demo' }, path: `/${name}` },
    status: {
      phase: name === 'mgrs-manifest' ? 'NotReady' : 'Ready',
      integrity: name !== 'mgrs-manifest',
      size,
      snapshotCount: snapshots,
      lastBackupTime: ago(last),
      conditions:
        name === 'mgrs-manifest'
          ? [{ type: 'RepositoryInitialized', status: 'False', message: 'repository is locked by another process' }]
          : [],
    },
  }
}

function configuration(name: string, sessions: readonly [string, string, string][], paused = false): Manifest {
  return {
    apiVersion: coreGroup,
    kind: 'BackupConfiguration',
    metadata: { name, namespace: 'demo', creationTimestamp: ago(47 * hour) },
    spec: {
      target: { kind: 'MongoDB', name, namespace: 'demo' },
      paused,
      backends: [
        { name: 'backend', storageRef, retentionPolicy: { name: 'keep-1mo', namespace: 'stash' } },
        { name: 'elsewhere', storageRef: { name: 'archive', namespace: 'stash' } },
      ],
      sessions: sessions.map(([session, schedule, kept]) => ({
        name: session,
        scheduler: { schedule },
        addon: { name: 'mongodb-addon', tasks: [{ name: session === 'full' ? 'volume-snapshot' : 'logical-backup' }] },
        repositories: [{ name: kept, backend: session === 'offsite' ? 'elsewhere' : 'backend', directory: `/${kept}` }],
      })),
    },
    status: { phase: 'Ready' },
  }
}

/** The objects that are related to the storage. */
export const related: readonly Manifest[] = [
  repository('mgrs-full', 'mgrs', '11.983 KiB', 10, 7 * minute + 22_000, 51 * hour),
  repository('mgrs-manifest', 'mgrs', '11.984 KiB', 10, 7 * minute + 21_000, 50 * hour),
  repository('mongodb', 'mongodb', '71.001 KiB', 4, 34 * hour, 47 * hour),
  configuration('mgrs', [
    ['full', '*/15 * * * *', 'mgrs-full'],
    ['manifest', '0 3 * * *', 'mgrs-manifest'],
    // It writes to another storage.
    ['offsite', '0 5 * * 0', 'mgrs-offsite'],
  ]),
  configuration('mongodb', [['daily', '30 2 * * *', 'mongodb']], true),
]
