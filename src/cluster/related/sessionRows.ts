import { member, textOf } from '../../base/json.ts'
import type { Manifest } from '../../schema/manifest.ts'
import { getAt } from '../../base/pointer.ts'
import { statusOf } from '../storageStatus.ts'
import type { Name } from './references.ts'
import { isSame, listOf, nameOf, qualified, referred, targetOf } from './references.ts'

/** A session of a BackupConfiguration that writes to a storage: its schedule, target, and Repositories there. */
export interface SessionRow extends Name {
  readonly session: string
  /** A key that is unique among all sessions. */
  readonly key: string
  /** A cron expression. */
  readonly schedule: string
  readonly target: string
  readonly invokerKind: string
  readonly tasks: readonly string[]
  readonly repositories: readonly Name[]
  readonly storage: Name
  readonly retentionPolicies: readonly Name[]
  readonly paused: boolean
  readonly phase: string
  readonly problems: readonly string[]
  readonly created: string
  /** The time of the request to delete it, as RFC 3339; empty if there is none. */
  readonly deleting: string
}

/** The names in one repository of a session: itself, its storage and its retention policy. */
export interface SessionRepository {
  readonly session: unknown
  readonly repository: Name | undefined
  readonly storage: Name | undefined
  readonly retentionPolicy: Name | undefined
}

/** Returns the repositories of all sessions of a BackupConfiguration, with the references of their backends. */
export function sessionRepositories(configuration: Manifest): SessionRepository[] {
  const { namespace } = nameOf(configuration)
  const backends = listOf(getAt(configuration, ['spec', 'backends']))
  return listOf(getAt(configuration, ['spec', 'sessions'])).flatMap((session) =>
    listOf(member(session, 'repositories')).map((repository) => {
      const backend = backends.find((one) => member(one, 'name') === member(repository, 'backend'))
      return {
        session,
        repository: referred(repository, namespace),
        storage: referred(member(backend, 'storageRef'), namespace),
        retentionPolicy: referred(member(backend, 'retentionPolicy'), namespace),
      }
    }),
  )
}

/**
 * Returns a row for each session that writes to a storage, with the Repositories and retention policies that it has there.
 */
export function sessionRows(storage: Name, configurations: readonly Manifest[]): SessionRow[] {
  return configurations.flatMap((one) => rowsOf(storage, one))
}

function rowsOf(storage: Name, configuration: Manifest): SessionRow[] {
  const { namespace, name } = nameOf(configuration)
  const there = sessionRepositories(configuration).filter((one) => isSame(one.storage, storage))
  if (there.length === 0) return []
  const { phase, problems, deleting } = statusOf(configuration)
  const shared = {
    namespace,
    name,
    target: targetOf(getAt(configuration, ['spec', 'target']), namespace),
    invokerKind: configuration.kind,
    storage,
    paused: getAt(configuration, ['spec', 'paused']) === true,
    phase,
    problems,
    created: textOf(configuration.metadata.creationTimestamp),
    deleting,
  }
  return listOf(getAt(configuration, ['spec', 'sessions'])).flatMap((session, index) => {
    const own = there.filter((one) => one.session === session)
    if (own.length === 0) return []
    return {
      ...shared,
      session: textOf(member(session, 'name')),
      key: `${namespace}/${name}/${index.toString()}`,
      schedule: textOf(getAt(session, ['scheduler', 'schedule'])),
      tasks: listOf(getAt(session, ['addon', 'tasks'])).map((task) => textOf(member(task, 'name'))),
      repositories: unique(own.map(({ repository }) => repository)),
      retentionPolicies: unique(own.map(({ retentionPolicy }) => retentionPolicy)),
    }
  })
}

/** Returns the names without duplicates. */
export function unique(names: readonly (Name | undefined)[]): Name[] {
  const found = new Map<string, Name>()
  for (const name of names) if (name) found.set(qualified(name), name)
  return [...found.values()]
}
