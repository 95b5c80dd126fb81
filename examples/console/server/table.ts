import { formatAge } from './formatAge.ts'
import type { StoredObject } from './objects.ts'
import type { Column, Resource } from './resources.ts'
import { StatusError, badRequest } from './status.ts'

/** The format of a response to a read. */
export type Form = 'object' | 'table'

/** Returns the first supported format in an `Accept` header. */
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

/** Returns objects as a table (`meta.k8s.io/v1`): the cells of each, and its metadata. */
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
    // The age of a custom resource is a date; that of others is formatted.
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

  /** Without columns if the reader already has them from an earlier table. */
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
