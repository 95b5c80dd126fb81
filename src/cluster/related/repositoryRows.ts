import { textOf } from '../../base/json.ts'
import type { Manifest } from '../../schema/manifest.ts'
import { getAt } from '../../base/pointer.ts'
import { parseSize } from '../rows/parseSize.ts'
import { statusOf } from '../storageStatus.ts'
import type { Name } from './references.ts'
import { isSame, nameOf, qualified, referred, targetOf } from './references.ts'
import { sessionRepositories, unique } from './sessionRows.ts'

/** A Repository in a storage. Strings are empty if the cluster has no value. */
export interface RepositoryRow extends Name {
  /** As the operator writes it: `94.967 KiB`. */
  readonly size: string
  /** Its share of the size of all Repositories of the storage, from 0 to 1; undefined if no size is known. */
  readonly share: number | undefined
  readonly snapshots: number | undefined
  /** The backup target: `StatefulSet demo/sample`. */
  readonly target: string
  /** The retention policies in BackupConfigurations; undefined while those are unknown. */
  readonly retentionPolicies: readonly Name[] | undefined
  /** The time of the last successful backup, as RFC 3339. */
  readonly lastBackup: string
  readonly integrity: boolean | undefined
  readonly phase: string
  readonly problems: readonly string[]
  readonly created: string
  /** The time of the request to delete it, as RFC 3339; empty if there is none. */
  readonly deleting: string
}

/**
 * Returns the Repositories in a storage, with the retention policies of BackupConfigurations.
 *
 * @param configurations - undefined while they are unknown
 */
export function repositoryRows(
  storage: Name,
  repositories: readonly Manifest[],
  configurations: readonly Manifest[] | undefined,
): RepositoryRow[] {
  const own = repositories.filter((one) =>
    isSame(referred(getAt(one, ['spec', 'storageRef']), nameOf(one).namespace), storage),
  )
  const sizes = own.map((one) => parseSize(textOf(getAt(one, ['status', 'size']))))
  const total = sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0)
  const policies = configurations && policiesOf(storage, configurations)
  return own.map((repository, index) => {
    const name = nameOf(repository)
    const { phase, problems, deleting } = statusOf(repository)
    const size = sizes[index]
    const snapshots = getAt(repository, ['status', 'snapshotCount'])
    const integrity = getAt(repository, ['status', 'integrity'])
    return {
      ...name,
      size: textOf(getAt(repository, ['status', 'size'])),
      share: size === undefined || total === 0 ? undefined : size / total,
      snapshots: typeof snapshots === 'number' ? snapshots : undefined,
      target: targetOf(getAt(repository, ['spec', 'appRef']), name.namespace),
      retentionPolicies: policies && (policies.get(qualified(name)) ?? []),
      lastBackup: textOf(getAt(repository, ['status', 'lastBackupTime'])),
      integrity: typeof integrity === 'boolean' ? integrity : undefined,
      phase,
      problems,
      created: textOf(repository.metadata.creationTimestamp),
      deleting,
    }
  })
}

/** Returns the retention policies of each Repository in a storage, by its qualified name. */
function policiesOf(storage: Name, configurations: readonly Manifest[]): Map<string, Name[]> {
  const found = new Map<string, Name[]>()
  for (const configuration of configurations) {
    for (const { repository, retentionPolicy, storage: one } of sessionRepositories(configuration)) {
      if (!repository || !retentionPolicy || !isSame(one, storage)) continue
      const key = qualified(repository)
      found.set(key, unique([...(found.get(key) ?? []), retentionPolicy]))
    }
  }
  return found
}
