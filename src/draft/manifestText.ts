import type { Context } from '../context/context.ts'
import type { BackupStorageValues } from '../generated/types.ts'
import { deepEqual } from '../base/json.ts'
import { fromPointer, getAt, setAt } from '../base/pointer.ts'
import type { Manifest } from '../schema/manifest.ts'
import { editManifests } from '../manifests/editManifests.ts'
import { isOfKind } from '../manifests/findStorage.ts'
import { fromManifests } from '../manifests/fromManifests.ts'
import { manifestsToApply } from '../manifests/manifestsToApply.ts'
import { mergeManifests } from '../manifests/mergeManifests.ts'
import { readText } from '../manifests/readText.ts'
import { stringifyManifests } from '../manifests/stringifyManifests.ts'
import { readingAs } from '../context/context.ts'
import { normalizeValues } from '../values/normalizeValues.ts'
import type { DraftState, DraftText } from './state.ts'
import { setText } from './transitions.ts'

/** How manifests are written. */
export type ManifestFormat = 'yaml' | 'json'

/** The manifests of a draft as a text that can be edited. */
export interface ManifestText {
  text: string
  format: ManifestFormat
  /** What the text says; of one that is not readable, what the values say. */
  manifests: Manifest[]
  /** Whether the text can be read and holds one storage, so that the values follow it and it follows the values. */
  readable: boolean
  /** Whether a person edited it. */
  edited: boolean
}

interface Reading {
  manifests: Manifest[]
  readable: boolean
}

function read(text: string, context: Context): Reading {
  const { resource } = context
  const { manifests, parses } = readText(text)
  const found = manifests.map(({ manifest }) => manifest)
  return { manifests: found, readable: parses && found.filter((one) => isOfKind(resource, one)).length === 1 }
}

/** The edited text as YAML, with what was edited as JSON in it. */
function yamlOf({ yaml, json }: DraftText, context: Context): string {
  return json === undefined ? yaml : mergeManifests(yaml, read(json, context).manifests)
}

/**
 * The text that stands for a state of a draft: what a person edited, with the changes of the form in it, or what the form
 * alone comes to. A text that cannot be read stays as it is, in the format that it was edited in.
 */
export function manifestTextOf(state: DraftState, wanted: ManifestFormat, context: Context): ManifestText {
  const { text: kept, values } = state
  if (!kept) {
    const manifests = manifestsToApply(values, context)
    const text = stringifyManifests(manifests, wanted)
    return { text, format: wanted, manifests, readable: true, edited: false }
  }
  const last = kept.json ?? kept.yaml
  const lastFormat = kept.json === undefined ? 'yaml' : 'json'
  const reading = read(last, context)
  if (!reading.readable) {
    const manifests = manifestsToApply(values, context)
    return { text: last, format: lastFormat, manifests, readable: false, edited: true }
  }
  const current =
    wanted === lastFormat
      ? last
      : wanted === 'yaml'
        ? yamlOf(kept, context)
        : stringifyManifests(reading.manifests, 'json')
  const text = editManifests(current, values, context)
  const { manifests } = text === last ? reading : read(text, context)
  return { text, format: wanted, manifests, readable: true, edited: true }
}

/** Takes an edited text, as `DraftStore.editText` does. */
export function editText(
  state: DraftState,
  text: string,
  format: ManifestFormat,
  fixed: readonly string[],
  context: Context,
): { state: DraftState; readable: boolean } {
  const { manifests, readable } = read(text, context)
  const kept = fixed.map(fromPointer)
  const own = readable ? valuesIn(manifests, state, context) : undefined
  const values = own && kept.reduce((all, path) => setAt(all, path, getAt(state.values, path)), own)
  // What the form holds besides, such as an empty field, stays while the text says nothing else.
  const isSame = values && deepEqual(values, normalizeValues(state.values, context))
  const edited: DraftText = format === 'yaml' ? { yaml: text } : { yaml: yamlBefore(state, context), json: text }
  return { state: setText(state, edited, isSame ? state.values : values), readable }
}

/** What manifests say; of the variant that is selected, as far as that has a field for all that the others have. */
function valuesIn(manifests: Manifest[], { values }: DraftState, context: Context): BackupStorageValues {
  const plain = fromManifests(manifests, context)
  const own = readingAs(context, values.backend.provider)
  if (own === context) return plain.values
  const read = fromManifests(manifests, own)
  return read.unmapped.length > plain.unmapped.length ? plain.values : read.values
}

/** The YAML that the JSON was edited from. */
function yamlBefore(state: DraftState, context: Context): string {
  if (state.text?.json !== undefined) return state.text.yaml
  return manifestTextOf(state, 'yaml', context).text
}
