import type { ObjectReference, SubmitClient, WriteOptions } from '../client.ts'
import { fieldManager } from '../fieldManager.ts'
import type { JsonObject } from '../../base/json.ts'
import { deepEqual, isObject, member } from '../../base/json.ts'
import type { Manifest } from '../../schema/manifest.ts'
import { isSecret } from '../../manifests/findStorage.ts'
import { saysSame } from '../../manifests/withoutServerFields.ts'
import type { Clash, SubmitOutcome } from './answers.ts'
import { is409, isSameObject, referenceTo, statusOf } from './answers.ts'

/** How manifests get into the cluster. */
export interface WriteMode {
  /**
   * The live object that is edited, as it was read. Of the manifests, the storage then takes its place (`update`, with the
   * `resourceVersion` in the manifest) instead of being created.
   */
  editing?: object | undefined
  /**
   * What is done with a Secret: `create` fails where there is one of that name; `replace` merges what the manifest says
   * into one that is there, whose other keys stay, and creates it where there is none. @default 'create'
   */
  secrets?: 'create' | 'replace' | undefined
  /**
   * The `SubmitError` of the last try. What that try created, or may have created, counts as created by this one, which so
   * creates nothing twice.
   */
  retryOf?: Pick<SubmitOutcome, 'left' | 'uncertain' | 'began'> | undefined
}

/** A write that was decided on. */
export interface Write {
  verb: 'create' | 'update' | 'patch'
  manifest: Manifest
  object: ObjectReference
  /** Whether an earlier try created the object. */
  isOurs: boolean
}

/** A write that the server does not take: the error that says so, and what stands in the way. */
export interface Refusal {
  error: unknown
  clash?: Clash | undefined
}

/** How far the clocks of the page and the server may be apart, in ms. */
const clockSkew = 10 * 60_000

/** Whether all that is wanted is there; there may be more, which a server or an operator filled in. */
function saysAll(present: unknown, wanted: unknown): boolean {
  if (!isObject(wanted)) return deepEqual(present, wanted)
  return Object.keys(wanted).every((key) => saysAll(member(present, key), wanted[key]))
}

/** Whether an object was created since, under our name. */
function isCreatedByUs({ metadata }: Manifest, began: number): boolean {
  const { managedFields, creationTimestamp } = metadata
  const managers = Array.isArray(managedFields) ? managedFields.map((one) => member(one, 'manager')) : []
  return managers.includes(fieldManager) && Date.parse(String(creationTimestamp)) >= began - clockSkew
}

/** Whether an object that is there is the one that was to be created since. */
function isOurs(live: Manifest, wanted: Manifest, began: number): boolean {
  return isCreatedByUs(live, began) || (!isSecret(wanted) && saysAll(live['spec'], wanted['spec']))
}

function withVersionOf(live: Manifest, manifest: Manifest): Manifest {
  const { resourceVersion = '' } = live.metadata
  return { ...manifest, metadata: { ...manifest.metadata, resourceVersion } }
}

/** What a Secret that is there is given. Its type cannot be changed. */
function secretChanges({ metadata, ...manifest }: Manifest): JsonObject {
  const { apiVersion: _api, kind: _kind, type: _type, ...values } = manifest as JsonObject
  const { labels, annotations } = metadata
  return {
    ...(labels || annotations ? { metadata: { labels: labels ?? {}, annotations: annotations ?? {} } } : {}),
    ...values,
  }
}

/** Does a write, or with `dryRun` only asks for it. */
export function send(
  client: SubmitClient,
  { verb, manifest, object }: Pick<Write, 'verb' | 'manifest' | 'object'>,
  options?: WriteOptions,
): Promise<Manifest> {
  if (verb === 'patch') return client.patch(object, secretChanges(manifest), options)
  return client[verb](manifest, options)
}

/** What stands in the way, where that is why a write failed. */
export async function clashOf(
  client: SubmitClient,
  error: unknown,
  { object, verb }: Pick<Write, 'object' | 'verb'>,
): Promise<Clash | undefined> {
  if (verb === 'create' && is409(error, 'AlreadyExists')) return { type: 'exists', object }
  if (verb !== 'update' || !is409(error, 'Conflict')) return undefined
  const live = await client.get(object).catch(() => undefined)
  return live && { type: 'changed', object, live }
}

/**
 * Decides how a manifest is written, by asking the server what it would say of it. Rejects only with the signal's reason.
 */
export async function decide(
  client: SubmitClient,
  manifest: Manifest,
  { editing, secrets, retryOf, signal, onWarning }: WriteMode & Omit<WriteOptions, 'dryRun'>,
): Promise<Write | Refusal> {
  const object = referenceTo(manifest)
  const tried =
    retryOf && [...retryOf.left, ...retryOf.uncertain].some((one) => isSameObject(one, object)) ? retryOf : undefined
  const ofSecret = isSecret(manifest)
  let verb: Write['verb'] = ofSecret ? (secrets === 'replace' ? 'patch' : 'create') : editing ? 'update' : 'create'

  async function ask(next: Write['verb'], sent = manifest, byUs = false): Promise<Write> {
    verb = next
    await send(client, { verb, manifest: sent, object }, { dryRun: true, signal, onWarning })
    return { verb, manifest: sent, object, isOurs: byUs }
  }

  /** The write to go on with where the first one was refused for a reason that does not count. */
  async function another(error: unknown): Promise<Write | undefined> {
    if (verb === 'patch' && statusOf(error) === 404) return ask('create')
    if (verb === 'create' && tried && is409(error, 'AlreadyExists')) {
      const live = await client.get(object, { signal })
      if (!isOurs(live, manifest, tried.began)) return undefined
      if (ofSecret) return ask('patch', manifest, true)
      return ask('update', { ...live, ...manifest, metadata: { ...live.metadata, ...manifest.metadata } }, true)
    }
    if (verb === 'update' && is409(error, 'Conflict')) {
      // An operator that writes the status makes another version of an object that says the same.
      const live = await client.get(object, { signal })
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
    return { error, clash: await clashOf(client, error, { object, verb }) }
  }
}

/**
 * Looks what came of a write whose answer was lost.
 *
 * @returns the object where it was written, `nothing` where it was not, undefined where that cannot be told
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
 * Looks whether a write that was refused had been done before: where it was sent twice, the second is refused because of
 * the first. The dry run has just found nothing in its way.
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
