import type { ObjectReference } from '../client.ts'
import type { KubernetesCause } from '../server/readStatus.ts'

export type { KubernetesCause } from '../server/readStatus.ts'

/** The properties of a new `KubernetesError`. */
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
 * A call that the Kubernetes API refused or did not answer. The message is for users: what happened, why, and what to
 * do. It never contains the body of the request or a value of a Secret.
 */
export class KubernetesError extends Error {
  override readonly name = 'KubernetesError'
  /** The message without advice, for views that offer the actions: what happened, and why. */
  readonly summary: string
  /** The HTTP status; `0` without an answer. */
  readonly status: number
  /**
   * The reason from Kubernetes if there is one (`AlreadyExists`, `Invalid`), else one of ours: `NotSent` (a name or a
   * value can't be sent), `NoConnection`, `Timeout` (no answer in time), `NotKubernetes` (something else answered),
   * `EndlessList`, `NotServed`, `Denied` (an admission webhook), `WebhookFailed`.
   */
  readonly reason: string
  /** The errors by field, if the server lists them. */
  readonly causes: readonly KubernetesCause[]
  /** The object of the call; unset for lists. */
  readonly object?: ObjectReference
  /** Seconds to wait before the next try, if the server specifies them. */
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
