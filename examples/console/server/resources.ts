import { backupStorageSchema } from './backupStorageSchema.ts'
import type { JsonObject } from './objects.ts'
import { type Schema, anyObject, flag, map, object, text } from './schema.ts'
import { checkSecret, keptSecret } from './secretContent.ts'
import type { Cause } from './status.ts'

/** A resource that the embedded API serves. Another kind is another one of these. */
export interface Resource {
  group: string
  version: string
  kind: string
  plural: string
  namespaced: boolean
  /** The verbs that it answers; all others get 405. */
  verbs: readonly ('list' | 'get' | 'create' | 'patch' | 'delete')[]
  /** Whether it comes from a CRD: status subresource, generation, another form of lists. */
  custom: boolean
  schema: Schema
  /** Turns what was sent into what is kept. */
  prepare?(object: JsonObject): JsonObject
  /** The faults that the schema cannot express. */
  check?(object: JsonObject): Cause[]
}

export const namespaceResource: Resource = {
  group: '',
  version: 'v1',
  kind: 'Namespace',
  plural: 'namespaces',
  namespaced: false,
  verbs: ['list', 'get'],
  custom: false,
  schema: anyObject,
}

export const secretResource: Resource = {
  group: '',
  version: 'v1',
  kind: 'Secret',
  plural: 'secrets',
  namespaced: true,
  verbs: ['list', 'get', 'create', 'delete'],
  custom: false,
  schema: object({
    apiVersion: text,
    kind: text,
    metadata: anyObject,
    data: map,
    stringData: map,
    type: text,
    immutable: flag,
  }),
  prepare: keptSecret,
  check: checkSecret,
}

export const backupStorageResource: Resource = {
  group: 'storage.kubestash.com',
  version: 'v1alpha1',
  kind: 'BackupStorage',
  plural: 'backupstorages',
  namespaced: true,
  verbs: ['list', 'get', 'create', 'patch', 'delete'],
  custom: true,
  schema: backupStorageSchema,
}

export const resources: readonly Resource[] = [namespaceResource, secretResource, backupStorageResource]

export function apiVersionOf(resource: Resource): string {
  return resource.group === '' ? resource.version : `${resource.group}/${resource.version}`
}
