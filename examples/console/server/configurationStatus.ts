import { type Condition, conditionsOf } from './conditions.ts'
import { type JsonObject, type StoredObject, namespaceOf, objectAt, stringAt } from './objects.ts'
import { type Reference, backendsOf, listAt, referenceAt } from './references.ts'

/** The objects that a BackupConfiguration's status depends on. */
export interface ConfigurationSurroundings {
  /** The phase of a BackupStorage; empty if it has none yet, undefined if the storage doesn't exist. */
  storagePhase: (storage: Reference) => string | undefined
  hasRetentionPolicy: (policy: Reference) => boolean
  repositoryPhase: (repository: Reference) => string | undefined
}

/** Returns the status of a BackupConfiguration: `Invalid`, or whether everything it refers to is ready. */
export function configurationStatus(
  configuration: StoredObject,
  surroundings: ConfigurationSurroundings,
  time: string,
): JsonObject {
  const fault = faultOf(configuration)
  const validation: Condition =
    fault === undefined
      ? {
          type: 'ValidationPassed',
          status: 'True',
          reason: 'ResourceValidationPassed',
          message: 'Validation has been passed successfully.',
        }
      : { type: 'ValidationPassed', status: 'False', reason: 'ResourceValidationFailed', message: fault }
  const conditions = conditionsOf(configuration, [validation], time)
  if (fault !== undefined) return { phase: 'Invalid', conditions }

  // The embedded API doesn't have the targets of backups, so whether one was found stays as it was.
  const targetFound = objectAt(configuration, 'status').targetFound ?? true
  const backends = backendsOf(configuration).map((backend) => backendStatus(configuration, backend, surroundings))
  const ready = targetFound === true && backends.every((backend) => backend.ready === true)
  const sessions = listAt(objectAt(configuration, 'spec'), 'sessions')
  const named = sessions.flatMap((session) => listAt(session, 'repositories').map((one) => stringAt(one, 'name')))
  const namespace = namespaceOf(configuration)
  return {
    phase: ready ? 'Ready' : 'NotReady',
    conditions,
    backends,
    repositories: [...new Set(named)].map((name) => ({
      name,
      phase: surroundings.repositoryPhase({ namespace, name }) ?? 'NotReady',
    })),
    sessions: sessions.map((session) => ({ name: stringAt(session, 'name') })),
    targetFound,
  }
}

function backendStatus(
  configuration: StoredObject,
  backend: JsonObject,
  { storagePhase, hasRetentionPolicy }: ConfigurationSurroundings,
): JsonObject {
  const storage = referenceAt(configuration, backend, 'storageRef')
  const policy = referenceAt(configuration, backend, 'retentionPolicy')
  const phase = storagePhase(storage)
  const policyFound = hasRetentionPolicy(policy)
  return {
    name: stringAt(backend, 'name'),
    ready: phase === 'Ready' && policyFound,
    storage: {
      ref: { ...storage },
      phase: phase === 'Ready' ? 'Ready' : 'NotReady',
      ...(phase === undefined && { reason: `BackupStorage "${storage.namespace}/${storage.name}" not found` }),
    },
    retentionPolicy: {
      ref: { ...policy },
      found: policyFound,
      ...(!policyFound && { reason: `RetentionPolicy "${policy.namespace}/${policy.name}" not found` }),
    },
  }
}

/** Returns the error in a BackupConfiguration itself: a session that writes to an unlisted backend. */
function faultOf(configuration: StoredObject): string | undefined {
  const backends = backendsOf(configuration).map((backend) => stringAt(backend, 'name'))
  for (const session of listAt(objectAt(configuration, 'spec'), 'sessions')) {
    for (const repository of listAt(session, 'repositories')) {
      const backend = stringAt(repository, 'backend')
      if (backends.includes(backend)) continue
      return `session "${stringAt(session, 'name')}": backend "${backend}" of repository "${stringAt(repository, 'name')}" is not among spec.backends`
    }
  }
  return undefined
}
