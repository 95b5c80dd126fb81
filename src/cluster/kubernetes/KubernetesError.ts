import type { ObjectReference } from '../client.ts'
import type { KubernetesCause } from '../server/readStatus.ts'

export type { KubernetesCause } from '../server/readStatus.ts'

/** What a `KubernetesError` is made of. */
export interface KubernetesErrorInit {
  message: string
  summary?: string | undefined
  status: number
  reason: string
  causes?: readonly KubernetesCause[]
  object?: ObjectReference | undefined
  retryAfter?: number | undefined
  cause?: unknown
}

/**
 * A call that the Kubernetes API refused or did not answer. The message is a sentence for people: what happened, why,
 * and what to do. It never holds the body of the request or a value of a Secret.
 */
export class KubernetesError extends Error {
  override readonly name = 'KubernetesError'
  /** The message without what to do, for one who offers that: what happened, and why. */
  readonly summary: string
  /** The HTTP status; `0` when no answer came. */
  readonly status: number
  /**
   * Kubernetes' own word where it gave one (`AlreadyExists`, `Invalid`), else one of ours: `NoConnection`,
   * `NotKubernetes` (something else answered), `NotServed`, `Denied` (an admission webhook), `WebhookFailed`.
   */
  readonly reason: string
  /** The faults by field, as far as the server named them. */
  readonly causes: readonly KubernetesCause[]
  /** The object that the call was about; none for lists. */
  readonly object?: ObjectReference
  /** Seconds to wait before the next try, where the server said so. */
  readonly retryAfter?: number

  constructor(init: KubernetesErrorInit) {
    super(init.message, init.cause === undefined ? undefined : { cause: init.cause })
    this.summary = init.summary ?? init.message
    this.status = init.status
    this.reason = init.reason
    this.causes = init.causes ?? []
    if (init.object !== undefined) this.object = init.object
    if (init.retryAfter !== undefined) this.retryAfter = init.retryAfter
  }
}
