import type { Json } from '../../base/json.ts'
import { deepEqual, isObject, member } from '../../base/json.ts'
import type { Path } from '../../base/pointer.ts'
import type { Structure } from '../../schema/structure.ts'
import { isMultiple } from '../../schema/validator.ts'

/** A violation of a keyword of the structure. */
export interface StructureError {
  /** Such as `type`, `enum`, `required`, or `additionalProperties` for an unknown field. */
  keyword: string
  /** The path of the value; a missing or unknown field has its own. */
  path: Path
  /** The structure at the path; for an unknown field, that of the object around it. */
  structure: Structure
}

type Definitions = Readonly<Record<string, Structure>>

const maxDepth = 100

const isOfType: Readonly<Record<string, (value: unknown) => boolean>> = {
  string: (value) => typeof value === 'string',
  boolean: (value) => typeof value === 'boolean',
  number: (value) => typeof value === 'number',
  integer: (value) => Number.isInteger(value),
  object: isObject,
  array: Array.isArray,
}

/** The limits of Go's integer types, by format. */
const ranges: Readonly<Record<string, number>> = { int32: 2 ** 31, int64: 2 ** 63 }

/** Returns whether the pattern matches; true if JavaScript can't compile it, since it is written for Go. */
function matches(pattern: string, text: string): boolean {
  try {
    return new RegExp(pattern, 'u').test(text)
  } catch {
    return true
  }
}

/** Returns the keywords about the value itself that it violates, except `type`. */
function brokenRules(node: Structure, value: Json): string[] {
  const broken: string[] = []
  const rule = (word: keyof Structure, holds: boolean): void => {
    if (node[word] !== undefined && !holds) broken.push(word)
  }
  const atMost = (limit: number | undefined, size: number): boolean => size <= (limit ?? Infinity)
  const atLeast = (limit: number | undefined, size: number): boolean => size >= (limit ?? 0)
  rule('enum', node.enum?.some((one) => deepEqual(one, value)) ?? true)
  if (typeof value === 'number') {
    const { minimum = -Infinity, maximum = Infinity } = node
    const bound = ranges[node.format ?? ''] ?? Infinity
    rule('minimum', node.exclusiveMinimum === true ? value > minimum : value >= minimum)
    rule('maximum', node.exclusiveMaximum === true ? value < maximum : value <= maximum)
    rule('multipleOf', isMultiple(value, node.multipleOf ?? 1))
    rule('format', value >= -bound && value < bound)
  } else if (typeof value === 'string') {
    const length = [...value].length
    rule('minLength', atLeast(node.minLength, length))
    rule('maxLength', atMost(node.maxLength, length))
    rule('pattern', matches(node.pattern ?? '', value))
  } else if (Array.isArray(value)) {
    rule('minItems', atLeast(node.minItems, value.length))
    rule('maxItems', atMost(node.maxItems, value.length))
  } else if (isObject(value)) {
    const { length } = Object.keys(value)
    rule('minProperties', atLeast(node.minProperties, length))
    rule('maxProperties', atMost(node.maxProperties, length))
  }
  return broken
}

/** Follows a reference to its definition; returns any other node as is. */
export function resolveStructure(node: Structure, definitions: Definitions): Structure {
  let here = node
  for (let hops = 0; here.$ref !== undefined && hops < maxDepth; hops++) {
    here = definitions[here.$ref.replace('#/definitions/', '')] ?? {}
  }
  return here
}

/** Returns whether the structure has a field of its own at a path; a key of a map has none. */
export function isNamed(root: Structure, path: Path, definitions: Definitions = {}): boolean {
  let here = resolveStructure(root, definitions)
  for (const key of path) {
    const next = typeof key === 'number' ? here.items : (member(here.properties, key) as Structure | undefined)
    if (!next) return false
    here = resolveStructure(next, definitions)
  }
  return true
}

/**
 * Checks data against a structure, as the API server checks an object against its CustomResourceDefinition. Covers
 * types, required and unknown fields, enums and limits. As in the cluster, a null field counts as missing. Rules in CEL
 * (`x-kubernetes-validations`) are left to the cluster.
 */
export function checkStructure(root: Structure, data: unknown, definitions: Definitions = {}): StructureError[] {
  const errors: StructureError[] = []
  function visit(given: Structure, value: Json, path: Path): void {
    if (path.length > maxDepth) return
    const structure = resolveStructure(given, definitions)
    const add = (keyword: string, at: Path = path, of = structure): void => {
      errors.push({ keyword, path: at, structure: of })
    }
    const isEither = structure['x-kubernetes-int-or-string'] === true
    if (value === null && structure.nullable === true) return
    const typed = isEither
      ? typeof value === 'string' || Number.isInteger(value)
      : (isOfType[structure.type ?? '']?.(value) ?? true)
    if (!typed) return add('type')
    for (const word of brokenRules(structure, value)) add(word)
    const fits = (one: Structure): boolean => checkStructure(one, value, definitions).every(isUnknown)
    if (!isEither && structure.anyOf && !structure.anyOf.some(fits)) add('anyOf')
    if (structure.oneOf && structure.oneOf.filter(fits).length !== 1) add('oneOf')
    if (structure.allOf && !structure.allOf.every(fits)) add('allOf')
    if (structure.not && fits(structure.not)) add('not')
    if (Array.isArray(value)) {
      const { items } = structure
      if (items) value.forEach((item, index) => visit(items, item, [...path, index]))
      return
    }
    if (!isObject(value)) return
    const { properties = {}, additionalProperties } = structure
    for (const [key, entry] of Object.entries(value)) {
      if (entry === null || entry === undefined) continue
      const child = member(properties, key) as Structure | undefined
      const here = [...path, key]
      if (child) visit(child, entry, here)
      else if (typeof additionalProperties === 'object') visit(additionalProperties, entry, here)
      else if (isClosed(structure)) add('additionalProperties', here)
    }
    for (const key of structure.required ?? []) {
      const found = member(value, key) ?? undefined
      const child = resolveStructure(properties[key] ?? {}, definitions)
      if (found === undefined && child.default === undefined) add('required', [...path, key], child)
    }
  }
  visit(root, data as Json, [])
  return errors
}

/** Returns whether the cluster drops unknown fields of the object. */
function isClosed({ type, additionalProperties = false, ...node }: Structure): boolean {
  const isOpen = node['x-kubernetes-preserve-unknown-fields'] ?? node['x-kubernetes-embedded-resource'] ?? false
  return type === 'object' && additionalProperties === false && !isOpen
}

/** Returns whether a field is unknown, which is no error in `anyOf` and the like: they name some fields only. */
function isUnknown({ keyword }: StructureError): boolean {
  return keyword === 'additionalProperties'
}
