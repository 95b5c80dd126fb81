// Values to diagnostics. Imports `values` and the folders above it.

import type { BackupStorageValues } from '../generated/types.ts'
import type { Diagnostic } from '../schema/diagnostics.ts'
import type { Json } from '../base/json.ts'
import { deepEqual, isObject, isTooLarge, member } from '../base/json.ts'
import type { Context } from '../context/context.ts'
import { findProvider } from '../context/context.ts'
import { contextOf } from '../context/createContext.ts'
import type { Options } from '../context/options.ts'
import { fromPointer, getAt, toPointer } from '../base/pointer.ts'
import type { Provider } from '../schema/provider.ts'
import { credentialSources } from '../schema/provider.ts'
import type { Schema } from '../schema/language.ts'
import type { Layout } from '../schema/layout.ts'
import { isMap } from '../schema/language.ts'
import { secretNameOf } from '../values/constants.ts'
import { otherBranches } from '../values/branches.ts'
import { derive, derivedFix } from '../values/derive.ts'
import { normalizeValues } from '../values/normalizeValues.ts'
import type { CheckMessages } from '../messages/checks.ts'
import { advise } from '../schema/advice.ts'
import { checkCredentials } from './checkCredentials.ts'
import { checkSpaces } from './checkSpaces.ts'
import { checkTemplates } from './checkTemplates.ts'
import { checkTexts } from './checkTexts.ts'
import { error } from './error.ts'
import { schemaAt, titleAt } from '../schema/schemaAt.ts'
import type { Violation } from '../schema/validator.ts'
import { checkSiblings } from './siblings.ts'
import { checkVendors, withVendorFix } from './vendors.ts'
import { sentenceFor } from './sentences.ts'
import type { Walk } from './walk.ts'
import { walked } from './walk.ts'

/** Reports members that no schema defines, at any depth. */
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

/** Reports a number with a comma instead of the decimal point. */
function findDecimalComma(
  root: Schema,
  path: readonly string[],
  data: unknown,
  checks: CheckMessages,
): Diagnostic | undefined {
  const typed = getAt(data, path)
  const [, whole = '', fraction = ''] = (typeof typed === 'string' && /^(-?\d{1,9}),(\d{1,6})$/.exec(typed)) || []
  if (fraction === '') return undefined
  const found = error('type', path, checks.decimalPoint(titleAt(root, path)))
  // A comma before three digits may as well separate thousands.
  if (schemaAt(root, path)?.writeOnly || fraction.length === 3) return found
  const value = Number(`${whole}.${fraction}`)
  return { ...found, fix: { title: checks.repair(String(value)), path: toPointer(path), value } }
}

function toDiagnostic(
  { keyword, path, schema: broken }: Violation,
  schema: Schema,
  data: unknown,
  checks: CheckMessages,
): Diagnostic {
  const at = schemaAt(schema, path)
  const comma = keyword === 'type' && at?.type === 'number' ? findDecimalComma(schema, path, data, checks) : undefined
  if (comma) return comma
  const key = path.at(-1) ?? ''
  if (keyword === 'propertyNames') {
    const message = key === '' ? checks.missingKey : sentenceFor(keyword, key, at, checks, broken)
    return error('key-format', path, message)
  }
  const isEmpty = keyword === 'minLength' && getAt(data, path) === ''
  const code = isEmpty ? 'required' : keyword === 'oneOf' || keyword === 'const' ? 'enum' : keyword
  const title = keyword === 'additionalProperties' ? key : titleAt(schema, path)
  return error(code, path, sentenceFor(code, title, at, checks, broken))
}

function checkSchema(values: BackupStorageValues, layout: Layout, { checks }: Context): Diagnostic[] {
  const data = values as unknown as Json
  const hasSecret = getAt(values, ['backend', 'credentials', 'source']) === 'new'
  const isUnused = ({ keyword, path }: Violation): boolean =>
    !hasSecret && keyword === 'required' && layout.secretFields.some((field) => deepEqual(field.path, path))
  return layout
    .validate(data)
    .filter((violation) => !isUnused(violation))
    .map((violation) => toDiagnostic(violation, layout.schema, data, checks))
}

function checkProvider(values: BackupStorageValues, provider: Provider | undefined, context: Context): Diagnostic[] {
  const name: unknown = getAt(values, ['backend', 'provider'])
  if (!provider) {
    if (typeof name !== 'string' || name === '') return []
    const names = context.providers.map((one) => one.name).join(', ')
    return [error('unknown-provider', ['backend', 'provider'], context.checks.unknownProvider(names))]
  }
  const found: Diagnostic[] = []
  const source = getAt(values, ['backend', 'credentials', 'source'])
  const offered: unknown[] = credentialSources(provider)
  if ((source === 'existing' || source === 'workloadIdentity') && !offered.includes(source)) {
    const message = context.checks.credentialsSource(provider.title)
    found.push(error('credentials-source', ['backend', 'credentials', 'source'], message))
  }
  const secretName = secretNameOf(values, provider, context)
  const derived = source === 'new' && getAt(values, ['backend', 'credentials', 'secretName']) === undefined
  if (derived && typeof values.name === 'string' && values.name.length <= 253 && (secretName?.length ?? 0) > 253) {
    found.push(error('secret-name', ['name'], context.checks.secretNameLength, 'kubernetes'))
  }
  return found
}

/** Reports fields that differ from the value derived from another field. */
function checkDerived(values: BackupStorageValues, layout: Layout, checks: CheckMessages): Diagnostic[] {
  return layout.derivedFields.flatMap(({ path, target, schema }) => {
    const rule = schema['x-derive']
    const present = rule && getAt(values, path)
    if (!rule || typeof present !== 'string') return []
    const derived = derive(rule, values)
    if (derived === undefined || derived === present) return []
    const from = titleAt(layout.schema, fromPointer(rule.from))
    const isSecret = target.document === 'secret' && schema.writeOnly === true
    const fix = derivedFix(rule, derived, toPointer(path), layout, checks.takeDerived(from))
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

const utf8 = new TextEncoder()

/** Returns whether texts exceed a number of UTF-8 bytes. Counts them only if they could: a unit has at most three. */
function exceeds(limit: number, texts: readonly unknown[]): boolean {
  let units = 0
  for (const one of texts) if (typeof one === 'string') units += one.length
  if (units * 3 <= limit) return false
  let bytes = 0
  for (const one of texts) if (typeof one === 'string') bytes += utf8.encode(one).length
  return bytes > limit
}

/** Reports maps and a Secret with more bytes than Kubernetes accepts (1 MiB for a Secret). */
function checkSizes(values: BackupStorageValues, layout: Layout, checks: CheckMessages): Diagnostic[] {
  const { secretFields, limitedFields } = layout
  const found: Diagnostic[] = []
  for (const { path, schema } of limitedFields) {
    const value = getAt(values, path)
    const limit = schema['x-max-bytes'] ?? Infinity
    if (!isObject(value) || !exceeds(limit, Object.entries(value).flat())) continue
    found.push(error('too-large', path, checks.tooLarge(titleAt(layout.schema, path), limit), 'kubernetes'))
  }
  const credentials = secretFields.map(({ path }) => getAt(values, path))
  if (exceeds(1_048_576, credentials))
    found.push(error('too-large', ['backend', 'auth'], checks.secretTooLarge, 'kubernetes'))
  return found
}

function positionIn(order: ReadonlyMap<string, number>, pointer: string): number {
  for (let at = pointer; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
    const position = order.get(at)
    if (position !== undefined) return position
  }
  return 0
}

/** Returns diagnostics in the order of the form. */
export function inOrder(diagnostics: readonly Diagnostic[], { order }: Layout): Diagnostic[] {
  return diagnostics.toSorted((a, b) => positionIn(order, a.path) - positionIn(order, b.path))
}

/**
 * Checks values against the schemas of the resource and the provider, and the formats that they name. A missing field
 * is reported at its own path. Accepts any plain data and never throws; an empty list means that the values are valid.
 */
export function validateValues(values: unknown, options?: Options): Diagnostic[] {
  const context = contextOf(options)
  if (!isObject(values)) return [error('type', [], context.checks.notAnObject)]
  return validateNormal(values, normalizeValues(values as unknown as BackupStorageValues, context), context)
}

/** Checks values as `validateValues` does, given their normalized form. */
export function validateNormal(values: object, normal: BackupStorageValues, context: Context): Diagnostic[] {
  const { checks } = context
  if (isTooLarge(values)) return [error('too-large', [], checks.valuesTooLarge)]
  const provider = findProvider(context, getAt(normal, ['backend', 'provider']))
  const layout = context.layoutOf(provider)
  const all: Diagnostic[] = []
  const withError = new Set<string>()
  /** Reports nothing for a field that already has an error, which later checks would repeat, or is a template. */
  function report(found: readonly Diagnostic[]): void {
    for (const one of found.filter(({ path }) => !withError.has(path))) all.push(one)
    for (const { path, severity, code } of found) if (severity === 'error' || code === 'template') withError.add(path)
  }
  const json = normal as unknown as Json
  // Without a provider, its fields are unknown.
  const isKnown = ({ path }: Diagnostic): boolean => provider !== undefined || !/^\/backend\/(auth|spec)\//.test(path)
  report(walked(layout.schema, checks, (walk) => findUnknown(layout.schema, values, walk)).filter(isKnown))
  report(walked(layout.schema, checks, (walk) => checkTemplates(layout.schema, normal, walk)))
  report(walked(layout.schema, checks, (walk) => checkSpaces(layout, normal, walk)))
  report(checkCredentials(normal, layout, checks))
  // An edited object keeps a branch of a choice that the form doesn't have.
  const isKept = ({ code, path }: Diagnostic): boolean =>
    code === 'required' && context.editing !== undefined && otherBranches(layout, path, context.editing).length > 0
  report(
    checkSchema(normal, layout, context)
      .filter((one) => isKnown(one) && !isKept(one))
      .map((one) => withVendorFix(one, normal, provider?.vendors, checks)),
  )
  report(checkProvider(normal, provider, context))
  report(walked(layout.schema, checks, (walk) => checkTexts(layout.schema, normal, walk)))
  report(checkSizes(normal, layout, checks))
  report(advise([...context.resource.advice, ...(provider?.advice ?? [])], json))
  report(checkVendors(normal, provider?.vendors, checks))
  report(checkDerived(normal, layout, checks))
  report(checkSiblings(normal, provider, context))
  return inOrder(all, layout)
}
