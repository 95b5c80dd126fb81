import type { ObjectReference, SubmitClient } from './client.ts'
import type { Manifest } from '../schema/manifest.ts'
import type { Clash, SubmitOutcome } from './submit/answers.ts'
import { isSameObject, namesOf, referenceTo, statusOf, summaryOf, wasRefused } from './submit/answers.ts'
import type { SubmitMessages } from '../messages/submit.ts'
import { defaultSubmitMessages } from '../messages/submit.ts'
import type { Write, WriteMode } from './submit/write.ts'
import { clashOf, decide, deletingError, lookAfter, lookAfterRefusal, send } from './submit/write.ts'

/** A step of a submit. */
export interface SubmitStep {
  /** `check`: the server's dry run; `look`: whether a write without an answer happened; `undo`: deletes again. */
  phase: 'check' | 'create' | 'update' | 'patch' | 'look' | 'undo'
  object: ObjectReference
}

/** Options for `submitManifests`. */
export interface SubmitOptions extends WriteMode {
  /** Aborting it stops the submit before its next step and undoes what it created. */
  signal?: AbortSignal | undefined
  /** Called before each step. */
  onProgress?: ((step: SubmitStep) => void) | undefined
  /** Called with the text of each warning from the server's check, and the object that it is about. */
  onWarning?: ((text: string, object: ObjectReference) => void) | undefined
  /** The sentences of the error in another language. @default English */
  messages?: SubmitMessages | undefined
}

/**
 * A failed submit. `cause` is the error of the failed step. The message includes it, lists what is left behind, and ends
 * with one instruction.
 */
export class SubmitError extends Error implements SubmitOutcome {
  override readonly name = 'SubmitError'
  readonly left: readonly ObjectReference[]
  readonly uncertain: readonly ObjectReference[]
  readonly replaced: readonly ObjectReference[]
  readonly clash: Clash | undefined
  readonly began: number
  /** The message without the instruction, for views that offer the actions. */
  readonly summary: string

  constructor(message: string, cause: unknown, outcome: SubmitOutcome & { summary: string }) {
    super(message, { cause })
    this.summary = outcome.summary
    this.left = outcome.left
    this.uncertain = outcome.uncertain
    this.replaced = outcome.replaced
    this.clash = outcome.clash
    this.began = outcome.began
  }
}

/** Returns whether an error is a `SubmitError`, also of another copy of this package: an element has its own. */
export function isSubmitError(error: unknown): error is SubmitError {
  return error instanceof Error && error.name === 'SubmitError'
}

/**
 * Writes the manifests as one operation, and resolves with the objects as the server stores them.
 *
 * First the server checks all of them (dry run). Then they are created, or written as `editing` and `secrets` specify,
 * in the given order. If one fails, those that this call created are deleted again, last first, unless a write without
 * an answer may depend on them. For such a write, finds out whether it happened.
 *
 * Rejects with a `SubmitError`, or with the signal's reason if it was aborted and nothing is left behind.
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
  // The objects that the last try left open, until the check of each one finds its state.
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
      const checking = { ...options, messages, onWarning: (text: string) => onWarning?.(text, object) }
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

  /** Ignores the signal: an aborted write may still happen, and could then not be undone. */
  async function carryOut(write: Write): Promise<Manifest> {
    const { object, verb } = write
    onProgress?.({ phase: verb, object })
    try {
      return await send(client, write)
    } catch (error) {
      if (wasRefused(error)) {
        // A browser repeats requests after a lost connection: this one is refused if the first one succeeded.
        const written = await lookAfterRefusal(client, write, error, began)
        if (written) return written
        clash = await clashOf(client, error, write)
        throw clash?.type === 'deleting' ? deletingError(object, messages, error) : error
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
    // A submit that replaced something can't be undone, so it counts as done.
    if (created.length === results.length) signal?.throwIfAborted()
    return results
  } catch (error) {
    uncertain.push(...open)
    const isInUse = uncertain.length > 0
    const left = isInUse ? created : await undo(client, created, uids, onProgress)
    if (signal?.aborted === true && error === signal.reason && left.length === 0 && replaced.length === 0) throw error
    const whole = error instanceof Error && error.message !== '' ? error.message : messages.failed
    const reason = summaryOf(error) ?? whole
    const said: readonly [(names: string) => string, readonly ObjectReference[]][] = [
      [messages.undone, created.filter((object) => !left.includes(object))],
      [isInUse ? messages.kept : messages.left, left],
      [messages.replaced, replaced],
      [messages.notWritten, notWritten],
      [messages.uncertain, uncertain],
    ]
    const sentences = said.filter(([, objects]) => objects.length > 0).map(([say, objects]) => say(namesOf(objects)))
    const summary = [reason, ...sentences].join(' ')
    // Only one instruction: that of the cause, unless the state of a write is open and trying again settles it.
    const isOpen = !wasRefused(error) && notWritten.length + uncertain.length > 0
    const advice = isOpen ? messages.again : adviceOf(whole, reason)
    const message = advice === '' ? summary : `${summary} ${advice}`
    throw new SubmitError(message, error, { summary, left, uncertain, replaced, clash, began })
  }
}

/** Returns the part of a message after its summary. */
function adviceOf(message: string, summary: string): string {
  return message.startsWith(summary) ? message.slice(summary.length).trim() : ''
}

/** Deletes the created objects, but not others that replaced them; returns those that could not be deleted. */
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
