// Values to diagnostics. Imports `values` and what is above it.

import type { BackupStorageValues } from '../generated/types.ts'
import type { Diagnostic, Fix } from '../schema/diagnostics.ts'
import type { Json } from '../base/json.ts'
import { isObject, member } from '../base/json.ts'
import type { Options, ResolvedOptions } from '../context/options.ts'
import { findProvider, resolveOptions } from '../context/options.ts'
import { getAt, toPointer } from '../base/pointer.ts'
import type { Provider } from '../schema/provider.ts'
import { credentialSources } from '../schema/provider.ts'
import { layoutOf } from '../schema/resource.ts'
import type { Schema } from '../schema/language.ts'
import type { Field, Layout } from '../schema/layout.ts'
import { isMap, membersOf } from '../schema/language.ts'
import { secretNameOf } from '../values/constants.ts'
import { otherBranches } from '../values/branches.ts'
import { derive, titleAt } from '../values/derive.ts'
import { longest } from '../schema/limits.ts'
import { normalizeValues } from '../values/normalizeValues.ts'
import type { CheckMessages } from '../messages/checks.ts'
import { advise } from '../schema/advice.ts'
import { checkTexts, label } from './checkTexts.ts'
import { error } from './error.ts'
import type { Violation } from './schemaErrors.ts'
import { toViolations } from './schemaErrors.ts'
import { schemaAt } from '../schema/schemaAt.ts'
import { checkSiblings } from './siblings.ts'
import { sentenceFor, titleOf } from './sentences.ts'
import type { Walk } from './walk.ts'
import { walked } from './walk.ts'

/** Members that no schema knows, at any depth. */
function findUnknown(schema: Schema, value: unknown, walk: Walk): void {
  if (!isObject(value) || schema.type !== 'object' || isMap(schema)) return
  const { path, found, checks } = walk
  for (const key of Object.keys(value)) {
    const child = member(schema.properties, key) as Schema | undefined
    const entry = value[key] ?? undefined
    if (entry === undefined || (child && child.type !== 'object')) continue
    path.push(key)
    if (child) findUnknown(child, entry, walk)
    else found.push(error('unknown-field', path, checks.unknownField(key === '' ? '""' : key)))
    path.pop()
  }
}

function toDiagnostic({ keyword, path }: Violation, schema: Schema, data: unknown, checks: CheckMessages): Diagnostic {
  const at = schemaAt(schema, path)
  const isEmpty = keyword === 'minLength' && getAt(data, path) === ''
  const said = isEmpty ? 'required' : keyword === 'oneOf' || keyword === 'const' ? 'enum' : keyword
  return error(said, path, sentenceFor(said, at, path.at(-1) ?? titleOf(at, ''), checks))
}

function checkSchemas(
  values: BackupStorageValues,
  schema: Schema,
  provider: Provider | undefined,
  options: ResolvedOptions,
): Diagnostic[] {
  const data = values as unknown as Json
  const common = toViolations(options.resource.validate(data), options.resource.schema, data)
  const backend = isObject(values.backend) ? values.backend : undefined
  const own = provider && backend ? { auth: backend.auth ?? {}, spec: backend.spec ?? {} } : undefined
  const particular = provider && own ? toViolations(provider.validate(own as Json), provider.schema, own) : []
  if (common.length === 0 && particular.length === 0) return []
  const unused = unusedCredentials(getAt(backend, ['credentials', 'source']), provider, options)
  const ofBackend = particular
    .map(({ keyword, path }) => ({ keyword, path: ['backend', ...path] }))
    .filter(({ keyword, path }) => !(keyword === 'required' && unused.has(toPointer(path))))
  return [...common, ...ofBackend].map((violation) => toDiagnostic(violation, schema, data, options.checks))
}

/** The fields of a Secret that is not made. */
function unusedCredentials(source: unknown, provider: Provider | undefined, options: ResolvedOptions): Set<string> {
  const fields = source === 'new' ? [] : layoutOf(options.resource, provider).fields
  return new Set(fields.filter(({ place }) => place.document === 'secret').map(({ path }) => toPointer(path)))
}

function checkProvider(
  values: BackupStorageValues,
  provider: Provider | undefined,
  options: ResolvedOptions,
): Diagnostic[] {
  const name: unknown = getAt(values, ['backend', 'provider'])
  if (!provider) {
    if (typeof name !== 'string' || name === '') return []
    const names = options.providers.map((one) => one.name).join(', ')
    return [error('unknown-provider', ['backend', 'provider'], options.checks.unknownProvider(names))]
  }
  const found: Diagnostic[] = []
  const source = getAt(values, ['backend', 'credentials', 'source'])
  const offered: unknown[] = credentialSources(provider)
  if ((source === 'existing' || source === 'workloadIdentity') && !offered.includes(source)) {
    const message = options.checks.credentialsSource(provider.title)
    found.push(error('credentials-source', ['backend', 'credentials', 'source'], message))
  }
  const secretName = secretNameOf(values, provider, options)
  const derived = source === 'new' && getAt(values, ['backend', 'credentials', 'secretName']) === undefined
  if (derived && typeof values.name === 'string' && values.name.length <= 253 && (secretName?.length ?? 0) > 253) {
    found.push(error('secret-name', ['name'], options.checks.secretNameLength, 'kubernetes'))
  }
  return found
}

/** The fields about which there is more to check than what a schema says of one value. */
interface SpecialFields {
  /** They become a part of the Secret. */
  readonly secret: readonly Field[]
  /** They follow from another field. */
  readonly derived: readonly Field[]
  /** They may not be larger than so many bytes. */
  readonly limited: readonly Field[]
}

const specialFields = new WeakMap<Layout, SpecialFields>()

/** Picked out once for each layout: most fields are none of these. */
function specialFieldsOf(layout: Layout): SpecialFields {
  let special = specialFields.get(layout)
  if (!special) {
    const { fields } = layout
    special = {
      secret: fields.filter(({ place }) => place.document === 'secret'),
      derived: fields.filter(({ schema }) => schema['x-derive']),
      limited: fields.filter(({ schema }) => schema['x-max-bytes'] !== undefined),
    }
    specialFields.set(layout, special)
  }
  return special
}

/** Fields that differ from what they would be, taken from another field. */
function checkDerived(values: BackupStorageValues, layout: Layout, checks: CheckMessages): Diagnostic[] {
  return specialFieldsOf(layout).derived.flatMap(({ path, place, schema }) => {
    const rule = schema['x-derive']
    const present = rule && getAt(values, path)
    if (!rule || typeof present !== 'string') return []
    const derived = derive(rule, values)
    if (derived === undefined || derived === present) return []
    const from = titleAt(layout, rule.from)
    const isSecret = place.document === 'secret' && schema.writeOnly === true
    const fix = { title: checks.takeDerived(from), path: toPointer(path), value: derived }
    return [
      {
        code: 'differs',
        severity: rule.severity ?? 'warning',
        message: rule.message ?? checks.differs(schema.title ?? path.at(-1) ?? '', from),
        path: toPointer(path),
        source: 'advice' as const,
        ...(isSecret ? {} : { fix }),
      },
    ]
  })
}

/** Credentials with a space or a line break at an end; files are texts of several lines and exempt. */
function checkSpaces(values: BackupStorageValues, layout: Layout, checks: CheckMessages): Diagnostic[] {
  return specialFieldsOf(layout).secret.flatMap(({ path, schema }) => {
    const value = schema.contentMediaType ? undefined : getAt(values, path)
    if (typeof value !== 'string' || value.trim() === value) return []
    // A run of spaces inside is tried from its beginning alone, however long it is.
    const edit = { pattern: '^\\s+|(?<!\\s)\\s+$', replace: '' }
    const fix: Fix = { title: checks.removeSpace, path: toPointer(path), edit }
    const found = error('space', path, checks.space(label(schema, path)))
    return [value.length > longest ? found : { ...found, fix }]
  })
}

const utf8 = new TextEncoder()

/** Whether the texts have more bytes as UTF-8 than the limit. They are only counted where they may: a unit has three at most. */
function exceeds(limit: number, texts: readonly unknown[]): boolean {
  let units = 0
  for (const one of texts) if (typeof one === 'string') units += one.length
  if (units * 3 <= limit) return false
  let bytes = 0
  for (const one of texts) if (typeof one === 'string') bytes += utf8.encode(one).length
  return bytes > limit
}

/** What Kubernetes takes no more of: the bytes of a map, and of a Secret (1 MiB). */
function checkSizes(values: BackupStorageValues, layout: Layout, checks: CheckMessages): Diagnostic[] {
  const { secret, limited } = specialFieldsOf(layout)
  const found: Diagnostic[] = []
  for (const { path, schema } of limited) {
    const value = getAt(values, path)
    const limit = schema['x-max-bytes'] ?? Infinity
    if (!isObject(value) || !exceeds(limit, Object.entries(value).flat())) continue
    found.push(error('too-large', path, checks.tooLarge(label(schema, path), limit), 'kubernetes'))
  }
  const credentials = secret.map(({ path }) => getAt(values, path))
  if (exceeds(1_048_576, credentials))
    found.push(error('too-large', ['backend', 'auth'], checks.secretTooLarge, 'kubernetes'))
  return found
}

const fieldOrders = new WeakMap<Schema, Map<string, number>>()

/** The place of each field in the schema, so that diagnostics come in the order of the form. Numbered once for each schema. */
function fieldOrder(schema: Schema): Map<string, number> {
  let order = fieldOrders.get(schema)
  if (!order) fieldOrders.set(schema, (order = numberFields(schema, [], new Map())))
  return order
}

function numberFields(schema: Schema, path: string[], into: Map<string, number>): Map<string, number> {
  into.set(toPointer(path), into.size)
  for (const { key, schema: child } of membersOf(schema)) numberFields(child, [...path, key], into)
  return into
}

function positionIn(order: Map<string, number>, pointer: string): number {
  for (let at = pointer; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
    const position = order.get(at)
    if (position !== undefined) return position
  }
  return 0
}

/** Diagnostics in the order of the form. */
export function inOrder(diagnostics: readonly Diagnostic[], schema: Schema): Diagnostic[] {
  if (diagnostics.length < 2) return [...diagnostics]
  const order = fieldOrder(schema)
  return diagnostics.toSorted((a, b) => positionIn(order, a.path) - positionIn(order, b.path))
}

/**
 * Checks values: against the schemas of the resource and of the provider, and the formats that they name. A missing field
 * is reported at its own path. Takes anything at all and never throws; an empty list says that all is well.
 */
export function validateValues(values: unknown, options?: Options): Diagnostic[] {
  if (!isObject(values)) return [error('type', [], resolveOptions(options).checks.notAnObject)]
  return validateNormal(values, normalizeValues(values as unknown as BackupStorageValues, options), options)
}

/** As `validateValues`, with the values normalized already. */
export function validateNormal(values: object, normal: BackupStorageValues, options?: Options): Diagnostic[] {
  const resolved = resolveOptions(options)
  const { checks } = resolved
  const provider = findProvider(resolved, getAt(normal, ['backend', 'provider']))
  const layout = layoutOf(resolved.resource, provider)
  const { schema } = layout
  const all: Diagnostic[] = []
  const told = new Set<string>()
  /** Of several faults of one field the first is told: what comes later would only say it again. */
  function tell(found: readonly Diagnostic[]): void {
    all.push(...found.filter(({ path }) => !told.has(path)))
    for (const { path, severity } of found) if (severity === 'error') told.add(path)
  }
  const json = normal as unknown as Json
  tell(
    walked(checks, (walk) => findUnknown(schema, values, walk)).filter(
      ({ path }) => provider || !/^\/backend\/(auth|spec)\//.test(path),
    ),
  )
  tell(checkSpaces(normal, layout, checks))
  // What an edited object has in the place of a choice, and the form does not know, stays.
  const isKept = ({ code, path }: Diagnostic): boolean =>
    code === 'required' && otherBranches(layout, path, options?.editing).length > 0
  tell(checkSchemas(normal, schema, provider, resolved).filter((one) => !isKept(one)))
  tell(checkProvider(normal, provider, resolved))
  tell(walked(checks, (walk) => checkTexts(schema, normal, walk)))
  tell(checkSizes(normal, layout, checks))
  tell(advise([...resolved.resource.advice, ...(provider?.advice ?? [])], json))
  tell(checkDerived(normal, layout, checks))
  tell(checkSiblings(normal, provider, options?.existing, options?.editing, resolved))
  return inOrder(all, schema)
}
