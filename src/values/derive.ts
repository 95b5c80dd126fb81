import type { BackupStorageValues } from '../generated/types.ts'
import { parseJson } from '../base/parseJson.ts'
import { fromPointer, getAt, setAt, toPointer } from '../base/pointer.ts'
import type { Derivation } from '../schema/language.ts'
import type { Fix } from '../schema/diagnostics.ts'
import type { Layout } from '../schema/layout.ts'
import { longest, longestMatched } from '../schema/limits.ts'
import { schemaAt } from '../schema/schemaAt.ts'
import type { Vendors } from '../schema/vendors.ts'
import { expectedRegion } from '../schema/vendors.ts'

/** Returns the joined matches of a regular expression's groups in a text; undefined if they are empty. */
export function matchGroups(pattern: string, text: string): string | undefined {
  if (text.length > longestMatched) return undefined
  const [, ...groups] = new RegExp(pattern, 'u').exec(text) ?? []
  return groups.map((group: string | undefined) => group ?? '').join('') || undefined
}

function readJson(text: string, pointer: string): string | undefined {
  if (text.length > longest) return undefined
  const found = getAt(parseJson(text), fromPointer(pointer))
  return typeof found === 'string' && found !== '' ? found : undefined
}

/** Returns the value derived from another field; undefined if that field yields none. */
export function derive({ from, pointer, pattern }: Derivation, values: unknown): string | undefined {
  const text = getAt(values, fromPointer(from))
  if (typeof text !== 'string') return undefined
  return pattern === undefined ? readJson(text, pointer ?? '') : matchGroups(pattern, text)
}

/** A field that follows another one: the value for it before and after a change. */
interface Follower {
  readonly path: readonly string[]
  readonly last: string | undefined
  readonly next: string | undefined
}

/** Returns the fields that follow changed ones: by their rules, or by the vendor of an endpoint. */
function followersOf(before: unknown, after: unknown, layout: Layout, vendors: Vendors | undefined): Follower[] {
  const hasChanged = (pointer: string): boolean => {
    const at = fromPointer(pointer)
    return getAt(before, at) !== getAt(after, at)
  }
  const followers = layout.derivedFields.flatMap(({ path, schema }): Follower[] => {
    const rule = schema['x-derive']
    return rule && hasChanged(rule.from) ? [{ path, last: derive(rule, before), next: derive(rule, after) }] : []
  })
  if (!vendors || !hasChanged(vendors.table.fields.endpoint)) return followers
  const { endpoint, region, bucket } = vendors.table.fields
  const [old, now] = [before, after].map((values) => vendors.match(getAt(values, fromPointer(endpoint))))
  return [
    ...followers,
    { path: fromPointer(region), last: old && expectedRegion(old), next: now && expectedRegion(now) },
    { path: fromPointer(bucket), last: old?.bucket, next: now?.bucket },
  ]
}

/**
 * Fills the fields derived from a changed one, if they are empty or still have the value derived before.
 *
 * @param isFixed - whether a field, by its JSON Pointer, must not be filled
 * @returns the values, and JSON Pointers to the filled fields
 */
export function fillDerived(
  before: BackupStorageValues,
  after: BackupStorageValues,
  layout: Layout,
  vendors: Vendors | undefined,
  isFixed?: (pointer: string) => boolean,
): { values: BackupStorageValues; filled: string[] } {
  let values = after
  const filled: string[] = []
  for (const { path, last, next } of followersOf(before, after, layout, vendors)) {
    const present = getAt(after, path) ?? ''
    if (isFixed?.(toPointer(path))) continue
    if (next === undefined || next === last || next === present || (present !== '' && present !== last)) continue
    values = setAt(values, path, next)
    filled.push(toPointer(path))
  }
  return { values, filled }
}

/** Returns the fix that takes a field's value from another one. It holds the rule, not the value, if that is a secret. */
export function derivedFix(rule: Derivation, value: string, pointer: string, layout: Layout, title: string): Fix {
  const isSecret = schemaAt(layout.schema, fromPointer(rule.from))?.writeOnly === true
  const { from, pointer: inside, pattern } = rule
  const source = {
    from,
    ...(inside === undefined ? {} : { pointer: inside }),
    ...(pattern === undefined ? {} : { pattern }),
  }
  return { title, path: pointer, ...(isSecret ? { edit: { derive: source } } : { value }) }
}
