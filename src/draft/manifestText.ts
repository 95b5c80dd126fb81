import type { BackupStorageValues } from '../generated/types.ts'
import { deepEqual } from '../base/json.ts'
import { fromPointer, getAt, setAt } from '../base/pointer.ts'
import type { Context } from '../context/context.ts'
import { readingAs } from '../context/context.ts'
import { editRead } from '../manifests/editManifests.ts'
import { isOfKind } from '../manifests/findStorage.ts'
import { fromManifests } from '../manifests/fromManifests.ts'
import { manifestsToApply } from '../manifests/manifestsToApply.ts'
import { mergeManifests } from '../manifests/mergeManifests.ts'
import type { ReadText } from '../manifests/readText.ts'
import { stringifyManifests } from '../manifests/stringifyManifests.ts'
import type { Diagnostic } from '../schema/diagnostics.ts'
import type { Manifest } from '../schema/manifest.ts'
import { normalizeValues } from '../values/normalizeValues.ts'
import type { DraftState, DraftText } from './state.ts'
import { setText } from './transitions.ts'

/** The format of a manifest text. */
export type ManifestFormat = 'yaml' | 'json'

/** The manifests of a draft as text. */
export interface ManifestText {
  text: string
  format: ManifestFormat
  /** The manifests in the text; if it can't be read, those of the values. */
  manifests: readonly Manifest[]
  /** Whether the text can be read and holds one storage, so that values and text follow each other. */
  readable: boolean
  /** Whether a user edited the text. */
  edited: boolean
  /** The diagnostics of the draft in the order of the text, with ranges in the text where possible. */
  diagnostics: readonly Diagnostic[]
  /** JSON Pointers to the parts that no field covers, into the storage and into its Secret. */
  unmapped: readonly string[]
  /** Whether the text holds values of Secrets. */
  hasSecrets: boolean
}

/** A function that reads a text with the draft's options, and caches the last texts. */
export type Reader = (text: string) => ReadText

/** The text for a state of a draft, already read. */
export interface DraftReading extends Pick<ManifestText, 'format' | 'readable' | 'edited'> {
  read: ReadText
}

function objectsOf({ manifests }: ReadText): Manifest[] {
  return manifests.map(({ manifest }) => manifest)
}

function isReadable(read: ReadText, { resource }: Context): boolean {
  return read.parses && objectsOf(read).filter((one) => isOfKind(resource, one)).length === 1
}

/** Returns the format in which a text was last edited. */
export function editedFormat({ json }: DraftText): ManifestFormat {
  return json === undefined ? 'yaml' : 'json'
}

/** Returns the edited text as YAML, including the edits made as JSON. */
function yamlOf({ yaml, json }: DraftText, read: Reader): string {
  return json === undefined ? yaml : mergeManifests(yaml, objectsOf(read(json)))
}

/**
 * Returns the text for a state of a draft: the edited text with the form's changes, or the output of the form. An
 * unreadable text stays as it is, in the format in which it was edited.
 */
export function readingOf(state: DraftState, wanted: ManifestFormat, context: Context, read: Reader): DraftReading {
  const { text, values } = state
  if (!text) {
    const written = stringifyManifests(manifestsToApply(values, context), wanted)
    return { read: read(written), format: wanted, readable: true, edited: false }
  }
  const format = editedFormat(text)
  const last = read(text.json ?? text.yaml)
  if (!isReadable(last, context)) return { read: last, format, readable: false, edited: true }
  const current =
    wanted === format
      ? last
      : read(wanted === 'yaml' ? yamlOf(text, read) : stringifyManifests(objectsOf(last), 'json'))
  return { read: editRead(current, values, context), format: wanted, readable: true, edited: true }
}

/** Applies an edited text, as `DraftStore.editText` does. */
export function editText(
  state: DraftState,
  text: string,
  format: ManifestFormat,
  fixed: readonly string[],
  context: Context,
  read: Reader,
): { state: DraftState; readable: boolean } {
  const reading = read(text)
  const readable = isReadable(reading, context)
  const own = readable ? valuesIn(objectsOf(reading), state, context) : undefined
  const values = own && fixed.map(fromPointer).reduce((all, path) => setAt(all, path, getAt(state.values, path)), own)
  // Keep values that normalizing removes, such as an empty field, if the text says the same otherwise.
  const isSame = values && deepEqual(values, normalizeValues(state.values, context))
  const yaml = format === 'yaml' ? text : yamlBefore(state, context, read)
  const edited: DraftText = format === 'yaml' ? { yaml } : { yaml, json: text }
  return { state: setText(state, edited, isSame ? state.values : values), readable }
}

/** Returns the values in manifests, read as the selected variant unless its fields then cover less. */
function valuesIn(manifests: Manifest[], { values }: DraftState, context: Context): BackupStorageValues {
  const plain = fromManifests(manifests, context)
  const own = readingAs(context, values.backend.provider)
  if (own === context) return plain.values
  const read = fromManifests(manifests, own)
  return read.unmapped.length > plain.unmapped.length ? plain.values : read.values
}

/** Returns the YAML from which the JSON was edited. */
function yamlBefore(state: DraftState, context: Context, read: Reader): string {
  if (state.text?.json !== undefined) return state.text.yaml
  return readingOf(state, 'yaml', context, read).read.text
}
