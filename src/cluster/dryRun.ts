import type { ObjectReference, SubmitClient } from './client.ts'
import type { SubmitMessages } from '../messages/submit.ts'
import { defaultSubmitMessages } from '../messages/submit.ts'
import type { Manifest } from '../schema/manifest.ts'
import { referenceTo } from './submit/answers.ts'
import type { Refusal, WriteMode } from './submit/write.ts'
import { decide } from './submit/write.ts'

/** The result of a dry run. */
export interface Verdict {
  /** The manifests that the server refused, in their order; empty if the dry run passed. */
  refusals: readonly Refusal[]
  warnings: readonly { text: string; object: ObjectReference }[]
}

/** Options for `dryRun`. */
export interface DryRunOptions extends WriteMode {
  signal?: AbortSignal | undefined
  /** The sentences of errors in another language. @default English */
  messages?: SubmitMessages | undefined
}

/**
 * Runs each manifest through the cluster's dry run, strict about fields, and collects all errors. Nothing is stored in
 * the cluster. Rejects only with the signal's reason.
 */
export async function dryRun(
  client: SubmitClient,
  manifests: readonly Manifest[],
  { signal, messages = defaultSubmitMessages, ...mode }: DryRunOptions = {},
): Promise<Verdict> {
  const refusals: Refusal[] = []
  const warnings: { text: string; object: ObjectReference }[] = []
  for (const manifest of manifests) {
    signal?.throwIfAborted()
    const onWarning = (text: string): void => void warnings.push({ text, object: referenceTo(manifest) })
    const decided = await decide(client, manifest, { ...mode, signal, messages, onWarning })
    if ('error' in decided) refusals.push(decided)
  }
  return { refusals, warnings }
}
