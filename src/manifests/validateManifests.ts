import type { BackupStorageValues } from '../generated/types.ts'
import type { Diagnostic } from '../schema/diagnostics.ts'
import { isObject } from '../base/json.ts'
import type { Context } from '../context/context.ts'
import { contextOf } from '../context/createContext.ts'
import type { Options } from '../context/options.ts'
import { fromPointer } from '../base/pointer.ts'
import { schemaAt } from '../schema/schemaAt.ts'
import { validateValues } from '../validation/validateValues.ts'
import { otherBranches } from '../values/branches.ts'
import { derive, titleAt } from '../values/derive.ts'
import { checkManifests } from './checkManifests.ts'
import type { Found } from './findStorage.ts'
import { expandLists, isOfKind } from './findStorage.ts'
import type { Finding } from './fromManifests.ts'
import { readManifests } from './fromManifests.ts'
import { rangeAt } from './rangeAt.ts'
import { placesOf } from './places.ts'
import type { ReadText } from './readText.ts'
import { readText } from './readText.ts'
import { rivals } from './rivals.ts'

/** What `validateValues` says of the values that were read, as far as it holds for a manifest. */
function checkValues(found: Found, values: BackupStorageValues, context: Context): Diagnostic[] {
  const { checks, manifestMessages: messages } = context
  const { layout } = found
  return validateValues(values, context).flatMap((diagnostic): Diagnostic[] => {
    const keys = fromPointer(diagnostic.path)
    const schema = diagnostic.code === 'required' ? schemaAt(layout.schema, keys) : undefined
    if (schema && otherBranches(layout, diagnostic.path, found.storage).length > 0) return []
    if (schema?.['x-required'] !== 'form') return [diagnostic]
    const rule = schema['x-derive']
    const value = rule && derive(rule, values)
    const fix = rule && value && { title: checks.takeDerived(titleAt(layout, rule.from)), path: diagnostic.path, value }
    const message = messages.formOnly(schema.title ?? keys.at(-1) ?? '')
    return [{ ...diagnostic, severity: 'warning', message, ...(fix ? { fix } : {}) }]
  })
}

/** Of several errors at one place the first is told, in the order of the text where there is one. */
function tidy(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const told = new Set<string>()
  const place = ({ path, range }: Diagnostic): string => `${path} ${range?.from ?? ''}`
  return diagnostics
    .filter((one) => {
      const isFirst = !told.has(place(one))
      if (one.severity === 'error') told.add(place(one))
      return isFirst
    })
    .toSorted((a, b) => (a.range?.from ?? -1) - (b.range?.from ?? -1))
}

/**
 * Checks manifests: whether they can be read, whether they hold one storage, whether that and its Secret are what the API
 * takes (`options.crd`), and what `validateValues` says of it. Given a text, each diagnostic has its place in it, and of a
 * text that cannot be read only that is told. Takes anything and never throws.
 */
export function validateManifests(input: string | readonly object[], options: Options = {}): Diagnostic[] {
  const context = contextOf(options)
  if (typeof input !== 'string') return check(Array.isArray(input) ? expandLists(input.filter(isObject)) : [], context)
  const read = readText(input, context)
  if (!read.readable) return read.diagnostics
  const manifests = read.manifests.map(({ manifest }) => manifest)
  return [...read.diagnostics, ...check(manifests, context, { text: input, read })]
}

/**
 * As `validateManifests`, for a text with any number of storages, as `kustomize build` or `kubectl get` give them: each is
 * checked with the Secrets that are there, and with the others for the rules between siblings.
 */
export function validateEach(text: string, options: Options = {}): Diagnostic[] {
  const context = contextOf(options)
  const { resource } = context
  const read = readText(text, context)
  const all = read.manifests.map(({ manifest }) => manifest)
  const storages = all.filter((one) => isOfKind(resource, one))
  if (!read.readable || storages.length < 2) return validateManifests(text, context)
  const shared = all.filter((one) => !storages.includes(one))
  const rivalsOf = rivals(storages, context)
  const found = storages.flatMap((storage) => {
    const existing = [...(context.existing ?? []), ...rivalsOf(storage)]
    return check([storage, ...shared], { ...context, existing }, { text, read })
  })
  // What is wrong with a Secret that several use is found for each of them.
  const once = new Map(found.map((one) => [`${one.code} ${one.path} ${one.range?.from}`, one]))
  return [...read.diagnostics, ...tidy([...once.values()])]
}

/** What is checked of manifests; with the text that they stand in, each diagnostic has its place there. */
function check(
  manifests: readonly object[],
  context: Context,
  source?: { text: string; read: ReadText },
): Diagnostic[] {
  const { values, unmapped, found, findings } = readManifests(manifests, context)
  const ofManifests = [...findings, ...(found ? checkManifests(found, unmapped, context) : [])]
  const hasBlock = !ofManifests.some(({ diagnostic }) => diagnostic.code === 'no-block')
  const ofValues = (found ? checkValues(found, values, context) : [])
    // Without its block a storage names no Secret, which says nothing of where its credentials come from.
    .filter(({ path }) => hasBlock || !path.startsWith('/backend/credentials/'))
    .map((diagnostic): Finding => ({ diagnostic }))
  const placed = [...ofManifests, ...ofValues].map(({ diagnostic, at }) => {
    if (!source) return diagnostic
    const { text, read } = source
    const { inSecret, paths } = found && !at ? placesOf(found.layout, diagnostic.path) : { inSecret: false, paths: [] }
    const range = at
      ? rangeAt(text, read, at.manifest, [at.path], at.key)
      : rangeAt(text, read, inSecret ? found?.secret : found?.storage, paths, diagnostic.code === 'key-format')
    return range ? { ...diagnostic, range } : diagnostic
  })
  return tidy(placed)
}
