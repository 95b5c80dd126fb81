import { formatAge } from './formatAge.ts'
import type { StoredObject } from './objects.ts'
import type { Column, Resource } from './resources.ts'
import { StatusError, badRequest } from './status.ts'

/** How the answer to a read is to look. */
export type Form = 'object' | 'table'

/** The form that an `Accept` header asks for: the first of its choices that can be answered. */
export function formOf(accept: string | undefined): Form {
  for (const choice of (accept ?? '*/*').split(',')) {
    const [type = '', ...parameters] = choice.split(';').map((part) => part.trim())
    if (!['application/json', 'application/*', '*/*'].includes(type)) continue
    const { as, g, v } = Object.fromEntries(parameters.map((parameter) => parameter.split('='))) as Partial<
      Record<string, string>
    >
    if (as === undefined) return 'object'
    if (as === 'Table' && g === 'meta.k8s.io' && v === 'v1') return 'table'
  }
  const message = 'only the following media types are accepted: application/json'
  throw new StatusError(406, 'NotAcceptable', message)
}

/** Objects as a table (`meta.k8s.io/v1`): of each what the columns show, and its metadata. */
export class Tables {
  readonly #columns: readonly Column[]
  readonly #include: string
  readonly #now: () => Date

  /** `include` is the parameter `includeObject`. */
  constructor(resource: Resource, include: string | null, now: () => Date) {
    if (include !== null && !['', 'None', 'Metadata', 'Object'].includes(include)) {
      throw badRequest(`unrecognized includeObject value: ${JSON.stringify(include)}`)
    }
    this.#include = include ?? 'Metadata'
    this.#now = now
    // The age of a resource from a CRD is a date, of any other a text.
    const age: Column = {
      name: 'Age',
      type: resource.custom ? 'date' : 'string',
      value: ({ metadata }) => (metadata as StoredObject['metadata']).creationTimestamp,
    }
    const name: Column = {
      name: 'Name',
      type: 'string',
      format: 'name',
      value: ({ metadata }) => (metadata as StoredObject['metadata']).name,
    }
    this.#columns = [name, ...resource.columns, age]
  }

  /** Without its columns where those who read it know them from the table before. */
  of(objects: readonly StoredObject[], metadata: object, withColumns = true): object {
    const columnDefinitions = this.#columns.map(({ name, type, format = '' }) => {
      return { name, type, format, description: '', priority: 0 }
    })
    return {
      kind: 'Table',
      apiVersion: 'meta.k8s.io/v1',
      metadata,
      columnDefinitions: withColumns ? columnDefinitions : null,
      rows: objects.map((object) => ({ cells: this.#cells(object), ...this.#included(object) })),
    }
  }

  #cells(object: StoredObject): unknown[] {
    return this.#columns.map(({ name, type, value }) => {
      const found = value(object) ?? null
      const isDate = type === 'date' || name === 'Age'
      return isDate && typeof found === 'string' ? formatAge(this.#now().getTime() - Date.parse(found)) : found
    })
  }

  #included(object: StoredObject): object {
    if (this.#include === 'None') return {}
    if (this.#include === 'Object') return { object }
    return { object: { kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1', metadata: object.metadata } }
  }
}
