import { caseOf } from '../test/fixtures/cases.ts'

/** Returns the storage of a case as it would be in a cluster, with or without backups. */
export function liveStorage(name: string, repositories: object[] = []): object {
  const storage = caseOf(name).manifests.at(-1)
  return {
    ...storage,
    metadata: { ...storage?.metadata, uid: '0c2f6a1e-0000-4000-8000-000000000001', resourceVersion: '41' },
    status: { phase: 'Ready', totalSize: '94.967 KiB', ...(repositories.length > 0 ? { repositories } : {}) },
  }
}
