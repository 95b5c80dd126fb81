import type { Diagnostic } from './diagnostics.ts'
import type { Json } from '../base/json.ts'
import { isObject, member } from '../base/json.ts'
import type { Path } from '../base/pointer.ts'
import { fromPointer, toPointer } from '../base/pointer.ts'
import type { Findings } from './checkFields.ts'
import {
  checkCondition,
  checkField,
  checkNames,
  checkPattern,
  checkPointer,
  checkSections,
  forbidden,
  isForbidden,
} from './checkFields.ts'
import { checkGuide } from './checkGuide.ts'
import { checkMeta, schemaError } from './checkMeta.ts'
import type { Guide, ProviderSchema, ResourceSchema, Schema } from './language.ts'
import type { Field } from './layout.ts'
import { layOut } from './layout.ts'
import { schemaAt } from './schemaAt.ts'
import { patternChecker } from './slowPattern.ts'
import type { VendorTable } from './vendors.ts'

/** Checks the names that the provider's block can have in the manifest. */
function checkOwnName({ 'x-provider': own }: ProviderSchema, found: Findings): void {
  for (const word of ['name', 'variantOf'] as const) {
    const name = own[word]
    if (name !== undefined && isForbidden(name)) found.errors.push(forbidden(['x-provider', word], name))
  }
}

function checkConstants(schema: Schema, found: Findings): void {
  const constants = schema['x-manifest']
  if (!Array.isArray(constants)) return
  constants.forEach(({ at, when }: { at: string; when?: Schema }, index) => {
    checkPointer(at, ['x-manifest', index, 'at'], found)
    if (when) checkCondition(when, ['x-manifest', index, 'when'], found)
  })
}

/** Reports a pattern that has no groups although their matches are used. */
function checkGroups(pattern: string | undefined, path: Path, found: Findings): void {
  if (pattern === undefined || /(?<!\\)\((?!\?(?!<[^=!]))/.test(pattern)) return
  const message =
    'The field takes its value from the groups of this pattern, but it has none. Put the part to use in parentheses.'
  found.errors.push(schemaError('no-group', path, message))
}

/** The guides that a provider can name, by name; `true` for those that are not loaded, and so not checked here. */
export type Guides = Readonly<Record<string, Guide | true>>

/** Returns whether each alternative of a pattern requires a fixed text of three characters outside of its groups. */
function hasLabel(pattern: string): boolean {
  let depth = 0
  let longest = 0
  let run = 0
  for (const [part] of `${pattern}|`.matchAll(/\\[^]|\[(?:\\[^]|[^\]\\])*\]|\{[^}]*\}|[^]/g)) {
    if (part === '(') depth++
    else if (part === ')') depth--
    else if (depth > 0) continue
    else if (part === '|') {
      if (longest < 3) return false
      longest = 0
    } else if (/^(?:[^[\\.^$*+?{]|\\\W)$/.test(part)) {
      longest = Math.max(longest, ++run)
      continue
    } else if (/^[*?{]/.test(part)) longest = Math.min(longest, Math.max(longest - 1, 0))
    run = 0
  }
  return true
}

/** The data outside of a provider's schema that it may name. */
interface Known {
  readonly vendors?: readonly VendorTable[]
  readonly guides?: Guides
}

/** Checks the rules of the provider: their patterns, and that the fields they point to exist. */
function checkMentions(schema: ProviderSchema, { vendors = [], guides = {} }: Known, found: Findings): void {
  const known = new Set(['/backend/auth', '/backend/spec'])
  function visit(at: Schema | undefined, path: Path): void {
    known.add(toPointer(path))
    for (const [key, child] of Object.entries(at?.properties ?? {})) visit(child, [...path, key])
  }
  for (const part of ['auth', 'spec']) visit(schema.properties[part], ['backend', part])
  function mention(pointer: string | undefined, path: Path, isOwn = false): void {
    checkPointer(pointer, path, found)
    if (pointer === undefined || known.has(pointer) || !(isOwn || /^\/backend\/(auth|spec)\//.test(pointer))) return
    found.errors.push(
      schemaError('unknown-field', path, `"${pointer}" is not a field of this provider. Correct the pointer.`),
    )
  }
  const tableName = schema['x-vendors']
  const table = vendors.find(({ name }) => name === tableName)
  if (tableName !== undefined && !table) {
    const names = vendors.map(({ name }) => name).join(', ') || 'none'
    const message = `There is no table of vendors "${tableName}", only ${names}. Correct the name.`
    found.errors.push(schemaError('unknown-vendors', ['x-vendors'], message))
  }
  const { accessKey: _optional, ...needed } = table?.fields ?? { accessKey: '' }
  for (const pointer of Object.values(needed)) mention(pointer, ['x-vendors'])
  schema['x-directory']?.forEach((pointer, index) => mention(pointer, ['x-directory', index], true))
  schema['x-paste']?.forEach(({ pattern, fill }, index) => {
    const here = ['x-paste', index]
    checkPattern(pattern, here, found)
    for (const [pointer, of] of Object.entries(fill)) {
      checkPattern(of, [...here, 'fill'], found, pointer)
      checkGroups(of, [...here, 'fill', pointer], found)
      mention(pointer, [...here, 'fill', pointer], true)
    }
  })
  schema['x-advice']?.forEach(({ path, related, fix, when }, index) => {
    const here = ['x-advice', index]
    checkCondition(when, [...here, 'when'], found)
    mention(path, [...here, 'path'])
    related?.forEach((pointer, at) => mention(pointer, [...here, 'related', at]))
    mention(fix?.path, [...here, 'fix', 'path'])
    checkPattern(fix?.pattern, [...here, 'fix'], found)
    if (fix && [fix.value, fix.pattern, fix.edit].filter((one) => one !== undefined).length !== 1) {
      const message = 'A fix must have either "value", "pattern" or "edit". Keep or add one of them.'
      found.errors.push(schemaError('fix-how', [...here, 'fix'], message))
    }
  })
  const named = schema['x-guide']
  const guide = typeof named === 'string' ? member(guides, named) : named
  if (isObject(guide)) checkGuide(guide as unknown as Guide, ['x-guide'], schema, mention, found)
  else if (typeof named === 'string' && guide === undefined) {
    const names = Object.keys(guides).join(', ') || 'none'
    const message = `There is no guide "${named}", only ${names}. Correct the name, or write the guide here.`
    found.errors.push(schemaError('unknown-guide', ['x-guide'], message))
  }
  function derivations(at: Schema, path: Path): void {
    const rule = at['x-derive']
    if (rule) {
      const here = [...path, 'x-derive']
      checkPattern(rule.pattern, here, found)
      checkGroups(rule.pattern, [...here, 'pattern'], found)
      if (at.type !== 'string') {
        const message = 'Only a string can be derived from another field. Set the type to string, or remove x-derive.'
        found.errors.push(schemaError('derive-text', here, message))
      }
      mention(rule.from, [...here, 'from'])
      checkPointer(rule.pointer, [...here, 'pointer'], found)
      const isFromSecret = schemaAt(schema, fromPointer(rule.from).slice(1))?.writeOnly === true
      const isNarrow = rule.pattern === undefined || hasLabel(rule.pattern)
      if (isFromSecret && !at.writeOnly && !isNarrow) {
        const message =
          'This would show all of a secret. Add the text around the groups, such as "user=([a-z]+)", or use "pointer".'
        found.errors.push(schemaError('derive-secret', here, message))
      }
      if ((rule.pattern === undefined) === (rule.pointer === undefined)) {
        const message = 'x-derive must have either "pointer" or "pattern". Keep or add one of them.'
        found.errors.push(schemaError('derive-how', here, message))
      }
    }
    for (const [key, child] of Object.entries(at.properties ?? {})) derivations(child, [...path, 'properties', key])
  }
  derivations(schema, [])
}

/** A substitute for an unknown resource: only the provider's block has a path in its manifest. */
const noResource: ResourceSchema = {
  'x-resource': { apiVersion: '', kind: '', plural: '', order: [] },
  properties: {
    backend: { type: 'object', properties: { spec: { 'x-manifest': '/{provider}' } } },
  },
}

/** Reports fields that would overwrite each other: at the same path, or one inside the other. */
function checkTargets(schema: ProviderSchema, resource: ResourceSchema, found: Diagnostic[]): void {
  const fixed = ['apiVersion', 'kind'].map((key): Field => {
    return { path: [key], target: { document: 'resource', path: [key] }, schema: {} }
  })
  const isOwn = ({ path }: Field): boolean => path[0] === 'backend' && (path[1] === 'auth' || path[1] === 'spec')
  const pointerOf = ({ path }: Field): Path =>
    path.length === 2 ? ['x-provider', 'name'] : path.slice(1).flatMap((key) => ['properties', key])
  const reported = new Set<Field>()
  function report(field: Field, other: Field): void {
    const [own, rival] = isOwn(field) ? [field, other] : [other, field]
    if (!isOwn(own) || reported.has(own)) return
    reported.add(own)
    const name = isOwn(rival) ? toPointer(pointerOf(rival)) : `${toPointer(rival.path)} in the values`
    const message = `The manifest path of this field overlaps with that of ${name}. Change its name or its x-manifest.`
    found.push(schemaError('same-place', pointerOf(own), message))
  }
  const first = new Map<string, Field>()
  const fields = [...fixed, ...layOut(resource, schema).fields].filter(({ target }) => target.document === 'resource')
  const wayOf = ({ target }: Field): readonly string[] => (target.document === 'resource' ? target.path : [])
  for (const field of fields) {
    const pointer = toPointer(wayOf(field))
    const other = first.get(pointer)
    if (other) report(field, other)
    else first.set(pointer, field)
  }
  for (const field of fields) {
    const way = wayOf(field)
    for (let length = 1; length < way.length; length++) {
      const other = first.get(toPointer(way.slice(0, length)))
      if (other && !other.branch) report(field, other)
    }
  }
}

/**
 * Returns the errors of a provider's schema, each with its JSON Pointer and its fix. An empty list means that the
 * schema can be used. Never throws, whatever the input.
 *
 * @param meta - the meta-schema, `schemas/provider.meta.json`
 * @param resource - the resource whose own manifest paths the provider's fields must not use
 * @param known - the tables of vendors and the guides that it may name
 */
export function checkProvider(
  schema: Json | undefined,
  meta: Json,
  resource: ResourceSchema = noResource,
  known: Known = {},
): Diagnostic[] {
  if (!isObject(schema)) return [schemaError('not-a-schema', '', 'A provider schema must be an object.')]
  const errors: Diagnostic[] = []
  checkNames(schema, [], errors)
  if (errors.length > 0) return errors
  errors.push(...checkMeta(schema as Json, meta))
  if (errors.length > 0) return errors
  const checked = schema as unknown as ProviderSchema
  const found: Findings = { errors, slowness: patternChecker() }
  checkOwnName(checked, found)
  checkField(checked, [], false, found)
  checkSections(checked, [], errors)
  checkConstants(checked, found)
  checkMentions(checked, known, found)
  if (errors.length > 0) return errors
  checkTargets(checked, resource, errors)
  return errors
}
