import type { BackupStorageValues, Json, Manifest, Options } from 'backupstorage-forms/core'
import { toManifests } from 'backupstorage-forms/core'
import type { Schema } from './schemaTexts.ts'

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isChoice = ({ minProperties, maxProperties, properties }: Schema): boolean =>
  properties !== undefined && minProperties === 1 && maxProperties === 1

/** Returns a value that is easy to find in the manifests, because no other value looks like it. */
function probeOf({ type, properties }: Schema): Json {
  if (type === 'boolean') return true
  if (type === 'integer' || type === 'number') return 918273
  if (type === 'array') return ['probe-918273']
  return type === 'object' && !properties ? { probe: 'probe-918273' } : 'probe-918273'
}

/** Returns the object with a value at a path, and with the siblings that the value depends on; or without the value. */
function place(at: unknown, schema: Schema, [key = '', ...rest]: readonly string[], value?: Json): object {
  const child = schema.properties?.[key] ?? {}
  const kept = isObject(at) && !isChoice(schema) ? { ...at } : {}
  for (const [sibling, allowed] of Object.entries(child['x-when'] ?? {})) kept[sibling] = allowed[0]
  if (rest.length > 0) kept[key] = place(isObject(at) ? at[key] : undefined, child, rest, value)
  else if (value === undefined) delete kept[key]
  else kept[key] = value
  return kept
}

/** Returns JSON Pointers to the strings, numbers, lists and objects that contain the value. */
function pointersTo(value: Json, at: unknown, pointer = ''): string[] {
  const holds =
    typeof at === 'string' ? at.includes(String(value)) : at === value || JSON.stringify(at) === JSON.stringify(value)
  if (holds) return [pointer]
  const entries = Array.isArray(at) ? [...at.entries()] : isObject(at) ? Object.entries(at) : []
  return entries.flatMap(([key, child]) =>
    pointersTo(value, child, `${pointer}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`),
  )
}

/** A position in the manifests: the kind of the object, and the path in it. */
export interface FieldPlace {
  kind: string
  pointer: string
}

function placesIn(manifests: readonly Manifest[], value: Json): FieldPlace[] {
  return manifests.flatMap((manifest) =>
    pointersTo(value, manifest).map((pointer) => ({ kind: manifest.kind, pointer })),
  )
}

/**
 * Returns the positions of a field in the manifests. It compares the manifests with and without a value in the field,
 * so the result is right for any schema.
 *
 * @param path - the path of the field in `backend` of the values: `['spec', 'bucket']`
 */
export function fieldPlaces(
  filled: BackupStorageValues,
  backend: Schema,
  path: readonly string[],
  schema: Schema,
  options: Options,
): FieldPlace[] {
  const probe = probeOf(schema)
  const [withIt, without] = [probe, undefined].map((value) => {
    const values = { ...filled, backend: place(filled.backend, backend, path, value) } as BackupStorageValues
    return placesIn(toManifests(values, options), probe)
  })
  const before = new Set(without?.map(({ kind, pointer }) => `${kind} ${pointer}`))
  return (withIt ?? []).filter(({ kind, pointer }) => !before.has(`${kind} ${pointer}`))
}
