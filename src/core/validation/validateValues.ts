import type { BackupStorageValues } from '../../generated/types.ts'
import type { Diagnostic, Fix } from '../diagnostics.ts'
import type { Json } from '../json.ts'
import { isObject, member } from '../json.ts'
import type { Options, ResolvedOptions } from '../options.ts'
import { findProvider, resolveOptions } from '../options.ts'
import { getAt, toPointer } from '../pointer.ts'
import type { Provider } from '../provider.ts'
import { credentialSources } from '../provider.ts'
import { layoutOf } from '../resource.ts'
import type { Schema } from '../schema/language.ts'
import type { Layout } from '../schema/layout.ts'
import { isMap } from '../schema/language.ts'
import { secretNameOf } from '../values/constants.ts'
import { otherBranches } from '../values/branches.ts'
import { derive, longest, titleAt } from '../values/derive.ts'
import { normalizeValues } from '../values/normalizeValues.ts'
import type { CheckMessages } from './checkMessages.ts'
import { advise } from './advice.ts'
import { formats, repairs } from './formats.ts'
import { contentFaults, decodedText, encodings, mediaTypes } from './media.ts'
import type { Violation } from './schemaErrors.ts'
import { schemaAt, toViolations } from './schemaErrors.ts'
import { checkSiblings } from './siblings.ts'
import { sentenceFor, titleOf } from './sentences.ts'

function error(
  code: string,
  path: readonly string[],
  message: string,
  source: Diagnostic['source'] = 'schema',
): Diagnostic {
  return { code, severity: 'error', message, path: toPointer(path), source }
}

/** Members that no schema knows, at any depth. */
function unknownFields(schema: Schema, value: unknown, path: string[], checks: CheckMessages): Diagnostic[] {
  if (!isObject(value) || schema.type !== 'object' || isMap(schema)) return []
  return Object.entries(value).flatMap(([key, entry]) => {
    if (entry === undefined || entry === null) return []
    const child = member(schema.properties, key) as Schema | undefined
    const here = [...path, key]
    if (child) return unknownFields(child, entry, here, checks)
    return [error('unknown-field', here, checks.unknownField(key === '' ? '""' : key))]
  })
}

function checkKey(names: Schema | undefined, key: string, checks: CheckMessages): string | undefined {
  if (!names) return undefined
  if (key === '') return checks.missingKey
  // No key is as long, and a pattern may take long.
  const wrong = names.pattern !== undefined && (key.length > longest || !new RegExp(names.pattern, 'u').test(key))
  const fault = formats[names.format ?? '']?.(key)
  return wrong ? checks.keyForm : fault && checks.texts[fault]
}

/** What a fault is about: the title of the field, or the key of an entry. */
function label(schema: Schema, path: readonly string[]): string {
  return schema.title ?? path.at(-1) ?? ''
}

/** A file whose base64 is wanted: what it is base64 of, or that it is not encoded. */
function checkEncodedFile(schema: Schema, value: string, path: string[], checks: CheckMessages): Diagnostic[] {
  const { contentMediaType = '', contentEncoding = '' } = schema
  const isFile = (text: string): boolean => mediaTypes[contentMediaType]?.(text) === undefined
  const title = label(schema, path)
  if (isFile(value)) {
    const fix: Fix = { title: checks.encode, path: toPointer(path), edit: 'encodeBase64' }
    return [{ ...error('not-encoded', path, checks.notEncoded(title)), fix }]
  }
  const decoded = decodedText(value)
  const fault = encodings[contentEncoding]?.(value) ?? mediaTypes[contentMediaType]?.(decoded ?? '')
  if (fault !== undefined) return [error('content', path, schema['x-error'] ?? `${title}: ${checks.texts[fault]}`)]
  return checkContent(schema, decoded ?? '', path, checks)
}

/** What a file with a `contentSchema` lacks. */
function checkContent(schema: Schema, text: string, path: string[], checks: CheckMessages): Diagnostic[] {
  const lacks = schema.contentSchema ? contentFaults(text, schema.contentSchema) : []
  if (lacks.length === 0) return []
  return [error('content', path, checks.contentMissing(label(schema, path), lacks.join(', ')))]
}

/** Formats, media types and encodings: what both validators leave to us. */
function checkTexts(schema: Schema, value: unknown, path: string[], checks: CheckMessages): Diagnostic[] {
  if (schema.type === 'string' && typeof value === 'string') {
    if (value === '') return []
    if (schema.contentEncoding !== undefined && mediaTypes[schema.contentMediaType ?? ''])
      return checkEncodedFile(schema, value, path, checks)
    for (const [keyword, named] of [
      ['format', formats],
      ['contentMediaType', mediaTypes],
      ['contentEncoding', encodings],
    ] as const) {
      const name = schema[keyword]
      const check = name === undefined ? undefined : named[name]
      const fault = check?.(value)
      if (fault === undefined) continue
      const title = label(schema, path)
      const at = toPointer(path)
      const decoded = keyword === 'contentEncoding' ? undefined : decodedText(value)
      if (decoded !== undefined && check?.(decoded) === undefined) {
        const fix: Fix = { title: checks.decode, path: at, edit: 'decodeBase64' }
        return [{ ...error('base64', path, checks.encoded(title)), fix }]
      }
      const repaired = repairs[name ?? '']?.(value)
      const found = error(
        keyword === 'format' ? 'format' : 'content',
        path,
        schema['x-error'] ?? `${title}: ${checks.texts[fault]}`,
      )
      return [
        repaired === undefined
          ? found
          : { ...found, fix: { title: checks.repair(repaired), path: at, value: repaired } },
      ]
    }
    return checkContent(schema, value, path, checks)
  }
  if (schema.type === 'array' && Array.isArray(value)) {
    return value.flatMap((item, index) => checkTexts(schema.items ?? {}, item, [...path, String(index)], checks))
  }
  if (schema.type !== 'object' || !isObject(value)) return []
  return Object.entries(value).flatMap(([key, entry]) => {
    const here = [...path, key]
    const child = schemaAt(schema, [key])
    const fault = checkKey(schema.propertyNames, key, checks)
    const named = key === '' ? '' : `${key}: `
    const ofKey = fault === undefined ? [] : [error('key-format', here, named + fault)]
    return [...ofKey, ...(child ? checkTexts(child, entry, here, checks) : [])]
  })
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

/** Fields that differ from what they would be, taken from another field. */
function checkDerived(values: BackupStorageValues, layout: Layout, checks: CheckMessages): Diagnostic[] {
  return layout.fields.flatMap(({ path, place, schema }) => {
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
function checkSpaces(values: BackupStorageValues, { fields }: Layout, checks: CheckMessages): Diagnostic[] {
  return fields.flatMap(({ path, place, schema }) => {
    const value = place.document === 'secret' && !schema.contentMediaType ? getAt(values, path) : undefined
    if (typeof value !== 'string' || value.trim() === value) return []
    // A run of spaces inside is tried from its beginning alone, however long it is.
    const edit = { pattern: '^\\s+|(?<!\\s)\\s+$', replace: '' }
    const fix: Fix = { title: checks.removeSpace, path: toPointer(path), edit }
    const found = error('space', path, checks.space(label(schema, path)))
    return [value.length > longest ? found : { ...found, fix }]
  })
}

const utf8 = new TextEncoder()

/** What Kubernetes takes no more of: the bytes of a map, and of a Secret (1 MiB). */
function checkSizes(values: BackupStorageValues, { fields }: Layout, checks: CheckMessages): Diagnostic[] {
  const found: Diagnostic[] = []
  let ofSecret = 0
  for (const { path, place, schema } of fields) {
    const value = getAt(values, path)
    if (place.document === 'secret' && typeof value === 'string') ofSecret += utf8.encode(value).length
    const limit = schema['x-max-bytes']
    if (limit === undefined || !isObject(value)) continue
    const texts = Object.entries(value)
      .flat()
      .filter((one) => typeof one === 'string')
    const bytes = utf8.encode(texts.join('')).length
    if (bytes > limit) found.push(error('too-large', path, checks.tooLarge(label(schema, path), limit), 'kubernetes'))
  }
  if (ofSecret > 1_048_576) found.push(error('too-large', ['backend', 'auth'], checks.secretTooLarge, 'kubernetes'))
  return found
}

/** The place of each field in the schema, so that diagnostics come in the order of the form. */
function fieldOrder(schema: Schema, path: string[] = [], into = new Map<string, number>()): Map<string, number> {
  into.set(toPointer(path), into.size)
  for (const [key, child] of Object.entries(schema.properties ?? {})) fieldOrder(child, [...path, key], into)
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
  const order = fieldOrder(schema)
  return diagnostics.toSorted((a, b) => positionIn(order, a.path) - positionIn(order, b.path))
}

/**
 * Checks values: against the schemas of the resource and of the provider, and the formats that they name. A missing field
 * is reported at its own path. Takes anything at all and never throws; an empty list says that all is well.
 */
export function validateValues(values: unknown, options?: Options): Diagnostic[] {
  const resolved = resolveOptions(options)
  const { checks } = resolved
  if (!isObject(values)) return [error('type', [], checks.notAnObject)]
  const normal = normalizeValues(values as unknown as BackupStorageValues, options)
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
    unknownFields(schema, values, [], checks).filter(({ path }) => provider || !/^\/backend\/(auth|spec)\//.test(path)),
  )
  tell(checkSpaces(normal, layout, checks))
  // What an edited object has in the place of a choice, and the form does not know, stays.
  const isKept = ({ code, path }: Diagnostic): boolean =>
    code === 'required' && otherBranches(layout, path, options?.editing).length > 0
  tell(checkSchemas(normal, schema, provider, resolved).filter((one) => !isKept(one)))
  tell(checkProvider(normal, provider, resolved))
  tell(checkTexts(schema, normal, [], checks))
  tell(checkSizes(normal, layout, checks))
  tell(advise([...resolved.resource.advice, ...(provider?.advice ?? [])], json))
  tell(checkDerived(normal, layout, checks))
  tell(checkSiblings(normal, provider, options?.existing, options?.editing, resolved))
  return inOrder(all, schema)
}
