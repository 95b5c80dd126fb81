import type { BackupStorageValues, Options } from 'backupstorage-forms/core'
import type { FieldPlace } from './fieldPlaces.ts'
import { fieldPlaces } from './fieldPlaces.ts'
import type { ProviderSchema, Schema } from './schemaTexts.ts'

/** A field of a provider, as a row of a table. */
export interface FieldRow {
  /** Its path in the values: `auth.KEY`, `spec.volume.nfs.server`. */
  key: string
  /** Its label, after those of its groups. */
  label: string
  /** `form` if only the form requires it: a manifest without it works. */
  required: boolean | 'form'
  /** The labels of the choices that the field depends on. */
  branches: readonly string[]
  places: readonly FieldPlace[]
  schema: Schema
}

const isGroup = ({ type, properties }: Schema): boolean => type === 'object' && properties !== undefined

const isChoice = ({ minProperties, maxProperties }: Schema): boolean => minProperties === 1 && maxProperties === 1

/** Returns all fields of a provider, in the order of the form. */
export function fieldRows(schema: ProviderSchema, filled: BackupStorageValues, options: Options): FieldRow[] {
  const backend: Schema = { type: 'object', properties: schema.properties }
  const rows: FieldRow[] = []
  function visit(at: Schema, path: readonly string[], labels: readonly string[], branches: readonly string[]): void {
    for (const [key, child] of Object.entries(at.properties ?? {})) {
      const way = [...path, key]
      const title = child.title ?? key
      // The table already has a part each for auth and spec.
      const named = path.length === 0 ? [] : [...labels, title]
      const chosen = isChoice(at) ? [...branches, title] : branches
      if (isGroup(child)) visit(child, way, named, chosen)
      else {
        const isRequired = at.required?.includes(key) ?? false
        rows.push({
          key: way.join('.'),
          label: named.join(' › '),
          required: isRequired && child['x-required'] === 'form' ? 'form' : isRequired,
          branches: chosen,
          places: fieldPlaces(filled, backend, way, child, options),
          schema: child,
        })
      }
    }
  }
  visit(backend, [], [], [])
  return rows
}

/** Returns the rules of fields: the label of each, and the error message if it is broken. */
export function fieldRules(rows: readonly FieldRow[]): { label: string; text: string }[] {
  return rows.flatMap(({ label, schema }) => {
    const text = schema['x-error']
    return text === undefined ? [] : [{ label, text }]
  })
}
