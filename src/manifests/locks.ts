import { isObject } from '../base/json.ts'
import { findProvider } from '../context/context.ts'
import { contextOf } from '../context/createContext.ts'
import type { Options } from '../context/options.ts'
import { fromPointer, getAt, toPointer } from '../base/pointer.ts'
import { isSecretName } from './toManifests.ts'

/** The fields of a live object that can't be changed. */
export interface Locks {
  /** JSON Pointers into the values. */
  readonly fields: ReadonlySet<string>
  /** The reasons, by the JSON Pointer of the field that shows them. */
  readonly reasons: ReadonlyMap<string, string>
  /** The credentials sources that change no locked field; undefined if all are allowed. */
  readonly sources: readonly string[] | undefined
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'object' && Object.keys(value).length === 0)
}

/** Returns the fields that are locked while `options.editing` is edited; none if it is unset. */
export function locksOf(provider: string, options?: Options): Locks {
  const context = contextOf(options)
  const { editing } = context
  const fields = new Set<string>()
  const reasons = new Map<string, string>()
  let sources: string[] | undefined
  if (!isObject(editing)) return { fields, reasons, sources }
  const layout = context.layoutOf(findProvider(context, provider))
  for (const rule of context.resource.schema['x-resource'].immutable ?? []) {
    if (rule.while !== undefined && isEmpty(getAt(editing, fromPointer(rule.while)))) continue
    reasons.set(rule.field, rule.message)
    for (const { path, target } of layout.fields) {
      const pointer = target.document === 'resource' ? toPointer(target.path) : ''
      if (pointer !== rule.at && !pointer.startsWith(rule.at + '/')) continue
      fields.add(toPointer(path))
      if (isSecretName(path) && target.document === 'resource')
        sources = isEmpty(getAt(editing, target.path)) ? ['workloadIdentity'] : ['existing', 'new']
    }
  }
  return { fields, reasons, sources }
}
