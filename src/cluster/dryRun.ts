import type { ObjectReference, SubmitClient } from './client.ts'
import type { Manifest } from '../schema/manifest.ts'
import type { Clash } from './submit/answers.ts'
import { referenceTo } from './submit/answers.ts'
import type { WriteMode } from './submit/write.ts'
import { decide } from './submit/write.ts'

/** The result of a dry run. */
export interface Verdict {
  /** The errors that the calls rejected with, in the order of the manifests; empty if the dry run passed. */
  failures: readonly unknown[]
  /** The conflicts that caused failures. */
  clashes: readonly Clash[]
  warnings: readonly { text: string; object: ObjectReference }[]
}

/**
 * Runs each manifest through the cluster's dry run, strict about fields, and collects all errors. Nothing is stored in
 * the cluster. Rejects only with the signal's reason.
 */
export async function dryRun(
  client: SubmitClient,
  manifests: readonly Manifest[],
  { signal, ...mode }: WriteMode & { signal?: AbortSignal | undefined } = {},
): Promise<Verdict> {
  const failures: unknown[] = []
  const clashes: Clash[] = []
  const warnings: { text: string; object: ObjectReference }[] = []
  for (const manifest of manifests) {
    signal?.throwIfAborted()
    const onWarning = (text: string): void => void warnings.push({ text, object: referenceTo(manifest) })
    const decided = await decide(client, manifest, { ...mode, signal, onWarning })
    if (!('error' in decided)) continue
    failures.push(decided.error)
    if (decided.clash) clashes.push(decided.clash)
  }
  return { failures, clashes, warnings }
}
