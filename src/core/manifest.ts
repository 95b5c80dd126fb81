import type { JsonObject } from './json.ts'

/** A Kubernetes object as plain JSON data. */
export interface Manifest extends JsonObject {
  apiVersion: string
  kind: string
  metadata: JsonObject
}
