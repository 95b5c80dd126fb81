import type { BackupStorageValues, Options, Provider } from 'backupstorage-forms/core'
import { backupStorage, builtinProviders, initialValues } from 'backupstorage-forms/core'
import fc from 'fast-check'
import { fromPointer, setAt } from '../../src/base/pointer.ts'
import type { Schema } from '../../src/schema/language.ts'
import { isChoice, isMap } from '../../src/schema/language.ts'
import { credentialSources } from '../../src/schema/provider.ts'
import { schemaAt } from '../../src/schema/schemaAt.ts'

const dnsLabel = fc.stringMatching(/^[a-z]([-a-z0-9]{0,10}[a-z0-9])?$/)
const labelName = fc.stringMatching(/^[A-Za-z0-9]([-A-Za-z0-9_.]{0,8}[A-Za-z0-9])?$/)
/** Text from users and tools: special characters of YAML, quotes, line breaks, and words with a meaning in YAML 1.1. */
const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.string({ unit: fc.constantFrom(...'ab: #-"\'\\\n\t{}[],&*!|>%@`\r'), maxLength: 12 }),
  fc.constantFrom('no', 'y', 'on', '12:30:45', '1_000', '1e3', 'null', '~', '0x1F', '2001-01-01', '---', '...', '<<'),
)

const dnsSubdomain = fc.array(dnsLabel, { minLength: 1, maxLength: 2 }).map((parts) => parts.join('.'))
const labelKey = fc.oneof(
  labelName,
  fc.tuple(dnsLabel, labelName).map(([domain, name]) => `${domain}.example/${name}`),
)
const labelValue = fc.oneof(labelName, fc.constant(''))

const day = fc.date({ min: new Date('1970-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })

const byFormat: Record<string, fc.Arbitrary<string>> = {
  'dns-label': dnsLabel,
  'dns-subdomain': dnsSubdomain,
  'label-key': labelKey,
  'label-value': labelValue,
  'http-origin': fc
    .tuple(dnsLabel, fc.option(fc.integer({ min: 1, max: 65535 })))
    .map(([host, port]) => `https://${host}.example${port ? `:${port}` : ''}`),
  uri: fc.tuple(dnsLabel, labelName).map(([host, path]) => `https://${host}.example/${path}`),
  hostname: fc.oneof(dnsSubdomain, fc.ipV4()),
  date: day.map((one) => one.toISOString().slice(0, 10)),
  'date-time': day.map((one) => one.toISOString()),
  email: fc.tuple(labelName, dnsLabel).map(([name, host]) => `${name}@${host}.example`),
  'object-prefix': fc.array(labelName, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/')),
  'absolute-path': fc.array(labelName, { minLength: 1, maxLength: 3 }).map((parts) => '/' + parts.join('/')),
  'relative-path': fc.array(labelName, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/')),
}

const pem = fc.uint8Array({ minLength: 1, maxLength: 30 }).map((bytes) => {
  const body = Buffer.concat([Buffer.from([0x30]), bytes]).toString('base64')
  return `-----BEGIN CERTIFICATE-----\n${body}\n-----END CERTIFICATE-----\n`
})

/** Strings for a pattern, filtered by the whole pattern afterwards. */
function withoutLookaheads(pattern: string): string {
  return pattern.replaceAll(/\(\?[!=](?:[^()]|\([^()]*\))*\)/g, '')
}

/** Whether a string has an allowed length, in characters. */
function fits(value: string, { minLength = 0, maxLength = Infinity }: Schema): boolean {
  const { length } = [...value]
  return length >= minLength && length <= maxLength
}

function text(schema: Schema): fc.Arbitrary<string> {
  const { contentEncoding, ...plain } = schema
  const isFile = schema.contentMediaType !== undefined && schema.contentMediaType !== 'text/plain'
  if (contentEncoding === 'base64' && isFile) return text(plain).map((file) => Buffer.from(file).toString('base64'))
  // The pattern of a file of lines restricts its lines, but not its content.
  if (schema.contentMediaType === 'text/plain' && schema.pattern)
    return fc.constantFrom(...(schema.examples as string[])).map((file) => `${file}# more\n`)
  if (schema.contentMediaType === 'application/x-pem-file') return pem
  if (schema.contentMediaType === 'application/json') {
    const { required = [], properties = {} } = schema.contentSchema ?? {}
    const members = required.map((name) => [name, properties[name]?.const ?? 'made-up'] as const)
    return fc
      .dictionary(labelName, anyText)
      .map((data) => JSON.stringify({ ...data, ...Object.fromEntries(members) }, null, 2))
  }
  if (schema.contentEncoding === 'base64') {
    return fc.uint8Array({ minLength: 1, maxLength: 40 }).map((bytes) => Buffer.from(bytes).toString('base64'))
  }
  if (schema.format) {
    const valid = byFormat[schema.format]
    if (!valid) throw new Error(`No values are generated for the format ${schema.format}.`)
    return valid.filter((one) => fits(one, schema))
  }
  if (schema.pattern) {
    const pattern = new RegExp(schema.pattern, 'u')
    return fc
      .stringMatching(new RegExp(withoutLookaheads(schema.pattern)), {
        maxLength: Math.max(schema.maxLength ?? 0, 120),
      })
      .filter((one) => one.length >= (schema.minLength ?? 0) && one.length <= (schema.maxLength ?? Infinity))
      .filter((one) => pattern.test(one))
  }
  if (schema.allOf) {
    const rules = schema.allOf.map(({ pattern = '' }) => new RegExp(pattern, 'u'))
    const word = (characters: string): fc.Arbitrary<string> =>
      fc.array(fc.constantFrom(...characters), { minLength: 1, maxLength: 40 }).map((all) => all.join(''))
    return fc
      .oneof({ weight: 3, arbitrary: word('abxyz0189') }, { weight: 1, arbitrary: word('abxyz0189-._AZ') })
      .filter((one) => fits(one, schema) && rules.every((rule) => rule.test(one)))
  }
  // Credentials have no spaces at their ends.
  return anyText.filter((one) => fits(one, schema) && one.trim() === one)
}

/** Rules that only the schema's validators read. */
interface Rules {
  exclusiveMinimum?: number
  exclusiveMaximum?: number
  multipleOf?: number
  minItems?: number
  maxItems?: number
}

/** Multiples of `multipleOf` or integers within the limits; the minimum if there are none. */
function number({
  minimum,
  maximum,
  exclusiveMinimum,
  exclusiveMaximum,
  multipleOf: step = 1,
}: Schema & Rules): fc.Arbitrary<number> {
  const least =
    exclusiveMinimum === undefined
      ? Math.ceil((minimum ?? -100 * step) / step)
      : Math.floor(exclusiveMinimum / step) + 1
  const greatest =
    exclusiveMaximum === undefined
      ? Math.floor((maximum ?? Number.MAX_SAFE_INTEGER) / step)
      : Math.ceil(exclusiveMaximum / step) - 1
  if (least > greatest)
    return fc.constant(minimum ?? ((exclusiveMinimum ?? 0) + (exclusiveMaximum ?? maximum ?? 0)) / 2)
  const inside = Math.min(
    Math.max(least, minimum === undefined && exclusiveMinimum === undefined ? 0 : least),
    greatest,
  )
  return fc
    .oneof(fc.constant(inside), fc.integer({ min: least, max: Math.min(greatest, Number.MAX_SAFE_INTEGER) }))
    .map((count) => (Number.isInteger(step) ? count * step : Number((count * step).toPrecision(12))))
}

/** Values that match the schema. */
function arbitraryOf(schema: Schema & Rules): fc.Arbitrary<unknown> {
  if (schema.oneOf) return fc.constantFrom(...schema.oneOf.map((one) => one.const))
  if (schema.enum) return fc.constantFrom(...schema.enum)
  switch (schema.type) {
    case 'boolean':
      return fc.boolean()
    case 'integer':
    case 'number':
      return number(schema)
    case 'array': {
      const { minItems = 0, maxItems = Math.max(3, minItems) } = schema
      return fc.array(arbitraryOf(schema.items ?? {}), {
        minLength: minItems,
        maxLength: Math.min(maxItems, minItems + 3),
      })
    }
    case 'object': {
      if (isMap(schema)) {
        const key = schema.propertyNames ? text({ ...schema.propertyNames, type: 'string' }) : labelName
        const entry =
          typeof schema.additionalProperties === 'object' ? arbitraryOf(schema.additionalProperties) : anyText
        return fc.dictionary(key, entry, { maxKeys: 3 })
      }
      const properties = Object.entries(schema.properties ?? {}).map(
        ([key, child]) => [key, arbitraryOf(child)] as const,
      )
      if (isChoice(schema)) return fc.oneof(...properties.map(([key, one]) => one.map((value) => ({ [key]: value }))))
      return fc.record(Object.fromEntries(properties), { requiredKeys: [...(schema.required ?? [])] })
    }
    default:
      return text(schema)
  }
}

function partOf(provider: Provider, part: string): fc.Arbitrary<Record<string, unknown>> {
  const schema = provider.schema.properties[part]
  return schema ? (arbitraryOf(schema) as fc.Arbitrary<Record<string, unknown>>) : fc.constant({})
}

const selector = fc.record({
  matchLabels: fc.dictionary(labelName, labelValue, { minKeys: 1, maxKeys: 2 }),
  matchExpressions: fc.array(
    fc.record({
      key: labelName,
      operator: fc.constantFrom('In' as const, 'NotIn' as const),
      values: fc.array(labelName, { minLength: 1, maxLength: 2 }),
    }),
    { minLength: 1, maxLength: 2 },
  ),
})
const usagePolicy = fc.oneof(
  fc.constantFrom({ from: 'All' as const }, { from: 'Same' as const }),
  selector.map((one) => ({ from: 'Selector' as const, selector: one })),
)

function valuesOf(provider: Provider, providers: readonly Provider[]): fc.Arbitrary<BackupStorageValues> {
  const base = initialValues(provider.name, { providers })
  const optionalName = fc.option(dnsSubdomain, { nil: undefined })
  return fc
    .record({
      namespace: dnsLabel,
      name: dnsSubdomain,
      labels: fc.dictionary(labelKey, labelValue, { maxKeys: 3 }),
      annotations: fc.dictionary(labelKey, anyText, { maxKeys: 3 }),
      deletionPolicy: fc.constantFrom('Delete' as const, 'WipeOut' as const),
      default: fc.boolean(),
      usagePolicy,
      securityContext: fc.record(
        { runAsUser: fc.nat(), runAsGroup: fc.nat(), fsGroup: fc.nat(), runAsNonRoot: fc.boolean() },
        { requiredKeys: [] },
      ),
      source: fc.constantFrom(...credentialSources(provider)),
      secretName: optionalName,
      account: optionalName,
      auth: partOf(provider, 'auth'),
      spec: partOf(provider, 'spec'),
    })
    .map(({ source, secretName, account, auth, spec, ...rest }): BackupStorageValues => {
      const name = source === 'existing' ? (secretName ?? 'some-secret') : secretName
      const serviceAccountName = source === 'workloadIdentity' ? (account ?? 'some-account') : account
      const credentials = {
        source,
        ...(name === undefined ? {} : { secretName: name }),
        ...(serviceAccountName === undefined ? {} : { serviceAccountName }),
      }
      const values = { ...base, ...rest, backend: { provider: provider.name, credentials, auth, spec } }
      return source === 'workloadIdentity' ? atVendor(values, provider) : values
    })
}

/** Returns values with the examples of the fields that a vendor checks: workload identity works only with some. */
function atVendor(values: BackupStorageValues, { schema, vendors }: Provider): BackupStorageValues {
  return Object.values(vendors?.table.fields ?? {}).reduce((sofar, pointer) => {
    const path = fromPointer(pointer)
    const [example] = schemaAt(schema, path.slice(1))?.examples ?? []
    return setAt(sofar, path, example)
  }, values)
}

/** Values of another kind of resource, with the fields of its schema. */
function valuesOfKind(provider: Provider, options: Options): fc.Arbitrary<BackupStorageValues> {
  const { backend, ...common } = options.resource?.schema.properties ?? {}
  const { provider: _provider, auth: _auth, spec: _spec, ...others } = backend?.properties ?? {}
  const { source: _source, ...named } = others['credentials']?.properties ?? {}
  const fieldsOf = (fields: Record<string, Schema>): fc.Arbitrary<object> =>
    fc.record(Object.fromEntries(Object.entries(fields).map(([key, one]) => [key, arbitraryOf(one)])))
  return fc
    .record({
      fields: fieldsOf(common),
      source: fc.constantFrom(...credentialSources(provider)),
      credentials: fieldsOf(named),
      auth: partOf(provider, 'auth'),
      spec: partOf(provider, 'spec'),
    })
    .map(({ fields, source, credentials, auth, spec }) => {
      const values = { ...initialValues(provider.name, options), ...fields }
      return { ...values, backend: { provider: provider.name, credentials: { ...credentials, source }, auth, spec } }
    })
}

/** Valid values of any of the providers, with extra members that don't count. */
export function validValues(
  providers: readonly Provider[] = builtinProviders,
  options: Options = {},
): fc.Arbitrary<BackupStorageValues> {
  const isOther = options.resource !== undefined && options.resource !== backupStorage
  return fc.oneof(
    ...providers.map((provider) => (isOther ? valuesOfKind(provider, options) : valuesOf(provider, providers))),
  )
}
