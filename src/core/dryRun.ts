import type { SubmitClient, ObjectReference } from './client.ts'
import type { Manifest } from './manifest.ts'
import { referenceTo } from './submitManifests.ts'

/** What a cluster said of manifests that it was only asked about. */
export interface Verdict {
  /** What the calls rejected with, in the order of the manifests; none where all would be taken. */
  failures: readonly unknown[]
  warnings: readonly { text: string; object: ObjectReference }[]
}

/**
 * Asks the cluster what it would say of the manifests (`dryRun`, strict about fields), each by itself, so that all faults
 * are told at once. Nothing is kept there. Rejects only with the signal's reason.
 */
export async function dryRun(
  client: SubmitClient,
  manifests: readonly Manifest[],
  { signal }: { signal?: AbortSignal | undefined } = {},
): Promise<Verdict> {
  const failures: unknown[] = []
  const warnings: { text: string; object: ObjectReference }[] = []
  for (const manifest of manifests) {
    signal?.throwIfAborted()
    const object = referenceTo(manifest)
    try {
      await client.create(manifest, { dryRun: true, signal, onWarning: (text) => void warnings.push({ text, object }) })
    } catch (error) {
      if (signal?.aborted === true) throw signal.reason
      failures.push(error)
    }
  }
  return { failures, warnings }
}
