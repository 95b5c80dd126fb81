import type { SecretSummary } from '../client.ts'
import type { JsonObject } from '../../base/json.ts'
import { isObject, member, textOf } from '../../base/json.ts'
import type { Manifest } from '../../schema/manifest.ts'
import { secrets } from './servedResources.ts'
import { lastApplied } from '../../schema/manifest.ts'

export function isSecret(object: { apiVersion?: unknown; kind?: unknown }): boolean {
  return object.apiVersion === secrets.apiVersion && object.kind === secrets.kind
}

/** Returns the object without anything that holds a Secret's values; other kinds are returned as they are. */
export function withoutSecretValues(object: Manifest): Manifest {
  if (!isSecret(object)) return object
  const { data: _data, stringData: _stringData, ...rest } = object
  const { annotations } = rest.metadata
  const kept = withoutLastApplied(annotations)
  return (kept === annotations ? rest : { ...rest, metadata: { ...rest.metadata, annotations: kept } }) as Manifest
}

/** Reads the Secrets of a table (`meta.k8s.io/v1`) by the names of its columns; skips rows of another form. */
export function readSecretTable({ columnDefinitions, rows }: JsonObject): SecretSummary[] {
  const columns = Array.isArray(columnDefinitions) ? columnDefinitions.map((one) => member(one, 'name')) : []
  return (Array.isArray(rows) ? rows : []).flatMap((row) => {
    const cells: unknown = member(row, 'cells')
    const metadata = member(member(row, 'object'), 'metadata')
    const cell = (column: string): unknown => (Array.isArray(cells) ? cells[columns.indexOf(column)] : undefined)
    const [name, namespace, keys] = [cell('Name'), member(metadata, 'namespace'), cell('Data')]
    if (typeof name !== 'string' || typeof namespace !== 'string') return []
    return [
      {
        namespace,
        name,
        type: textOf(cell('Type')),
        keys: Number(keys) || 0,
        labels: stringsOf(member(metadata, 'labels')),
        annotations: stringsOf(withoutLastApplied(member(metadata, 'annotations'))),
        created: textOf(member(metadata, 'creationTimestamp')),
      },
    ]
  })
}

function withoutLastApplied(annotations: unknown): unknown {
  if (!isObject(annotations) || !(lastApplied in annotations)) return annotations
  const { [lastApplied]: _copy, ...kept } = annotations
  return kept
}

function stringsOf(map: unknown): Record<string, string> {
  return Object.fromEntries(
    Object.entries(isObject(map) ? map : {}).filter(([, value]) => typeof value === 'string'),
  ) as Record<string, string>
}
