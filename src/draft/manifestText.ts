import type { BackupStorageValues } from '../generated/types.ts'
import { deepEqual } from '../base/json.ts'
import type { Manifest } from '../schema/manifest.ts'
import { editManifests } from '../manifests/editManifests.ts'
import { isOfKind } from '../manifests/findStorage.ts'
import { fromManifests } from '../manifests/fromManifests.ts'
import { manifestsToApply } from '../manifests/manifestsToApply.ts'
import { mergeManifests } from '../manifests/mergeManifests.ts'
import { readText } from '../manifests/readText.ts'
import { stringifyManifests } from '../manifests/stringifyManifests.ts'
import type { Options } from '../context/options.ts'
import { readingAs, resolveOptions } from '../context/options.ts'
import { normalizeValues } from '../values/normalizeValues.ts'
import type { DraftStore } from './createDraft.ts'
import type { DraftState, DraftText } from './state.ts'

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

function read(text: string, options: Options): Reading {
  const { resource } = resolveOptions(options)
  const { manifests, parses } = readText(text)
  const found = manifests.map(({ manifest }) => manifest)
  return { manifests: found, readable: parses && found.filter((one) => isOfKind(resource, one)).length === 1 }
}

/** The edited text as YAML, with what was edited as JSON in it. */
function yamlOf({ yaml, json }: DraftText, options: Options): string {
  return json === undefined ? yaml : mergeManifests(yaml, read(json, options).manifests)
}

/**
 * The text that stands for a state of a draft: what a person edited, with the changes of the form in it, or what the form
 * alone comes to. A text that cannot be read stays as it is, in the format that it was edited in.
 */
export function manifestTextOf(state: DraftState, wanted: ManifestFormat, options: Options): ManifestText {
  const { text: kept, values } = state
  if (!kept) {
    const manifests = manifestsToApply(values, options)
    const text = stringifyManifests(manifests, wanted)
    return { text, format: wanted, manifests, readable: true, edited: false }
  }
  const last = kept.json ?? kept.yaml
  const lastFormat = kept.json === undefined ? 'yaml' : 'json'
  const reading = read(last, options)
  if (!reading.readable) {
    const manifests = manifestsToApply(values, options)
    return { text: last, format: lastFormat, manifests, readable: false, edited: true }
  }
  const current =
    wanted === lastFormat
      ? last
      : wanted === 'yaml'
        ? yamlOf(kept, options)
        : stringifyManifests(reading.manifests, 'json')
  const text = editManifests(current, values, options)
  const { manifests } = text === last ? reading : read(text, options)
  return { text, format: wanted, manifests, readable: true, edited: true }
}

/**
 * Takes a text that a person edited into a draft: the values become what it says, as far as it can be read and holds one
 * storage; else they stay, and the text is kept beside them.
 *
 * @returns whether the values follow it
 */
export function editText(draft: DraftStore, format: ManifestFormat, text: string): boolean {
  const { options } = draft
  const state = draft.getState()
  const { manifests, readable } = read(text, options)
  const said = readable ? valuesIn(manifests, state, options) : undefined
  // What the form holds beside, such as an empty field, stays while the text says nothing else.
  const values = said && deepEqual(said, normalizeValues(state.values, options)) ? state.values : said
  if (format === 'yaml') draft.setText({ yaml: text }, values)
  else draft.setText({ yaml: yamlBefore(state, options), json: text }, values)
  return readable
}

/** What manifests say; of the variant that is selected, as far as that has a field for all that the others have. */
function valuesIn(manifests: Manifest[], { values }: DraftState, options: Options): BackupStorageValues {
  const plain = fromManifests(manifests, options)
  const own = readingAs(options, values.backend.provider)
  if (own === options) return plain.values
  const read = fromManifests(manifests, own)
  return read.unmapped.length > plain.unmapped.length ? plain.values : read.values
}

/** The YAML that the JSON was edited from. */
function yamlBefore(state: DraftState, options: Options): string {
  if (state.text?.json !== undefined) return state.text.yaml
  return manifestTextOf(state, 'yaml', options).text
}

/** Lets go of an edited text: what the form says is the manifest again. */
export function discardText(draft: DraftStore): void {
  draft.setText(undefined)
}
