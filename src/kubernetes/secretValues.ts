import type { Json, JsonObject } from '../core/json.ts'
import type { Manifest } from '../core/manifest.ts'
import { secrets } from './servedResources.ts'

/** `kubectl apply` keeps a copy of the whole object here, a Secret's values included. */
const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration'

export function isSecret(object: { apiVersion?: unknown; kind?: unknown }): boolean {
  return object.apiVersion === secrets.apiVersion && object.kind === secrets.kind
}

/** The object without anything that holds a Secret's values; other kinds come back as they are. */
export function withoutSecretValues(object: Manifest): Manifest {
  if (!isSecret(object)) return object
  const { data: _data, stringData: _stringData, ...rest } = object
  const annotations = rest.metadata.annotations
  if (!isObject(annotations) || !(lastApplied in annotations)) return rest as Manifest
  const { [lastApplied]: _copy, ...kept } = annotations
  return { ...rest, metadata: { ...rest.metadata, annotations: kept } } as Manifest
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
