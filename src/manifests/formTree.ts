import type { Context } from '../context/context.ts'
import type { Provider } from '../schema/provider.ts'
import { hasAuth } from '../schema/provider.ts'
import type { Schema } from '../schema/language.ts'
import { schemaAt } from '../schema/schemaAt.ts'
import { isSecretName } from './toManifests.ts'

/** What the form says of one place of the manifest, and of the places in it. */
export interface FormNode {
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
  children: Map<string, FormNode>
}

/** Where the field stands that says which provider it is. */
export function providerPath(context: Context): readonly string[] {
  const field = context.layoutOf(undefined).fields.find(({ schema }) => schema['x-options'] === 'providers')
  return field?.target.document === 'resource' ? field.target.path : []
}

function positions(schema: Schema, into = new Map<Schema, number>()): Map<Schema, number> {
  into.set(schema, into.size)
  for (const child of Object.values(schema.properties ?? {})) positions(child, into)
  return into
}

/** Returns the places of the fields of a resource with a provider, as a tree over the manifest. */
export function formTree(context: Context, provider: Provider | undefined): FormNode {
  const { schema, fields } = context.layoutOf(provider)
  const order = positions(schema)
  const newNode = (): FormNode => ({
    schema: undefined,
    path: [],
    isField: false,
    required: false,
    isBranch: false,
    order: Infinity,
    children: new Map(),
  })
  const root = newNode()

  function at(path: readonly string[]): FormNode {
    let here = root
    for (const key of path) {
      let next = here.children.get(key)
      if (!next) here.children.set(key, (next = newNode()))
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

  for (const { path, target, schema: own, branch = false } of fields) {
    if (target.document !== 'resource' || (isSecretName(path) && !hasAuth(provider))) continue
    const here = at(target.path)
    const isBlock = branch && path.length === 2
    here.schema = isBlock && provider ? { ...own, title: provider.title, description: provider.description } : own
    here.path = path
    here.isField = !branch
    here.isBranch = branch && !isBlock
    here.required = isBlock || (!here.isBranch && isRequired(path, own))
    // Objects that fields stand in by convention: the security context, for example.
    let values = path
    let inManifest = target.path
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

  function finish(target: FormNode): void {
    target.order = (target.schema && order.get(target.schema)) ?? Infinity
    for (const child of target.children.values()) {
      finish(child)
      target.order = Math.min(target.order, child.order)
      if (!target.schema) target.required ||= child.required
    }
  }
  finish(root)
  return root
}
