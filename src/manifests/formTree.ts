import type { Context } from '../context/context.ts'
import type { Provider } from '../schema/provider.ts'
import { hasAuth } from '../schema/provider.ts'
import type { Schema } from '../schema/language.ts'
import { schemaAt } from '../schema/schemaAt.ts'
import { isSecretName } from './toManifests.ts'

/** The part of the form at one path of the manifest, with its children. */
export interface FormNode {
  /** The schema of the field or group of fields; undefined if the form has none at the path. */
  schema: Schema | undefined
  /** The path in the values. */
  path: readonly string[]
  /** Whether one field holds the whole value, such as a string, a list or a map. */
  isField: boolean
  /** Whether the form requires it. */
  required: boolean
  /** Whether it is a branch of a choice, of which a manifest has only one. */
  isBranch: boolean
  /** Its position in the form. */
  order: number
  children: Map<string, FormNode>
}

/** Returns the path of the provider's name in the manifest; empty if it has none. */
export function providerPath(context: Context): readonly string[] {
  const field = context.layoutOf(undefined).fields.find(({ schema }) => schema['x-options'] === 'providers')
  return field?.target.document === 'resource' ? field.target.path : []
}

function positions(schema: Schema, into = new Map<Schema, number>()): Map<Schema, number> {
  into.set(schema, into.size)
  for (const child of Object.values(schema.properties ?? {})) positions(child, into)
  return into
}

/** Returns the fields of a resource with a provider, as a tree of manifest paths. */
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

  /** Returns whether a manifest must have the field: required, and without a value for a missing one (`x-absent`). */
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
    // Objects that contain the field without an `x-manifest` of its own, such as the security context.
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
