import type { BackupStorageValues } from '../generated/types.ts'
import type { Diagnostic } from '../schema/diagnostics.ts'
import { deepEqual, isObject } from '../base/json.ts'
import { contextOf } from '../context/createContext.ts'
import type { Options } from '../context/options.ts'
import type { Path } from '../base/pointer.ts'
import { getAt } from '../base/pointer.ts'
import type { Edit } from '../text/edit.ts'
import { applyEdits } from '../text/applyEdits.ts'
import { isJson } from '../text/textLayout.ts'
import { findStorage, isOfKind } from './findStorage.ts'
import { fromManifests } from './fromManifests.ts'
import type { ReadText, TextManifest } from './readText.ts'
import { readText } from './readText.ts'
import { serverFields } from './serverFields.ts'
import { stringifyManifests } from './stringifyManifests.ts'
import { validateManifests } from './validateManifests.ts'

/** One storage of a text, ready to fill a form. */
export interface Imported {
  /** Empty where it has none. */
  name: string
  namespace: string
  /** What it says its provider is, known or not. */
  provider: string
  /** The part of the text with this storage and its Secret alone, without what only the server writes. */
  text: string
  values: BackupStorageValues
  /** JSON Pointers to what no value stands for, into the storage and into its Secret. */
  unmapped: string[]
  /** What is wrong with the part; ranges lead into its text. */
  diagnostics: Diagnostic[]
}

/** The documents that hold these manifests and nothing else, as they stand in the text. */
function slice(text: string, { manifests, documents }: ReadText, part: readonly TextManifest[]): string | undefined {
  const own = new Set(part.map(({ document }) => document))
  if (manifests.some((one) => own.has(one.document) && !part.includes(one))) return undefined
  // Documents that say nothing come with those around them.
  const others = manifests.some(({ document }) => !own.has(document))
  if (!others) return text
  return documents.map(({ from, to }, index) => (own.has(index) ? text.slice(index === 0 ? 0 : from, to) : '')).join('')
}

/** The part of a text with these manifests alone: as it stands there, or printed where it does not stand alone. */
function partOf(text: string, read: ReadText, part: readonly TextManifest[]): string {
  const wanted = part.map(({ manifest }) => manifest)
  const sliced = slice(text, read, part)
  if (sliced === text) return text
  const said = sliced === undefined ? [] : readText(sliced).manifests.map(({ manifest }) => manifest)
  if (sliced !== undefined && deepEqual(said, wanted)) return sliced
  return stringifyManifests(wanted, isJson(text) ? 'json' : 'yaml')
}

/** What of a manifest only the server writes; a map that holds nothing else goes as a whole. */
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
 * Takes a text apart into its storages, each with its Secret where that is in the text too: what fills the form, what
 * the form does not know (`unmapped`), and the part of the text that keeps it. YAML of one document or many, JSON, or a
 * List, with other objects beside. Each part is byte for byte as it stands in the text; what stands among others in a
 * List is printed anew, and what only the server writes into a live object (the status, `uid`, `managedFields`, the copy
 * that `kubectl apply` keeps) is taken out. Where the text cannot be read, `diagnostics` say so and the values are those
 * that could be had.
 *
 * @returns an entry for each storage, in the order of the text; none where there is none. Never throws.
 */
export function importManifests(text: string, options: Options = {}): Imported[] {
  const context = contextOf(options)
  const read = readText(text)
  const isStorage = ({ manifest }: TextManifest): boolean => isOfKind(context.resource, manifest)
  const others = read.manifests.filter((one) => !isStorage(one)).map(({ manifest }) => manifest)
  return read.manifests.filter(isStorage).map(({ manifest }) => {
    const secret = findStorage([manifest, ...others], context)?.secret
    const part = read.manifests.filter((one) => one.manifest === manifest || one.manifest === secret)
    const own = withoutServerFields(partOf(text, read, part))
    const { values, unmapped } = fromManifests(
      readText(own).manifests.map((one) => one.manifest),
      context,
    )
    const textOf = (path: Path): string => {
      const said = getAt(manifest, path)
      return typeof said === 'string' ? said : ''
    }
    return {
      name: textOf(['metadata', 'name']),
      namespace: textOf(['metadata', 'namespace']),
      provider: values.backend.provider,
      text: own,
      values,
      unmapped,
      diagnostics: validateManifests(own, context),
    }
  })
}
