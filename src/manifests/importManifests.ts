import type { BackupStorageValues } from '../generated/types.ts'
import type { Diagnostic } from '../schema/diagnostics.ts'
import { deepEqual, isObject, textOf } from '../base/json.ts'
import { contextOf } from '../context/createContext.ts'
import type { Options } from '../context/options.ts'
import type { Path } from '../base/pointer.ts'
import { getAt } from '../base/pointer.ts'
import type { Edit } from '../text/edit.ts'
import { applyEdits } from '../text/applyEdits.ts'
import { isJson } from '../text/textLayout.ts'
import { findStorage, isOfKind, manifestsFor } from './findStorage.ts'
import { fromManifests } from './fromManifests.ts'
import type { ReadText, TextManifest } from './readText.ts'
import { importsFor, isImport, readImport } from './readImport.ts'
import { readText } from './readText.ts'
import { serverFields } from './serverFields.ts'
import { stringifyManifests } from './stringifyManifests.ts'
import { toManifests } from './toManifests.ts'
import { validateManifests } from './validateManifests.ts'

/** A storage in a text, ready to fill a form. */
export interface Imported {
  /** Empty if it has none. */
  name: string
  namespace: string
  /** The kind that it was converted from, such as that of another tool; unset for a storage. */
  from?: string
  /** The name of its provider, known or not. */
  provider: string
  /**
   * The part of the text with only this storage and its Secret, without fields that only the server writes; the
   * manifests of the values for one that was converted.
   */
  text: string
  values: BackupStorageValues
  /** JSON Pointers to the parts that no field covers, into the storage and into its Secret. Conversion drops them. */
  unmapped: string[]
  /** The diagnostics of this part, with ranges in its `text`. */
  diagnostics: Diagnostic[]
}

/** Returns the source of the documents with only these manifests; undefined if one holds others too. */
function slice(text: string, { manifests, documents }: ReadText, part: readonly TextManifest[]): string | undefined {
  const own = new Set(part.map(({ document }) => document))
  if (manifests.some((one) => own.has(one.document) && !part.includes(one))) return undefined
  // Empty documents stay with those around them.
  const others = manifests.some(({ document }) => !own.has(document))
  if (!others) return text
  return documents.map(({ from, to }, index) => (own.has(index) ? text.slice(index === 0 ? 0 : from, to) : '')).join('')
}

/** Returns the part of a text with only these manifests: its source if possible, else printed. */
function partOf(text: string, read: ReadText, part: readonly TextManifest[]): string {
  const wanted = part.map(({ manifest }) => manifest)
  const sliced = slice(text, read, part)
  if (sliced === text) return text
  const said = sliced === undefined ? [] : readText(sliced).manifests.map(({ manifest }) => manifest)
  if (sliced !== undefined && deepEqual(said, wanted)) return sliced
  return stringifyManifests(wanted, isJson(text) ? 'json' : 'yaml')
}

/** Returns the paths that only the server writes; a map with nothing else is removed as a whole. */
function writtenByServer(manifest: object): Path[] {
  return serverFields
    .filter((path) => getAt(manifest, path) !== undefined)
    .map((path) => {
      const parent = path.slice(0, -1)
      const around = getAt(manifest, parent)
      return parent.length > 1 && isObject(around) && Object.keys(around).length === 1 ? parent : path
    })
}

function withoutServerFields(text: string): string {
  const { manifests, parses } = readText(text)
  const edits = manifests.flatMap(({ manifest, document, path }) =>
    writtenByServer(manifest).map((field): Edit => ({ type: 'delete', document, path: [...path, ...field] })),
  )
  if (!parses || edits.length === 0) return text
  try {
    return applyEdits(text, edits)
  } catch {
    return text
  }
}

/**
 * Splits a text into its storages, each with its Secret if the text holds it. Storages of other tools that can be
 * converted are among them.
 *
 * The text is YAML of one or more documents, JSON, or a List, and may hold other objects. Each entry has the values
 * that fill the form, pointers to what the form doesn't cover (`unmapped`), and the part of the text that keeps it. A
 * part is byte for byte as in the text; one that shares a List with other objects is printed again. Fields of live
 * objects that only the server writes (the status, `uid`, `managedFields`, the copy that `kubectl apply` keeps) are
 * removed. If the text can't be read, `diagnostics` has the errors, and the values are those that could be read.
 *
 * @returns an entry for each storage, in the order of the text; empty if there is none. Never throws.
 */
export function importManifests(text: string, options: Options = {}): Imported[] {
  const context = contextOf(options)
  const read = readText(text)
  const all = read.manifests.map(({ manifest }) => manifest)
  const needs = manifestsFor(all, context)
  // A conversion would hide the errors of a text.
  const tools = read.parses ? importsFor(context) : []
  function convert(manifest: object): Imported[] {
    const tool = tools.find((one) => isImport(one, manifest))
    if (!tool) return []
    const { values, unmapped, notes } = readImport(tool, manifest, all, context)
    const own = stringifyManifests(toManifests(values, context), isJson(text) ? 'json' : 'yaml')
    const converted = describe(own, readText(own), unmapped)
    return [{ ...converted, from: tool.title, diagnostics: [...notes, ...converted.diagnostics] }]
  }
  /** Returns the entry for a text with one storage. */
  function describe(own: string, { manifests, parses }: ReadText, dropped?: readonly string[]): Imported {
    const objects = manifests.map((one) => one.manifest)
    const { values, unmapped } = fromManifests(objects, context)
    // A misplaced value can become a key, which then has characters that no key of a Secret has.
    const isSafe = (pointer: string): boolean =>
      /^[\w./~-]*$/.test(pointer) || (parses && !/^\/(?:data|stringData)\//.test(pointer))
    return {
      name: textOf(values.name),
      namespace: textOf(values.namespace),
      provider: values.backend.provider,
      text: own,
      values,
      unmapped: (dropped ?? unmapped).filter(isSafe),
      diagnostics: validateManifests(own, context),
    }
  }
  return read.manifests.flatMap(({ manifest }) => {
    if (!isOfKind(context.resource, manifest)) return convert(manifest)
    const found = findStorage(needs(manifest), context)
    const secret = found?.secret ?? found?.otherSecret
    const part = read.manifests.filter((one) => one.manifest === manifest || one.manifest === secret)
    const own = withoutServerFields(partOf(read.text, read, part))
    return [describe(own, readText(own))]
  })
}
