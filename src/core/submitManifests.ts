import type { SubmitClient, ObjectReference } from './client.ts'
import type { Manifest } from './manifest.ts'

/** Where a submit stands. */
export interface SubmitStep {
  /** `check` is the server's dry run; `undo` deletes again what this submit created. */
  phase: 'check' | 'create' | 'undo'
  object: ObjectReference
}

export interface SubmitOptions {
  /** Aborting it stops the submit before its next step and undoes what it created. */
  signal?: AbortSignal | undefined
  /** Called before each step. */
  onProgress?: ((step: SubmitStep) => void) | undefined
  /** Called with each warning that the server sends when it checks: the text, and the object that it is about. */
  onWarning?: ((text: string, object: ObjectReference) => void) | undefined
}

/** A submit that failed. `cause` is the error of the step that did; the message says that, and what is left behind. */
export class SubmitError extends Error {
  override readonly name = 'SubmitError'
  /** Objects that this submit created and could not delete again. */
  readonly left: readonly ObjectReference[]
  /** Objects whose creation was asked for and never answered: they may exist. */
  readonly uncertain: readonly ObjectReference[]

  constructor(
    message: string,
    cause: unknown,
    left: readonly ObjectReference[],
    uncertain: readonly ObjectReference[],
  ) {
    super(message, { cause })
    this.left = left
    this.uncertain = uncertain
  }
}

/**
 * Creates the manifests as one operation. The server checks all of them first (dry run); then they are created in the
 * order given. When one fails, those that this very call created are deleted again, last first. Resolves with the
 * objects as the server keeps them.
 *
 * Rejects with a `SubmitError`; with the signal's reason when it was aborted and nothing is left behind.
 */
export async function submitManifests(
  client: SubmitClient,
  manifests: readonly Manifest[],
  options: SubmitOptions = {},
): Promise<Manifest[]> {
  const { signal, onProgress, onWarning } = options
  const results: Manifest[] = []
  const created: ObjectReference[] = []
  const uncertain: ObjectReference[] = []
  try {
    for (const manifest of manifests) {
      signal?.throwIfAborted()
      const object = referenceTo(manifest)
      onProgress?.({ phase: 'check', object })
      await client.create(manifest, { dryRun: true, signal, onWarning: (text) => onWarning?.(text, object) })
    }
    for (const manifest of manifests) {
      signal?.throwIfAborted()
      const object = referenceTo(manifest)
      onProgress?.({ phase: 'create', object })
      try {
        // Without the signal: a create cut short may have happened all the same, and could then not be undone.
        results.push(await client.create(manifest))
      } catch (error) {
        if (!wasRefused(error)) uncertain.push(object)
        throw error
      }
      created.push(object)
    }
    signal?.throwIfAborted()
    return results
  } catch (error) {
    const left = await undo(client, created, onProgress)
    if (signal?.aborted === true && error === signal.reason && left.length === 0) throw error
    throw new SubmitError(messageFor(error, created, left, uncertain), error, left, uncertain)
  }
}

async function undo(
  client: SubmitClient,
  created: readonly ObjectReference[],
  onProgress: SubmitOptions['onProgress'],
): Promise<ObjectReference[]> {
  const left: ObjectReference[] = []
  for (const object of [...created].reverse()) {
    try {
      onProgress?.({ phase: 'undo', object })
      await client.delete(object)
    } catch (error) {
      if (statusOf(error) !== 404) left.push(object)
    }
  }
  return left
}

function messageFor(
  error: unknown,
  created: readonly ObjectReference[],
  left: readonly ObjectReference[],
  uncertain: readonly ObjectReference[],
): string {
  const parts = [error instanceof Error && error.message !== '' ? error.message : 'The submit failed.']
  const undone = created.filter((object) => !left.includes(object))
  if (undone.length > 0) parts.push(`${names(undone)}, created by this submit, ${was(undone)} deleted again.`)
  if (left.length > 0) {
    parts.push(`${names(left)} ${was(left)} created by this submit and could not be deleted again: delete by hand.`)
  }
  if (uncertain.length > 0) parts.push(`${names(uncertain)} may exist now: look before you submit again.`)
  return parts.join(' ')
}

function names(objects: readonly ObjectReference[]): string {
  return objects
    .map(({ kind, namespace, name }) => `${kind} ${namespace === '' ? '' : `${namespace}/`}${name}`)
    .join(', ')
}

function was(objects: readonly ObjectReference[]): string {
  return objects.length === 1 ? 'was' : 'were'
}

/** Which object a manifest is about. */
export function referenceTo({ apiVersion, kind, metadata }: Manifest): ObjectReference {
  const text = (value: unknown): string => (typeof value === 'string' ? value : '')
  return { apiVersion, kind, namespace: text(metadata.namespace), name: text(metadata.name) }
}

/** A client's error carries the HTTP status of the answer, if it is that kind of client. */
function statusOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('status' in error)) return undefined
  return typeof error.status === 'number' ? error.status : undefined
}

/** Whether the server surely created nothing: it answered, and the answer blames the request. */
function wasRefused(error: unknown): boolean {
  const status = statusOf(error)
  return status !== undefined && status >= 400 && status < 500
}
