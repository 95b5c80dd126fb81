import { credentials } from '../generated/credentials.ts'
import type { Diagnostic } from '../schema/diagnostics.ts'
import type { Json, JsonObject } from '../base/json.ts'
import { isObject, member, setMember, toJson } from '../base/json.ts'
import type { Options } from '../context/options.ts'
import type { Path } from '../base/pointer.ts'
import { getAt, toPointer } from '../base/pointer.ts'
import type { Schema } from '../schema/language.ts'
import type { CredentialsSchema } from '../schema/template.ts'
import { translate } from '../schema/translate.ts'
import type { CheckMessages } from '../messages/checks.ts'
import { formats as textFormats } from '../validation/formats.ts'
import { schemaAt, titleAt } from '../schema/schemaAt.ts'
import { sentenceFor } from '../validation/sentences.ts'
import type { Validator } from '../schema/validator.ts'
import { createValidator } from '../schema/validator.ts'

/** An alternative to a Secret for exporting credentials. */
export interface CredentialOutput {
  /** The value to pass to `exportManifests` as `credentials`. */
  name: string
  title: string
  description: string
  /**
   * The JSON Schema of its settings, an object. Properties are strings, numbers, booleans and enums, and maps of
   * strings (`type: 'object'`) with an entry for each key of the Secret. Each has a `title`, most a `description`, a
   * `default` and `examples`.
   */
  schema: Schema
  /** The manifest formats that it supports. */
  formats: readonly ('yaml' | 'json')[]
}

/** A `CredentialOutput` with the parts that only the export needs. */
export interface ReadyOutput extends CredentialOutput {
  source: CredentialsSchema
  validate: Validator
}

const bothFormats = ['yaml', 'json'] as const

/** Returns the outputs, with texts in the language of the options. */
export function readyOutputs(options: Options = {}): ReadyOutput[] {
  const texts = options.messages?.texts
  return credentials.map(({ 'x-manifest': template, ...own }): ReadyOutput => {
    const { name, formats = bothFormats } = own['x-credentials']
    const code = texts ? translate(own, texts, `credentials/${name}`) : own
    const { title, description, required = [], properties = {} } = code
    const schema: Schema = { type: 'object', required, properties }
    const source = { ...code, ...(template ? { 'x-manifest': template } : {}) }
    return { name, title, description, schema, formats, source, validate: createValidator(schema) }
  })
}

/**
 * Returns the alternatives to a Secret for exporting credentials, in the order to offer them. Use them in a form for
 * the settings of `exportManifests`.
 */
export function credentialOutputs(options?: Options): CredentialOutput[] {
  return readyOutputs(options).map(({ name, title, description, schema, formats }) => {
    return { name, title, description, schema, formats }
  })
}

/** Returns the settings with defaults for missing ones, and without empty ones. */
export function completeSettings({ schema }: ReadyOutput, given: unknown): JsonObject {
  const settings: JsonObject = {}
  for (const [name, { type, default: initial }] of Object.entries(schema.properties ?? {})) {
    const value = toJson(member(given, name) ?? initial)
    if (value === undefined || value === '' || value === null) continue
    const entries = type === 'object' && isObject(value) ? Object.entries(value as JsonObject) : undefined
    const map: JsonObject = {}
    for (const [key, entry] of entries ?? []) if (entry !== '' && entry !== null) setMember(map, key, entry)
    settings[name] = entries ? map : value
  }
  return settings
}

function settingError(code: string, path: Path, message: string): Diagnostic {
  return { code, severity: 'error', message, path: toPointer(path), source: 'schema' }
}

/**
 * Checks settings; returns the errors in the order of the schema.
 *
 * @param given - the settings as passed, to find unknown ones
 * @param settings - the settings from `completeSettings`
 * @param keys - the keys that the Secret may have; a map may have no others
 */
export function checkSettings(
  { schema, validate }: ReadyOutput,
  given: unknown,
  settings: JsonObject,
  keys: readonly string[],
  checks: CheckMessages,
): Diagnostic[] {
  const properties = schema.properties ?? {}
  const found = validate(settings).map(({ keyword, path, schema: broken }) => {
    const code = keyword === 'oneOf' || keyword === 'const' ? 'enum' : keyword
    return settingError(code, path, sentenceFor(code, titleAt(schema, path), schemaAt(schema, path), checks, broken))
  })
  for (const [name, setting] of Object.entries(properties)) {
    const value: Json | undefined = settings[name]
    const wrong = typeof value === 'string' ? textFormats[setting.format ?? '']?.(value) : undefined
    if (wrong !== undefined) {
      const general = checks.about(setting.title ?? name, checks.texts[wrong] ?? '')
      found.push(settingError('format', [name], setting['x-error'] ?? general))
    }
    for (const key of isObject(value) ? Object.keys(value) : []) {
      if (!keys.includes(key)) found.push(settingError('unknown-field', [name, key], checks.unknownField(key)))
    }
  }
  for (const name of isObject(given) ? Object.keys(given) : []) {
    const isKnown = member(properties, name) !== undefined
    if (!isKnown && getAt(given, [name]) !== undefined)
      found.push(settingError('unknown-field', [name], checks.unknownField(name)))
  }
  const order = Object.keys(properties).map((name) => toPointer([name]))
  const rank = ({ path }: Diagnostic): number => {
    const at = order.findIndex((pointer) => path === pointer || path.startsWith(`${pointer}/`))
    return at < 0 ? order.length : at
  }
  return found.toSorted((a, b) => rank(a) - rank(b))
}
