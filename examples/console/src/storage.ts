import type { JsonObject, Manifest } from 'backupstorage-forms/core'

/** Which storage is meant. */
export interface StorageName {
  namespace: string
  name: string
}

/** A storage as the list shows it. Empty where the cluster has said nothing yet. */
export interface StorageRow extends StorageName {
  provider: string
  size: string
  repositories: number
  phase: string
  /** Why it is not ready, in the operator's words. */
  explanation: string
  created: string
}

export function storageName({ metadata }: Manifest): StorageName {
  return { namespace: textOf(metadata.namespace), name: textOf(metadata.name) }
}

export function storageRow(manifest: Manifest): StorageRow {
  const status = objectOf(manifest.status)
  const { repositories } = status
  return {
    ...storageName(manifest),
    provider: textOf(objectOf(objectOf(manifest.spec).storage).provider),
    size: textOf(status.totalSize),
    repositories: Array.isArray(repositories) ? repositories.length : 0,
    phase: textOf(status.phase),
    explanation: explanationOf(status),
    created: textOf(manifest.metadata.creationTimestamp),
  }
}

function explanationOf(status: JsonObject): string {
  if (status.phase === 'Ready' || !Array.isArray(status.conditions)) return ''
  const failed = status.conditions.map(objectOf).find((condition) => condition.status === 'False')
  return textOf(failed?.message)
}

function objectOf(value: unknown): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {}
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
