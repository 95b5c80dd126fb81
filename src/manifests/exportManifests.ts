import type { Diagnostic } from '../schema/diagnostics.ts'
import type { Json, JsonObject } from '../base/json.ts'
import { isObject, member, textOf } from '../base/json.ts'
import type { Manifest } from '../schema/manifest.ts'
import type { Context } from '../context/context.ts'
import { contextOf } from '../context/createContext.ts'
import type { Options } from '../context/options.ts'
import { getAt } from '../base/pointer.ts'
import { readTrees } from '../text/parseText.ts'
import type { Scope } from '../schema/template.ts'
import { fillTemplate, fillText } from '../schema/template.ts'
import type { CredentialKey, Credentials } from './credentialKeys.ts'
import { credentialsOf } from './credentialKeys.ts'
import { checkSettings, completeSettings, readyOutputs } from './credentialOutputs.ts'
import { isOfKind } from './findStorage.ts'
import { readManifests } from './fromManifests.ts'
import { readText } from './readText.ts'
import { commentAbove, replaceSecrets } from './replaceSecrets.ts'
import { maskText } from './maskText.ts'
import { findSecrets, userInfos } from './secretRanges.ts'

/** The form in which to export the credentials, and its settings. */
export interface CredentialChoice {
  /** `secret` keeps the Secret of the text, `none` removes it; any other value names one of `credentialOutputs`. */
  credentials: 'secret' | 'none' | (string & {})
  /** Values for the output's schema; a missing setting has its default, an empty string unsets it. */
  settings?: Readonly<Record<string, unknown>> | undefined
}

/** The exported manifests, or the diagnostics that prevented the export. */
export interface ExportedManifests {
  /** Empty if there are diagnostics. */
  text: string
  /** Those about settings have paths into the settings. */
  diagnostics: Diagnostic[]
}

function failed(...diagnostics: Diagnostic[]): ExportedManifests {
  return { text: '', diagnostics }
}

function failure(code: string, message: string, path = ''): ExportedManifests {
  return failed({ code, severity: 'error', message, path, source: 'schema' })
}

/** Returns the values of placeholders: the names, and the settings with the names filled in. */
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
  // A key with an entry in a setting is wanted, even if the operator doesn't need it.
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

/** Returns whether the key of a label is that of a credential. Labels may have any other key. */
function credentialLabels({ providers, layoutOf }: Context): (key: string) => boolean {
  const fields = providers.flatMap((provider) => layoutOf(provider).fields)
  const keys = new Set(fields.flatMap(({ target }) => (target.document === 'secret' ? [target.key] : [])))
  return (key) => keys.has(key)
}

/**
 * Returns the manifests to copy or save, with the credentials in the chosen form.
 *
 * The result can go into a repository (GitOps) that must hold no Secret. The chosen output replaces the Secret that the
 * storage names, and has its keys, or those of the provider's schema if the Secret is not in the text. Other Secrets
 * are removed with their comments. Everything else stays: YAML byte for byte, JSON printed again. Neither the text nor a
 * diagnostic holds a value of a Secret, unless `secret` is chosen, which returns the text as is: a text that may hold
 * credentials outside of its Secrets is rejected. Never throws.
 *
 * @param text - YAML or JSON with one storage, as in the preview, edited or not
 * @param format - the format of the text
 */
export function exportManifests(
  text: string,
  format: 'yaml' | 'json',
  choice: CredentialChoice,
  options: Options = {},
): ExportedManifests {
  if (choice.credentials === 'secret') return { text: textOf(text), diagnostics: [] }
  const context = contextOf(options)
  const read = readText(text, context)
  if (!read.parses) return failed(...read.diagnostics)
  const bare = replaceSecrets(read.text, format, read)
  const { resource, checks, providers, manifestMessages } = context
  const isLabel = credentialLabels(context)
  const { ranges, hasStrays } = findSecrets(read.trees, isLabel)
  const strays = failure('stray-secret', manifestMessages.straySecret)
  if (hasStrays || findSecrets(readTrees(bare), isLabel).ranges.length > 0 || !userInfos(bare).next().done)
    return strays
  if (choice.credentials === 'none') return { text: bare, diagnostics: [] }
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
  if (!credentials) return { text: bare, diagnostics: [] }
  const settings = completeSettings(output, choice.settings)
  const keys = credentials.keys.map(({ key }) => key)
  const { shown } = maskText(read.trees.text, ranges)
  if (keys.some((key) => !/^[\w.-]+$/.test(key) || (read.text.includes(key) && !shown.includes(key)))) return strays
  const errors = checkSettings(output, choice.settings, settings, keys, checks)
  if (errors.length > 0) return failed(...errors)
  const scope = scopeOf(credentials, storage, settings)
  const added = fillList(output.source['x-manifest'], scope) as Manifest[]
  const at = read.manifests.find(({ manifest }) => manifest === (secret ?? storage))
  const replaced = replaceSecrets(read.text, format, read, { added, at })
  const lines = fillList(output.source['x-comment'], scope).map(({ message }) => String(message))
  return { text: commentAbove(replaced, (one) => isOfKind(resource, one), lines), diagnostics: [] }
}
