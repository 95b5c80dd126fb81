import type { Manifest } from '../../schema/manifest.ts'
import type { WriteMode } from '../../cluster/submit/write.ts'

/** Options for `submitManifests`. */
export interface SubmitContext extends WriteMode {
  /** Stops the submit when aborted. */
  signal: AbortSignal
}

/** Submits the manifests in the order given. Resolves with the objects as the cluster keeps them, if available. */
export type SubmitManifests = (manifests: Manifest[], context: SubmitContext) => Promise<unknown> | void
