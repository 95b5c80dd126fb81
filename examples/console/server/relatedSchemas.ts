import { type Schema, anyObject, flag, integer, list, map, object, text } from './schema.ts'

// The schemas of the KubeStash kinds that are related to a BackupStorage. Fields that the console doesn't show (hooks,
// job templates, run-time settings) are kept and not checked.

const required = (properties: Record<string, Schema>, ...names: string[]): Schema =>
  object(properties, { required: names })

/** The name of an object, with its namespace. */
const reference = required({ name: text, namespace: text }, 'name')
const typedReference = required({ apiGroup: text, kind: text, name: text, namespace: text }, 'name')
const deletionPolicy: Schema = { type: 'string', enum: ['Delete', 'WipeOut'], default: 'Delete' }
const phase = (...phases: string[]): Schema => ({ type: 'string', enum: phases })
const snapshotPhase = phase('Pending', 'Running', 'Succeeded', 'Failed')

const conditions = list(
  required(
    {
      lastTransitionTime: text,
      message: text,
      observedGeneration: integer,
      reason: text,
      severity: text,
      status: text,
      type: text,
    },
    'lastTransitionTime',
    'status',
    'type',
  ),
)

const common = { apiVersion: text, kind: text, metadata: anyObject }

export const repositorySchema: Schema = object({
  ...common,
  spec: object({
    appRef: typedReference,
    deletionPolicy,
    encryptionSecret: reference,
    path: text,
    paused: flag,
    storageRef: reference,
  }),
  status: object({
    componentPaths: list(text),
    conditions,
    integrity: flag,
    lastBackupTime: text,
    phase: phase('NotReady', 'Ready'),
    recentSnapshots: list(object({ name: text, phase: snapshotPhase, session: text, size: text, snapshotTime: text })),
    size: text,
    snapshotCount: integer,
  }),
})

export const snapshotSchema: Schema = object({
  ...common,
  spec: object({
    appRef: typedReference,
    backupSession: text,
    deletionPolicy,
    paused: flag,
    repository: text,
    session: text,
    snapshotID: text,
    type: text,
    version: text,
  }),
  status: object({
    components: { type: 'object', values: anyObject },
    conditions,
    integrity: flag,
    lastUpdateTime: text,
    phase: snapshotPhase,
    size: text,
    snapshotTime: text,
    totalComponents: integer,
    verificationSession: text,
    verificationStatus: phase('Verified', 'NotVerified', 'VerificationFailed'),
  }),
})

export const retentionPolicySchema: Schema = object({
  ...common,
  spec: object({
    default: flag,
    failedSnapshots: object({ last: { ...integer, default: 1 } }),
    maxRetentionPeriod: text,
    successfulSnapshots: object({
      daily: integer,
      hourly: integer,
      last: integer,
      monthly: integer,
      weekly: integer,
      yearly: integer,
    }),
    usagePolicy: object({
      allowedNamespaces: object({
        from: { type: 'string', enum: ['All', 'Selector', 'Same'], default: 'Same' },
        selector: object({
          matchLabels: map,
          matchExpressions: list(required({ key: text, operator: text, values: list(text) }, 'key', 'operator')),
        }),
      }),
    }),
  }),
})

const session = object({
  addon: object({ containerRuntimeSettings: anyObject, jobTemplate: anyObject, name: text, tasks: list(anyObject) }),
  backupTimeout: text,
  hooks: anyObject,
  name: text,
  repositories: list(
    object({
      backend: text,
      backupVerifier: anyObject,
      deletionPolicy: { type: 'string', enum: ['Delete', 'WipeOut', 'Retain'] },
      directory: text,
      encryptionSecret: reference,
      name: text,
    }),
  ),
  retryConfig: object({ delay: text, maxRetry: { ...integer, default: 1 } }),
  scheduler: required(
    {
      concurrencyPolicy: text,
      failedJobsHistoryLimit: integer,
      jobTemplate: anyObject,
      schedule: text,
      startingDeadlineSeconds: integer,
      successfulJobsHistoryLimit: integer,
      suspend: flag,
    },
    'jobTemplate',
    'schedule',
  ),
  sessionHistoryLimit: { ...integer, default: 1 },
})

export const backupConfigurationSchema: Schema = object({
  ...common,
  spec: object({
    backends: list(object({ name: text, retentionPolicy: reference, storageRef: reference })),
    paused: flag,
    sessions: list(session),
    target: typedReference,
  }),
  status: object({
    backends: list(
      object({
        name: text,
        ready: flag,
        retentionPolicy: object({ found: flag, reason: text, ref: reference }),
        storage: object({ phase: text, reason: text, ref: reference }),
      }),
    ),
    conditions,
    dependencies: list(required({ apiGroup: text, found: flag, kind: text, name: text, namespace: text }, 'name')),
    phase: phase('NotReady', 'Ready', 'Invalid'),
    repositories: list(
      object({ name: text, phase: phase('NotReady', 'Ready'), reason: text, verificationConfigured: flag }),
    ),
    sessions: list(object({ conditions, name: text, nextSchedule: text })),
    targetFound: flag,
  }),
})
