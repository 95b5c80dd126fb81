import { backupStorageSchema } from './backupStorageSchema.ts'
import type { JsonObject } from './objects.ts'
import { backupConfigurationSchema, repositorySchema, retentionPolicySchema, snapshotSchema } from './relatedSchemas.ts'
import { keptNamespace } from './namespaces.ts'
import { type Schema, anyObject, flag, list, map, object, text } from './schema.ts'
import { checkSecret, checkSecretUpdate, keptSecret } from './secretContent.ts'
import type { Cause } from './status.ts'

export type Verb = 'list' | 'get' | 'watch' | 'create' | 'update' | 'patch' | 'delete'

/** A column of a table, as in `additionalPrinterColumns` of a CRD. */
export interface Column {
  name: string
  type: 'string' | 'boolean' | 'integer' | 'date'
  format?: string
  /** The path of the value, if it has one. */
  path?: string
  value: (object: JsonObject) => unknown
}

/** A resource that the embedded API serves. Each kind has one of these. */
export interface Resource {
  group: string
  version: string
  kind: string
  plural: string
  namespaced: boolean
  /** The supported verbs; all others get 405. */
  verbs: readonly Verb[]
  /** Whether it comes from a CRD: it has a generation, another list format, and updates require a version. */
  custom: boolean
  /** The fields that a field selector supports, besides the name and the namespace. @default none */
  selectable?: readonly string[]
  /** Whether its names are DNS labels: no dots, at most 63 characters. @default false */
  hasShortNames?: boolean
  /** Whether it has a subresource for its status. */
  hasStatus: boolean
  schema: Schema
  /** The columns of its table between the name and the age. */
  columns: readonly Column[]
  /** Converts a received object to its stored form. */
  prepare?(object: JsonObject): JsonObject
  /** Returns errors that the schema can't express. */
  check?(object: JsonObject): Cause[]
  /** Returns the errors of forbidden changes. */
  checkUpdate?(object: JsonObject, old: JsonObject): Cause[]
}

const everyVerb: readonly Verb[] = ['list', 'get', 'watch', 'create', 'update', 'patch', 'delete']

/** Returns a column that shows the value at a path, such as `.status.phase`. */
function column(name: string, type: Column['type'], path: string): Column {
  const keys = path.split('.').slice(1)
  const value = (object: JsonObject): unknown =>
    keys.reduce<unknown>((found, key) => (found as JsonObject | undefined)?.[key], object)
  return { name, type, path, value }
}

export const namespaceResource: Resource = {
  group: '',
  version: 'v1',
  kind: 'Namespace',
  plural: 'namespaces',
  namespaced: false,
  verbs: everyVerb,
  custom: false,
  selectable: ['status.phase'],
  hasShortNames: true,
  hasStatus: true,
  schema: object({
    apiVersion: text,
    kind: text,
    metadata: anyObject,
    spec: object({ finalizers: list(text) }),
    status: anyObject,
  }),
  columns: [column('Status', 'string', '.status.phase')],
  prepare: keptNamespace,
}

export const secretResource: Resource = {
  group: '',
  version: 'v1',
  kind: 'Secret',
  plural: 'secrets',
  namespaced: true,
  verbs: everyVerb,
  custom: false,
  selectable: ['type'],
  hasStatus: false,
  schema: object({
    apiVersion: text,
    kind: text,
    metadata: anyObject,
    data: map,
    stringData: map,
    type: text,
    immutable: flag,
  }),
  columns: [
    column('Type', 'string', '.type'),
    { name: 'Data', type: 'string', value: ({ data }) => Object.keys(data ?? {}).length },
  ],
  prepare: keptSecret,
  check: checkSecret,
  checkUpdate: checkSecretUpdate,
}

const custom = { version: 'v1alpha1', namespaced: true, verbs: everyVerb, custom: true, hasStatus: true }

export const backupStorageResource: Resource = {
  ...custom,
  group: 'storage.kubestash.com',
  kind: 'BackupStorage',
  plural: 'backupstorages',
  schema: backupStorageSchema,
  columns: [
    column('Provider', 'string', '.spec.storage.provider'),
    column('Default', 'boolean', '.spec.default'),
    column('Deletion-Policy', 'string', '.spec.deletionPolicy'),
    column('Total-Size', 'string', '.status.totalSize'),
    column('Phase', 'string', '.status.phase'),
  ],
}

export const repositoryResource: Resource = {
  ...custom,
  group: 'storage.kubestash.com',
  kind: 'Repository',
  plural: 'repositories',
  schema: repositorySchema,
  columns: [
    column('Integrity', 'boolean', '.status.integrity'),
    column('Snapshot-Count', 'integer', '.status.snapshotCount'),
    column('Size', 'string', '.status.size'),
    column('Phase', 'string', '.status.phase'),
    { ...column('Last-Successful-Backup', 'date', '.status.lastBackupTime'), format: 'date-time' },
  ],
}

export const snapshotResource: Resource = {
  ...custom,
  group: 'storage.kubestash.com',
  kind: 'Snapshot',
  plural: 'snapshots',
  schema: snapshotSchema,
  columns: [
    column('Repository', 'string', '.spec.repository'),
    column('Session', 'string', '.spec.session'),
    column('Snapshot-Time', 'string', '.status.snapshotTime'),
    column('Deletion-Policy', 'string', '.spec.deletionPolicy'),
    column('Phase', 'string', '.status.phase'),
  ],
}

export const retentionPolicyResource: Resource = {
  ...custom,
  group: 'storage.kubestash.com',
  kind: 'RetentionPolicy',
  plural: 'retentionpolicies',
  hasStatus: false,
  schema: retentionPolicySchema,
  columns: [
    column('Max-Retention-Period', 'string', '.spec.maxRetentionPeriod'),
    column('Default', 'boolean', '.spec.default'),
  ],
}

export const backupConfigurationResource: Resource = {
  ...custom,
  group: 'core.kubestash.com',
  kind: 'BackupConfiguration',
  plural: 'backupconfigurations',
  schema: backupConfigurationSchema,
  columns: [column('Phase', 'string', '.status.phase'), column('Paused', 'boolean', '.spec.paused')],
}

export const resources: readonly Resource[] = [
  namespaceResource,
  secretResource,
  backupStorageResource,
  repositoryResource,
  snapshotResource,
  retentionPolicyResource,
  backupConfigurationResource,
]

export function apiVersionOf(resource: Resource): string {
  return resource.group === '' ? resource.version : `${resource.group}/${resource.version}`
}
