import type { Json, JsonObject } from '../core/json.ts'
import { member } from '../core/json.ts'
import type { SecretSummary } from '../core/client.ts'
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

/** The Secrets of a table (`meta.k8s.io/v1`), by the names of its columns; what has another form is left out. */
export function readSecretTable({ columnDefinitions, rows }: JsonObject): SecretSummary[] {
  const columns = Array.isArray(columnDefinitions) ? columnDefinitions.map((one) => member(one, 'name')) : []
  return (Array.isArray(rows) ? rows : []).flatMap((row) => {
    const cells: unknown = member(row, 'cells')
    const metadata = member(member(row, 'object'), 'metadata')
    const cell = (column: string): unknown => (Array.isArray(cells) ? cells[columns.indexOf(column)] : undefined)
    const [name, namespace, type, keys] = [cell('Name'), member(metadata, 'namespace'), cell('Type'), cell('Data')]
    if (typeof name !== 'string' || typeof namespace !== 'string') return []
    return [{ namespace, name, type: typeof type === 'string' ? type : '', keys: Number(keys) || 0 }]
  })
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
