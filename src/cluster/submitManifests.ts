import type { ObjectReference, SubmitClient } from './client.ts'
import type { Manifest } from '../schema/manifest.ts'
import type { Clash, SubmitOutcome } from './submit/answers.ts'
import { isSameObject, referenceTo, statusOf, wasRefused } from './submit/answers.ts'
import type { SubmitMessages } from '../messages/submit.ts'
import { defaultSubmitMessages } from '../messages/submit.ts'
import type { Write, WriteMode } from './submit/write.ts'
import { clashOf, decide, lookAfter, lookAfterRefusal, send } from './submit/write.ts'

/** Where a submit stands. */
export interface SubmitStep {
  /** `check` is the server's dry run; `look` finds out what came of a write without an answer; `undo` deletes again. */
  phase: 'check' | 'create' | 'update' | 'patch' | 'look' | 'undo'
  object: ObjectReference
}

/** How `submitManifests` writes, and who is told of it. */
export interface SubmitOptions extends WriteMode {
  /** Aborting it stops the submit before its next step and undoes what it created. */
  signal?: AbortSignal | undefined
  /** Called before each step. */
  onProgress?: ((step: SubmitStep) => void) | undefined
  /** Called with each warning that the server sends when it checks: the text, and the object that it is about. */
  onWarning?: ((text: string, object: ObjectReference) => void) | undefined
  /** The sentences of the error in another language. @default English */
  messages?: SubmitMessages | undefined
}

/** A submit that failed. `cause` is the error of the step that did; the message says that, and what is left behind. */
export class SubmitError extends Error implements SubmitOutcome {
  override readonly name = 'SubmitError'
  readonly left: readonly ObjectReference[]
  readonly uncertain: readonly ObjectReference[]
  readonly replaced: readonly ObjectReference[]
  readonly clash: Clash | undefined
  readonly began: number

  constructor(message: string, cause: unknown, outcome: SubmitOutcome) {
    super(message, { cause })
    this.left = outcome.left
    this.uncertain = outcome.uncertain
    this.replaced = outcome.replaced
    this.clash = outcome.clash
    this.began = outcome.began
  }
}

/** Whether an error is a `SubmitError`, of another copy of this package too: an element has one of its own. */
export function isSubmitError(error: unknown): error is SubmitError {
  return error instanceof Error && error.name === 'SubmitError'
}

/**
 * Writes the manifests as one operation. The server checks all of them first (dry run); then they are created, or written
 * in the way that `editing` and `secrets` say, in the order given. When one fails, those that this very call created are
 * deleted again, last first, unless one whose answer was lost may be using them. Of a write without an answer it is looked
 * whether it happened. Resolves with the objects as the server keeps them.
 *
 * Rejects with a `SubmitError`; with the signal's reason when it was aborted and nothing is left behind.
 */
export async function submitManifests(
  client: SubmitClient,
  manifests: readonly Manifest[],
  options: SubmitOptions = {},
): Promise<Manifest[]> {
  const { signal, onProgress, onWarning, retryOf, messages = defaultSubmitMessages } = options
  const began = retryOf?.began ?? Date.now()
  const results: Manifest[] = []
  const created: ObjectReference[] = []
  const uids = new Map<ObjectReference, string>()
  const replaced: ObjectReference[] = []
  const uncertain: ObjectReference[] = []
  const notWritten: ObjectReference[] = []
  // What the last try left open, until it shows what is there.
  let open = [...(retryOf?.left ?? []), ...(retryOf?.uncertain ?? [])].filter((one) =>
    manifests.some((manifest) => isSameObject(one, referenceTo(manifest))),
  )
  let clash: Clash | undefined

  async function decideAll(): Promise<Write[]> {
    const writes: Write[] = []
    for (const manifest of manifests) {
      signal?.throwIfAborted()
      const object = referenceTo(manifest)
      onProgress?.({ phase: 'check', object })
      const checking = { ...options, onWarning: (text: string) => onWarning?.(text, object) }
      const decided = await decide(client, manifest, checking)
      if ('error' in decided) {
        clash = decided.clash
        throw decided.error
      }
      open = open.filter((one) => !isSameObject(one, object))
      if (decided.isOurs) created.push(object)
      writes.push(decided)
    }
    return writes
  }

  /** Without the signal: a write cut short may have happened all the same, and could then not be undone. */
  async function carryOut(write: Write): Promise<Manifest> {
    const { object, verb } = write
    onProgress?.({ phase: verb, object })
    try {
      return await send(client, write)
    } catch (error) {
      if (wasRefused(error)) {
        // A browser sends a request again by itself where the connection broke: refused is then what the first one wrote.
        const written = await lookAfterRefusal(client, write, error, began)
        if (written) return written
        clash = await clashOf(client, error, write)
        throw error
      }
      onProgress?.({ phase: 'look', object })
      const found = await lookAfter(client, write, began)
      if (typeof found === 'object') return found
      if (found === 'nothing') notWritten.push(object)
      else uncertain.push(object)
      throw error
    }
  }

  try {
    for (const write of await decideAll()) {
      signal?.throwIfAborted()
      const kept = await carryOut(write)
      results.push(kept)
      const { uid } = kept.metadata
      if (typeof uid === 'string') uids.set(write.object, uid)
      if (write.isOurs) continue
      if (write.verb === 'create') created.push(write.object)
      if (write.verb === 'patch') replaced.push(write.object)
    }
    // What replaced something cannot be taken back, and is done.
    if (created.length === results.length) signal?.throwIfAborted()
    return results
  } catch (error) {
    uncertain.push(...open)
    const isInUse = uncertain.length > 0
    const left = isInUse ? created : await undo(client, created, uids, onProgress)
    if (signal?.aborted === true && error === signal.reason && left.length === 0 && replaced.length === 0) throw error
    // What to do is said here, or offered by who shows it: of the cause then only what happened.
    const isAnswered = clash !== undefined || notWritten.length > 0 || uncertain.length > 0
    const summary: unknown = isAnswered ? (error as { summary?: unknown } | undefined)?.summary : undefined
    const whole = error instanceof Error && error.message !== '' ? error.message : messages.failed
    const reason = typeof summary === 'string' && summary !== '' ? summary : whole
    const said: readonly [(names: string) => string, readonly ObjectReference[]][] = [
      [messages.undone, created.filter((object) => !left.includes(object))],
      [isInUse ? messages.kept : messages.left, left],
      [messages.replaced, replaced],
      [messages.notWritten, notWritten],
      [messages.uncertain, uncertain],
    ]
    const sentences = said.filter(([, objects]) => objects.length > 0).map(([say, objects]) => say(namesOf(objects)))
    throw new SubmitError([reason, ...sentences].join(' '), error, { left, uncertain, replaced, clash, began })
  }
}

/** Deletes what was created, but nothing that somebody else put in its place; gives what could not be deleted. */
async function undo(
  client: SubmitClient,
  created: readonly ObjectReference[],
  uids: ReadonlyMap<ObjectReference, string>,
  onProgress: SubmitOptions['onProgress'],
): Promise<ObjectReference[]> {
  const left: ObjectReference[] = []
  for (const object of [...created].reverse()) {
    try {
      onProgress?.({ phase: 'undo', object })
      const uid = uids.get(object)
      await client.delete(object, uid === undefined ? undefined : { preconditions: { uid } })
    } catch (error) {
      if (statusOf(error) !== 404 && statusOf(error) !== 409) left.push(object)
    }
  }
  return left
}

function namesOf(objects: readonly ObjectReference[]): string {
  return objects
    .map(({ kind, namespace, name }) => `${kind} ${namespace === '' ? '' : `${namespace}/`}${name}`)
    .join(', ')
}
