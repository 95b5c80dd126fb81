import type { Store } from './store.ts'

/** The state that requests read and write. */
export interface Cluster {
  store: Store
  now: () => Date
  /** Whether KubeStash's webhook checks each write. */
  webhook: boolean
}

/** A successful response. */
export interface Answer {
  code: number
  body: object
  warnings?: readonly string[]
}
