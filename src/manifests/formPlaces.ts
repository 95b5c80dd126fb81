import type { Context } from '../context/context.ts'
import type { Provider } from '../schema/provider.ts'
import { hasAuth } from '../schema/provider.ts'
import type { Schema } from '../schema/language.ts'
import { schemaAt } from '../schema/schemaAt.ts'
import { isSecretName } from './toManifests.ts'

/** What the form says of one place of the manifest, and of the places in it. */
export interface FormPlace {
  /** Of a field, or of a group of fields; undefined where the form has no name for the place. */
  schema: Schema | undefined
  /** Where it is in the values. */
  path: readonly string[]
  /** Whether a field stands for all that is in it: a text, a list, a map. */
  isField: boolean
  /** Whether the form cannot do without it. */
  required: boolean
  /** Whether it is one of a choice, of which a manifest has one. */
  isBranch: boolean
  /** Its position in the form. */
  order: number
  children: Map<string, FormPlace>
}

/** Where the field stands that says which provider it is. */
export function providerPlace(context: Context): readonly string[] {
  const field = context.layoutOf(undefined).fields.find(({ schema }) => schema['x-options'] === 'providers')
  return field?.place.document === 'resource' ? field.place.path : []
}

function positions(schema: Schema, into = new Map<Schema, number>()): Map<Schema, number> {
  into.set(schema, into.size)
  for (const child of Object.values(schema.properties ?? {})) positions(child, into)
  return into
}

/** Returns the places of the fields of a resource with a provider, as a tree over the manifest. */
export function formPlaces(context: Context, provider: Provider | undefined): FormPlace {
  const { schema, fields } = context.layoutOf(provider)
  const order = positions(schema)
  const newPlace = (): FormPlace => ({
    schema: undefined,
    path: [],
    isField: false,
    required: false,
    isBranch: false,
    order: Infinity,
    children: new Map(),
  })
  const root = newPlace()

  function at(path: readonly string[]): FormPlace {
    let here = root
    for (const key of path) {
      let next = here.children.get(key)
      if (!next) here.children.set(key, (next = newPlace()))
      here = next
    }
    return here
  }

  /** What the cluster takes a missing value for makes a required field one that a manifest may lack. */
  function isRequired(path: readonly string[], own: Schema): boolean {
    const key = path.at(-1) ?? ''
    const isNamed = schemaAt(schema, path.slice(0, -1))?.required?.includes(key) ?? false
    return isNamed && (own['x-absent'] ?? '') === ''
  }

  for (const { path, place, schema: own, branch = false } of fields) {
    if (place.document !== 'resource' || (isSecretName(path) && !hasAuth(provider))) continue
    const here = at(place.path)
    const isBlock = branch && path.length === 2
    here.schema = isBlock && provider ? { ...own, title: provider.title, description: provider.description } : own
    here.path = path
    here.isField = !branch
    here.isBranch = branch && !isBlock
    here.required = isBlock || (!here.isBranch && isRequired(path, own))
    // Objects that fields stand in by convention: the security context, for example.
    let values = path
    let inManifest = place.path
    while (inManifest.length > 1 && typeof schemaAt(schema, values)?.['x-manifest'] !== 'string') {
      values = values.slice(0, -1)
      inManifest = inManifest.slice(0, -1)
      const around = schemaAt(schema, values)
      const outer = at(inManifest)
      if (values.length === 0 || !around || outer.schema) break
      outer.schema = around
      outer.path = values
      outer.required = isRequired(values, around)
    }
  }

  function finish(place: FormPlace): void {
    place.order = (place.schema && order.get(place.schema)) ?? Infinity
    for (const child of place.children.values()) {
      finish(child)
      place.order = Math.min(place.order, child.order)
      if (!place.schema) place.required ||= child.required
    }
  }
  finish(root)
  return root
}
