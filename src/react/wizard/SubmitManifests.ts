import type { Manifest } from '../../schema/manifest.ts'
import type { WriteMode } from '../../cluster/submit/write.ts'

/** How the manifests are submitted: options of `submitManifests`. */
export interface SubmitContext extends WriteMode {
  /** Says to stop. */
  signal: AbortSignal
}

/**
 * What is done with the manifests, in the order to apply them. What it resolves with are the objects as the cluster keeps
 * them, where it is known.
 */
export type SubmitManifests = (manifests: Manifest[], context: SubmitContext) => Promise<unknown> | void
