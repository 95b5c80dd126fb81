import type { BackupStorageValues } from '../generated/types.ts'
import type { Diagnostic, Fix } from '../schema/diagnostics.ts'
import { isObject } from '../base/json.ts'
import type { Context } from '../context/context.ts'
import { contextOf } from '../context/createContext.ts'
import type { Options } from '../context/options.ts'
import { fromPointer, toPointer } from '../base/pointer.ts'
import { schemaAt, titleAt } from '../schema/schemaAt.ts'
import { validateValues } from '../validation/validateValues.ts'
import { otherBranches } from '../values/branches.ts'
import { derive, derivedFix } from '../values/derive.ts'
import { checkManifests, quoteFix } from './checkManifests.ts'
import type { Found } from './findStorage.ts'
import { expandLists, isOfKind, manifestsFor } from './findStorage.ts'
import type { Finding } from './fromManifests.ts'
import { readManifests } from './fromManifests.ts'
import { rangeAt } from './rangeAt.ts'
import { fieldPathOf, isWithin, pathsOf } from './manifestPaths.ts'
import type { ReadText } from './readText.ts'
import { readText } from './readText.ts'
import { rivals } from './rivals.ts'

/** The findings of the checks, before they are located in a text. */
export interface Checked {
  readonly findings: readonly Finding[]
  readonly found: Found | undefined
  /** JSON Pointers to the parts that no field covers, into the storage and into its Secret. */
  readonly unmapped: readonly string[]
}

/** Adapts diagnostics of values to manifests, where a field that only the form requires gets a warning. */
function forManifests(
  diagnostics: readonly Diagnostic[],
  { storage, layout }: Found,
  values: BackupStorageValues,
  { checks, manifestMessages: messages }: Context,
): Diagnostic[] {
  return diagnostics.flatMap((diagnostic): Diagnostic[] => {
    const keys = fromPointer(diagnostic.path)
    const schema = diagnostic.code === 'required' ? schemaAt(layout.schema, keys) : undefined
    if (schema && otherBranches(layout, diagnostic.path, storage).length > 0) return []
    if (schema?.['x-required'] !== 'form') return [diagnostic]
    const rule = schema['x-derive']
    const value = rule && derive(rule, values)
    const title = rule && checks.takeDerived(titleAt(layout.schema, fromPointer(rule.from)))
    const fix = rule && value && title && derivedFix(rule, value, diagnostic.path, layout, title)
    const message = messages.formOnly(schema.title ?? keys.at(-1) ?? '')
    return [{ ...diagnostic, severity: 'warning', message, ...(fix ? { fix } : {}) }]
  })
}

/** Removes the diagnostics that follow an error at the same path and offset. */
export function firstErrors(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const withError = new Set<string>()
  // The cluster's diagnostics are listed next to those of the checks.
  const keyOf = ({ path, range, source }: Diagnostic): string => `${source === 'server'} ${path} ${range?.from ?? ''}`
  return diagnostics.filter((one) => {
    const isFirst = !withError.has(keyOf(one))
    if (one.severity === 'error') withError.add(keyOf(one))
    return isFirst
  })
}

/** The diagnostics of a form's values, for the check of their manifests. */
export interface FormDiagnostics {
  readonly diagnostics: readonly Diagnostic[]
  /** Whether the values follow an edited text; a missing field that only the form requires is then a warning. */
  readonly edited: boolean
}

/**
 * Checks manifests, and the values in them: they hold exactly one storage, and match the API and the schemas.
 *
 * @param ofForm - the diagnostics of the values, if they are known
 */
export function checkAll(manifests: readonly object[], context: Context, ofForm?: FormDiagnostics): Checked {
  const { values, unmapped, found, findings } = readManifests(manifests, context)
  const ofManifests = [...findings, ...(found ? checkManifests(found, unmapped, context) : [])]
  const hasBlock = !ofManifests.some(({ diagnostic }) => diagnostic.code === 'no-block')
  function ofText(): Diagnostic[] {
    if (!found) return []
    const diagnostics = ofForm?.diagnostics ?? validateValues(values, context)
    // A storage without its block names no Secret, so errors about its credentials would mislead.
    return forManifests(diagnostics, found, values, context).filter(
      ({ path }) => hasBlock || !path.startsWith('/backend/credentials/'),
    )
  }
  const ofValues = ofForm?.edited === false ? ofForm.diagnostics : ofText()
  return { findings: [...ofManifests, ...ofValues.map((diagnostic) => ({ diagnostic }))], found, unmapped }
}

/** Returns the warnings about values of the storage and its Secret that YAML 1.2 reads differently. */
function ambiguous({ warnings, manifests }: ReadText, found: Found, { checks }: Context): Diagnostic[] {
  return warnings.flatMap(({ diagnostic, document, path, otherValue }) => {
    const around = manifests.find((one) => one.document === document && isWithin(path, one.path))
    if (!around || (around.manifest !== found.storage && around.manifest !== found.secret)) return []
    const isSecret = around.manifest === found.secret
    const field = fieldPathOf(found.layout, isSecret ? 'secret' : 'resource', path.slice(around.path.length))
    if (!field) return [diagnostic]
    const at = toPointer(field)
    if (isSecret || typeof otherValue !== 'number') return [{ ...diagnostic, path: at }]
    const fix: Fix = { title: checks.repair(String(otherValue)), path: at, value: otherValue }
    return [{ ...diagnostic, path: at, fix }]
  })
}

/** Returns the diagnostics of findings with their ranges, in the order of the text. */
export function locate({ findings, found }: Checked, read: ReadText | undefined, context: Context): Diagnostic[] {
  const located = findings.map(({ diagnostic, at, unquoted }) => {
    if (!read) return diagnostic
    const { inSecret, paths } = found && !at ? pathsOf(found.layout, diagnostic.path) : { inSecret: false, paths: [] }
    const range = at
      ? rangeAt(read, at.manifest, [at.path], at.key)
      : rangeAt(read, inSecret ? found?.secret : found?.storage, paths, diagnostic.code === 'key-format')
    if (!range) return diagnostic
    if (!unquoted) return { ...diagnostic, range }
    const fix = quoteFix(diagnostic.path, read.text.slice(range.from, range.to), context.checks)
    return { ...diagnostic, range, fix }
  })
  const warnings = read && found ? ambiguous(read, found, context) : []
  return firstErrors([...(read?.yaml11Errors ?? []), ...located, ...warnings]).toSorted(
    (a, b) => (a.range?.from ?? -1) - (b.range?.from ?? -1),
  )
}

/**
 * Checks manifests and the values in them. They must hold exactly one storage, match the API (`options.crd`) and have
 * valid values, as in `validateValues`. Given a text, diagnostics have ranges, and a text that can't be read has syntax
 * errors only. Accepts any plain data and never throws.
 */
export function validateManifests(input: string | readonly object[], options?: Options): Diagnostic[] {
  const context = contextOf(options)
  if (typeof input !== 'string') {
    const manifests = Array.isArray(input) ? expandLists(input.filter(isObject)) : []
    return locate(checkAll(manifests, context), undefined, context)
  }
  const read = readText(input, context)
  if (!read.readable) return [...read.diagnostics, ...read.yaml11Errors]
  return [...read.diagnostics, ...locate(checkAll(objectsOf(read), context), read, context)]
}

function objectsOf({ manifests }: ReadText): object[] {
  return manifests.map(({ manifest }) => manifest)
}

/**
 * Checks a text with any number of storages, such as the output of `kustomize build` or `kubectl get`. Each is checked
 * as by `validateManifests`, with the Secrets in the text, and with the other storages as its siblings.
 */
export function validateEach(text: string, options?: Options): Diagnostic[] {
  const context = contextOf(options)
  const read = readText(text, context)
  const all = objectsOf(read)
  const storages = all.filter((one) => isOfKind(context.resource, one))
  if (!read.readable || storages.length < 2) return validateManifests(text, context)
  const needs = manifestsFor(all, context)
  const rivalsOf = rivals(storages, context)
  const found = storages.flatMap((storage) => {
    const existing = [...(context.existing ?? []), ...rivalsOf(storage)]
    return locate(checkAll(needs(storage), { ...context, existing }), read, context)
  })
  // A Secret that several storages use has its errors once for each of them.
  const once = new Map(found.map((one) => [`${one.code} ${one.path} ${one.range?.from}`, one]))
  const inText = [...once.values()].toSorted((a, b) => (a.range?.from ?? -1) - (b.range?.from ?? -1))
  return [...read.diagnostics, ...firstErrors(inText)]
}
