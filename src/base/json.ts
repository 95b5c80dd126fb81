// JSON values and helpers for them, free of any domain. Imports nothing.

/** Plain JSON data, such as values and manifests. */
export type Json = null | boolean | number | string | Json[] | JsonObject
/** A JSON object. */
export interface JsonObject {
  [key: string]: Json
}

/** Returns whether a value is an object, and not an array or null. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Returns an own member of an object; undefined for anything else, inherited members included. */
export function member(value: unknown, key: string): unknown {
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined
}

/** Returns a string as it is, and an empty string for anything else. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** Sets an own member of plain data under any name: even `__proto__` is an ordinary key. */
export function setMember(target: object, key: string, value: unknown): void {
  if (key === '__proto__') {
    Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true })
  } else (target as Record<string, unknown>)[key] = value
}

/** The most objects, lists and other values in one value: more than any Kubernetes object can hold. */
const maxParts = 1_000_000

/** Returns whether data has too many parts to process. Parts that are shared count each time, so that cycles do too. */
export function isTooLarge(value: unknown): boolean {
  const open = [value]
  let count = 0
  for (let here = open.pop(); here !== undefined || open.length > 0; here = open.pop()) {
    if (typeof here !== 'object' || here === null) continue
    const parts: unknown[] = Object.values(here)
    count += parts.length
    if (count > maxParts) return true
    for (const part of parts) open.push(part)
  }
  return false
}

/** Copies a value as plain JSON data: no `undefined`, no prototypes, nothing shared. Omits anything else. */
export function toJson(value: unknown, depth = 0): Json | undefined {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined
  if (depth > 200) return undefined
  if (Array.isArray(value)) return Array.from(value, (item) => toJson(item, depth + 1) ?? null)
  if (typeof value !== 'object') return undefined
  const copy: JsonObject = {}
  for (const [key, entry] of Object.entries(value)) {
    const json = toJson(entry, depth + 1)
    if (json !== undefined) setMember(copy, key, json)
  }
  return copy
}

/** Returns whether two values are the same JSON data, ignoring the order of members and the sign of zero. */
export function deepEqual(a: unknown, b: unknown): boolean {
  if (a === b || Object.is(a, b)) return true
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, index) => deepEqual(item, b[index]))
  }
  if (!isObject(a) || !isObject(b)) return false
  const keys = Object.keys(a)
  return (
    keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && deepEqual(a[key], b[key]))
  )
}
