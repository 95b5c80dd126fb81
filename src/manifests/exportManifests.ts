import type { Diagnostic } from '../schema/diagnostics.ts'
import type { Json, JsonObject } from '../base/json.ts'
import { isObject, member } from '../base/json.ts'
import type { Manifest } from '../schema/manifest.ts'
import { contextOf } from '../context/createContext.ts'
import type { Options } from '../context/options.ts'
import { getAt } from '../base/pointer.ts'
import type { Scope } from '../schema/template.ts'
import { fillTemplate, fillText } from '../schema/template.ts'
import type { CredentialKey, Credentials } from './credentialKeys.ts'
import { credentialsOf } from './credentialKeys.ts'
import { checkSettings, completeSettings, readyOutputs } from './credentialOutputs.ts'
import { isOfKind } from './findStorage.ts'
import { readManifests } from './fromManifests.ts'
import { readText } from './readText.ts'
import { commentAbove, replaceSecrets } from './replaceSecrets.ts'

/** How the credentials leave, and what that asks for. */
export interface CredentialChoice {
  /** `secret`: as the Secret that the text has. `none`: not at all. Else the name of one of `credentialOutputs`. */
  credentials: 'secret' | 'none' | (string & {})
  /** What the schema of the output asks for; a setting that is missing has its default, an empty text is empty. */
  settings?: Readonly<Record<string, unknown>> | undefined
}

/** The manifests for a repository or a person, and what kept them from being written. */
export interface ExportedManifests {
  /** Empty where there are diagnostics. */
  text: string
  /** The paths of those about settings lead into the settings. */
  diagnostics: Diagnostic[]
}

function failed(...diagnostics: Diagnostic[]): ExportedManifests {
  return { text: '', diagnostics }
}

function failure(code: string, message: string, path = ''): ExportedManifests {
  return failed({ code, severity: 'error', message, path, source: 'schema' })
}

/** What placeholders stand for: the names, and the settings, in whose values the names have been put. */
function valuesOf(settings: JsonObject, names: JsonObject, key?: string): Record<string, Json> {
  const values: Record<string, Json> = { ...names }
  for (const [name, setting] of Object.entries(settings)) {
    const value = isObject(setting) ? member(setting, key ?? '') : setting
    if (value !== undefined) values[name] = typeof value === 'string' ? fillText(value, names) : (value as Json)
  }
  return values
}

function scopeOf(found: Credentials, storage: object, settings: JsonObject): Scope {
  const { secretName, namespace } = found
  const name = getAt(storage, ['metadata', 'name']) as Json | undefined
  const names = { secretName, namespace, name: name ?? '', kind: member(storage, 'kind') as Json }
  // A key that a setting has an entry for is wanted, although the operator does without it.
  const isNamed = (key: string): boolean => Object.values(settings).some((one) => member(one, key) !== undefined)
  const scopeOfKey = ({ key, title }: CredentialKey): Record<string, Json> =>
    valuesOf(settings, { ...names, key, title }, key)
  const isWanted = ({ key, required }: CredentialKey): boolean => required || isNamed(key)
  return {
    values: valuesOf(settings, names),
    keys: {
      required: found.keys.filter(isWanted).map(scopeOfKey),
      optional: found.keys.filter((one) => !isWanted(one)).map(scopeOfKey),
    },
  }
}

function fillList(template: readonly object[] | undefined, scope: Scope): JsonObject[] {
  return (template ? fillTemplate(template as unknown as Json, scope) : []) as JsonObject[]
}

/**
 * The text of the manifests as it is to be copied or saved, with the credentials in the form that was chosen: for a
 * repository (GitOps) that must hold no Secret. The Secret that the storage names gives way to what the chosen output
 * says, with the keys that it has, or that the provider's schema asks for where it is not in the text; other Secrets are
 * left out. Everything else stays: YAML byte for byte, while JSON is written anew. Neither the text nor a diagnostic
 * holds a value of a Secret, unless `secret` was chosen, which gives the text as it is. Never throws.
 *
 * @param text - YAML or JSON with one storage, as it stands in the preview, edited or not
 * @param format - which of the two the text is
 */
export function exportManifests(
  text: string,
  format: 'yaml' | 'json',
  choice: CredentialChoice,
  options: Options = {},
): ExportedManifests {
  if (choice.credentials === 'secret') return { text, diagnostics: [] }
  const context = contextOf(options)
  const read = readText(text, context)
  if (!read.parses) return failed(...read.diagnostics)
  if (choice.credentials === 'none') return { text: replaceSecrets(text, format, read), diagnostics: [] }
  const { resource, checks, providers } = context
  const outputs = readyOutputs(context)
  const output = outputs.find(({ name }) => name === choice.credentials)
  if (!output) {
    const title = resource.schema.properties['backend']?.properties?.['credentials']?.title ?? ''
    const names = ['secret', 'none', ...outputs.map(({ name }) => name)].join(', ')
    return failure('enum', checks.notAnOption(title, names))
  }
  if (!output.formats.includes(format)) return failure('format', output.source['x-error'] ?? '')
  const manifests = read.manifests.map(({ manifest }) => manifest)
  const { found, findings } = readManifests(manifests, context)
  const unusable = findings.map(({ diagnostic }) => diagnostic)
  const several = unusable.filter(({ code }) => code === 'several-resources')
  if (!found || several.length > 0) return failed(...(found ? several : unusable))
  const { storage, secret, provider } = found
  if (!provider) {
    const message = checks.unknownProvider(providers.map(({ name }) => name).join(', '))
    return failure('unknown-provider', message, '/backend/provider')
  }
  const credentials = credentialsOf(found)
  if (!credentials) return { text: replaceSecrets(text, format, read), diagnostics: [] }
  const settings = completeSettings(output, choice.settings)
  const keys = credentials.keys.map(({ key }) => key)
  const errors = checkSettings(output, choice.settings, settings, keys, checks)
  if (errors.length > 0) return failed(...errors)
  const scope = scopeOf(credentials, storage, settings)
  const added = fillList(output.source['x-manifest'], scope) as Manifest[]
  const at = read.manifests.find(({ manifest }) => manifest === (secret ?? storage))
  const replaced = replaceSecrets(text, format, read, { added, at })
  const lines = fillList(output.source['x-comment'], scope).map(({ message }) => String(message))
  return { text: commentAbove(replaced, (one) => isOfKind(resource, one), lines), diagnostics: [] }
}
