import type { ObjectReference, SubmitClient, WriteOptions } from '../client.ts'
import { fieldManager } from '../fieldManager.ts'
import type { JsonObject } from '../../base/json.ts'
import { deepEqual, isObject, member } from '../../base/json.ts'
import type { Manifest } from '../../schema/manifest.ts'
import { isSecret } from '../../manifests/findStorage.ts'
import { saysSame } from '../../manifests/withoutServerFields.ts'
import type { SubmitMessages } from '../../messages/submit.ts'
import type { Clash, SubmitOutcome } from './answers.ts'
import { is409, isBeingDeleted, isSameObject, namesOf, referenceTo, statusOf } from './answers.ts'

/** Options for how manifests are written. */
export interface WriteMode {
  /**
   * The edited live object, as it was read. The storage among the manifests is then updated with the `resourceVersion`
   * in the manifest, instead of being created.
   */
  editing?: object | undefined
  /**
   * How Secrets are written: `create` fails if the Secret exists; `replace` merges the manifest into it, so that its
   * other keys stay, or creates it. @default 'create'
   */
  secrets?: 'create' | 'replace' | undefined
  /**
   * The `SubmitError` of the last try. Objects that it created, or may have created, count as created by this one, so
   * that nothing is created twice.
   */
  retryOf?: Pick<SubmitOutcome, 'left' | 'uncertain' | 'began'> | undefined
}

/** A write that passed the dry run. */
export interface Write {
  verb: 'create' | 'update' | 'patch'
  manifest: Manifest
  object: ObjectReference
  /** Whether an earlier try created the object. */
  isOurs: boolean
}

/** A write that the server refuses. */
export interface Refusal {
  /** The error that the call rejected with. */
  error: unknown
  /** The conflict that caused it, if known. */
  clash?: Clash | undefined
}

/** The tolerated difference between the clocks of browser and server, in ms. */
const clockSkew = 10 * 60_000

/** Returns whether all wanted values are present; a server or an operator may have added more. */
function saysAll(present: unknown, wanted: unknown): boolean {
  if (!isObject(wanted)) return deepEqual(present, wanted)
  return Object.keys(wanted).every((key) => saysAll(member(present, key), wanted[key]))
}

/** Returns whether our field manager created the object since a time. */
function isCreatedByUs({ metadata }: Manifest, began: number): boolean {
  const { managedFields, creationTimestamp } = metadata
  const managers = Array.isArray(managedFields) ? managedFields.map((one) => member(one, 'manager')) : []
  return managers.includes(fieldManager) && Date.parse(String(creationTimestamp)) >= began - clockSkew
}

/** Returns whether a live object is the one that this submit wanted to create. */
function isOurs(live: Manifest, wanted: Manifest, began: number): boolean {
  return isCreatedByUs(live, began) || (!isSecret(wanted) && saysAll(live['spec'], wanted['spec']))
}

function withVersionOf(live: Manifest, manifest: Manifest): Manifest {
  const { resourceVersion = '' } = live.metadata
  return { ...manifest, metadata: { ...manifest.metadata, resourceVersion } }
}

/** Returns the patch for an existing Secret, without the type, which can't be changed. */
function secretChanges({ metadata, ...manifest }: Manifest): JsonObject {
  const { apiVersion: _api, kind: _kind, type: _type, ...values } = manifest as JsonObject
  const { labels, annotations } = metadata
  return {
    ...(labels || annotations ? { metadata: { labels: labels ?? {}, annotations: annotations ?? {} } } : {}),
    ...values,
  }
}

/** Sends a write, or with `dryRun` only has it checked. */
export function send(
  client: SubmitClient,
  { verb, manifest, object }: Pick<Write, 'verb' | 'manifest' | 'object'>,
  options?: WriteOptions,
): Promise<Manifest> {
  if (verb === 'patch') return client.patch(object, secretChanges(manifest), options)
  return client[verb](manifest, options)
}

async function liveObject(client: SubmitClient, object: ObjectReference): Promise<Manifest | undefined> {
  try {
    return await client.get(object)
  } catch {
    return undefined
  }
}

/** Returns the conflict that made a write fail; undefined if it failed for another reason. */
export async function clashOf(
  client: SubmitClient,
  error: unknown,
  { object, verb }: Pick<Write, 'object' | 'verb'>,
): Promise<Clash | undefined> {
  const exists = verb === 'create' && is409(error, 'AlreadyExists')
  if (!exists && !(verb === 'update' && is409(error, 'Conflict'))) return undefined
  const live = await liveObject(client, object)
  if (isBeingDeleted(live)) return { type: 'deleting', object }
  return exists ? { type: 'exists', object } : live && { type: 'changed', object, live }
}

/** Returns the error for an object that is being deleted. */
export function deletingError(object: ObjectReference, messages: SubmitMessages, cause: unknown): Error {
  const summary = messages.deleting(namesOf([object]))
  return Object.assign(new Error(`${summary} ${messages.afterDeletion}`, { cause }), { summary, status: 409 })
}

type Checking = WriteMode & Omit<WriteOptions, 'dryRun'> & { messages: SubmitMessages }

/** Decides how to write a manifest, with the server's dry run. Rejects only with the signal's reason. */
export async function decide(
  client: SubmitClient,
  manifest: Manifest,
  { editing, secrets, retryOf, signal, onWarning, messages }: Checking,
): Promise<Write | Refusal> {
  const object = referenceTo(manifest)
  const tried =
    retryOf && [...retryOf.left, ...retryOf.uncertain].some((one) => isSameObject(one, object)) ? retryOf : undefined
  const ofSecret = isSecret(manifest)
  let verb: Write['verb'] = ofSecret ? (secrets === 'replace' ? 'patch' : 'create') : editing ? 'update' : 'create'

  async function ask(next: Write['verb'], sent = manifest, byUs = false): Promise<Write | Refusal> {
    verb = next
    const kept = await send(client, { verb, manifest: sent, object }, { dryRun: true, signal, onWarning })
    if (isBeingDeleted(kept)) return refusal(undefined, { type: 'deleting', object })
    return { verb, manifest: sent, object, isOurs: byUs }
  }

  function refusal(error: unknown, clash: Clash | undefined): Refusal {
    return clash?.type === 'deleting' ? { error: deletingError(object, messages, error), clash } : { error, clash }
  }

  /** Returns another write, if the reason for refusing the first one doesn't count. */
  async function another(error: unknown): Promise<Write | Refusal | undefined> {
    if (verb === 'patch' && statusOf(error) === 404) return ask('create')
    if (verb === 'create' && tried && is409(error, 'AlreadyExists')) {
      const live = await client.get(object, { signal })
      if (isBeingDeleted(live)) return refusal(error, { type: 'deleting', object })
      if (!isOurs(live, manifest, tried.began)) return undefined
      if (ofSecret) return ask('patch', manifest, true)
      return ask('update', { ...live, ...manifest, metadata: { ...live.metadata, ...manifest.metadata } }, true)
    }
    if (verb === 'update' && is409(error, 'Conflict')) {
      // When an operator writes the status, the object has a new version with the same content.
      const live = await client.get(object, { signal })
      if (isBeingDeleted(live)) return refusal(error, { type: 'deleting', object })
      const isQuiet = saysSame(live, editing as Manifest) || (tried !== undefined && saysSame(live, manifest))
      return isQuiet ? ask('update', withVersionOf(live, manifest)) : undefined
    }
    return undefined
  }

  try {
    try {
      return await ask(verb)
    } catch (error) {
      const write = await another(error)
      if (write) return write
      throw error
    }
  } catch (error) {
    if (signal?.aborted === true) throw signal.reason
    return refusal(error, await clashOf(client, error, { object, verb }))
  }
}

/**
 * Finds out whether a write happened whose answer was lost.
 *
 * @returns the object if it was written, `nothing` if it was not, undefined if that is unknown
 */
export async function lookAfter(
  client: SubmitClient,
  { verb, object, manifest }: Write,
  began: number,
): Promise<Manifest | 'nothing' | undefined> {
  if (verb === 'patch') return undefined // the values of a Secret are never read
  try {
    const live = await client.get(object)
    if (verb === 'create') return isOurs(live, manifest, began) ? live : undefined
    if (live.metadata['resourceVersion'] === manifest.metadata['resourceVersion']) return 'nothing'
    return saysSame(live, manifest) ? live : undefined
  } catch (error) {
    return statusOf(error) === 404 ? 'nothing' : undefined
  }
}

/**
 * Finds out whether a refused write had already happened: if it was sent twice, the first one makes the server refuse
 * the second. The dry run has just found no conflict.
 */
export async function lookAfterRefusal(
  client: SubmitClient,
  { verb, object, manifest }: Write,
  error: unknown,
  began: number,
): Promise<Manifest | undefined> {
  if (!(verb === 'create' ? is409(error, 'AlreadyExists') : verb === 'update' && is409(error, 'Conflict')))
    return undefined
  try {
    const live = await client.get(object)
    return (verb === 'create' ? isCreatedByUs(live, began) : saysSame(live, manifest)) ? live : undefined
  } catch {
    return undefined
  }
}
