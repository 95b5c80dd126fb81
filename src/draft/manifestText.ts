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

/** How manifests are written. */
export type ManifestFormat = 'yaml' | 'json'

/** The manifests of a draft as text. */
export interface ManifestText {
  text: string
  format: ManifestFormat
  /** The manifests in the text; while it can't be read, those of the values. */
  manifests: readonly Manifest[]
  /** Whether the text can be read and holds one storage, so that values and text follow each other. */
  readable: boolean
  /** Whether a user edited the text. */
  edited: boolean
  /** The diagnostics of the draft, each with its range in the text where it has one; in the order of the text. */
  diagnostics: readonly Diagnostic[]
  /** JSON Pointers to what no value stands for, into the storage and into its Secret. */
  unmapped: readonly string[]
  /** Whether the text holds values of Secrets. */
  hasSecrets: boolean
}

/** Reads a text with the options of the draft. The last texts are kept. */
export type Reader = (text: string) => ReadText

/** A text that stands for a state of a draft, read. */
export interface DraftReading extends Pick<ManifestText, 'format' | 'readable' | 'edited'> {
  read: ReadText
}

function objectsOf({ manifests }: ReadText): Manifest[] {
  return manifests.map(({ manifest }) => manifest)
}

function isReadable(read: ReadText, { resource }: Context): boolean {
  return read.parses && objectsOf(read).filter((one) => isOfKind(resource, one)).length === 1
}

/** The format that an edited text was edited in last. */
export function editedFormat({ json }: DraftText): ManifestFormat {
  return json === undefined ? 'yaml' : 'json'
}

/** The edited text as YAML, with what was edited as JSON in it. */
function yamlOf({ yaml, json }: DraftText, read: Reader): string {
  return json === undefined ? yaml : mergeManifests(yaml, objectsOf(read(json)))
}

/**
 * Returns the text that stands for a state of a draft: the edited text with the changes of the form in it, or the output of
 * the form. An unreadable text stays as it is, in the format that it was edited in.
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

/** Takes an edited text, as `DraftStore.editText` does. */
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
  // What the form holds besides, such as an empty field, stays while the text says nothing else.
  const isSame = values && deepEqual(values, normalizeValues(state.values, context))
  const yaml = format === 'yaml' ? text : yamlBefore(state, context, read)
  const edited: DraftText = format === 'yaml' ? { yaml } : { yaml, json: text }
  return { state: setText(state, edited, isSame ? state.values : values), readable }
}

/** Returns the values in manifests; those of the selected variant, as far as it has a field for all that the others have. */
function valuesIn(manifests: Manifest[], { values }: DraftState, context: Context): BackupStorageValues {
  const plain = fromManifests(manifests, context)
  const own = readingAs(context, values.backend.provider)
  if (own === context) return plain.values
  const read = fromManifests(manifests, own)
  return read.unmapped.length > plain.unmapped.length ? plain.values : read.values
}

/** The YAML that the JSON was edited from. */
function yamlBefore(state: DraftState, context: Context, read: Reader): string {
  if (state.text?.json !== undefined) return state.text.yaml
  return readingOf(state, 'yaml', context, read).read.text
}
