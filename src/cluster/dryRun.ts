import type { ObjectReference, SubmitClient } from './client.ts'
import type { Manifest } from '../schema/manifest.ts'
import type { Clash } from './submit/answers.ts'
import { referenceTo } from './submit/answers.ts'
import type { WriteMode } from './submit/write.ts'
import { decide } from './submit/write.ts'

/** What a cluster said of manifests that it was only asked about. */
export interface Verdict {
  /** What the calls rejected with, in the order of the manifests; none where all would be taken. */
  failures: readonly unknown[]
  /** What stands in the way, of each failure that has such a reason. */
  clashes: readonly Clash[]
  warnings: readonly { text: string; object: ObjectReference }[]
}

/**
 * Asks the cluster what it would say of the manifests (`dryRun`, strict about fields), each by itself, so that all faults
 * are told at once. Nothing is kept there. Rejects only with the signal's reason.
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
