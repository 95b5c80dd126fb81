import type { JsonObject } from '../base/json.ts'

/** `kubectl apply` keeps a copy of the whole object in this annotation, the values of a Secret included. */
export const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration'

/** A Kubernetes object as plain JSON data. */
export interface Manifest extends JsonObject {
  apiVersion: string
  kind: string
  metadata: JsonObject
}

/** A kind of object, and the name under which the API serves it. */
export interface ResourceType {
  apiVersion: string
  kind: string
  plural: string
}
