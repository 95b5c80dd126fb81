import type { Store } from './store.ts'

/** What the requests work on. */
export interface Cluster {
  store: Store
  now: () => Date
  /** Whether KubeStash's webhook looks at what is written. */
  webhook: boolean
}

/** What a request is answered with, when it succeeds. */
export interface Answer {
  code: number
  body: object
  warnings?: readonly string[]
}
