import type { BackupStorageValues } from '../generated/types.ts'
import { deepEqual, isObject } from '../base/json.ts'
import type { Manifest } from '../schema/manifest.ts'
import { isOfKind } from '../manifests/findStorage.ts'
import { withoutStatus } from '../manifests/manifestsToApply.ts'
import { mergeManifests } from '../manifests/mergeManifests.ts'
import { fieldPathOf } from '../manifests/places.ts'
import { readText } from '../manifests/readText.ts'
import { valuesOfObject } from '../manifests/readValues.ts'
import { serverFields } from '../manifests/serverFields.ts'
import { stringifyManifests } from '../manifests/stringifyManifests.ts'
import { withoutServerFields } from '../manifests/withoutServerFields.ts'
import { differences, mergeThree } from '../base/merge.ts'
import { findProvider, readingAs, resolveOptions } from '../context/options.ts'
import type { Path } from '../base/pointer.ts'
import { dotted, fromPointer, getAt, setAt, toPointer } from '../base/pointer.ts'
import { layoutOf } from '../schema/resource.ts'
import type { Layout } from '../schema/layout.ts'
import { mask } from '../manifests/maskText.ts'
import { schemaAt } from '../schema/schemaAt.ts'
import { normalizeValues } from '../values/normalizeValues.ts'
import { rebaseValues } from '../values/rebaseValues.ts'
import type { DraftStore } from './createDraft.ts'
import type { DraftText, Snapshot } from './state.ts'

/** A value of a field, with what the field is called. Secrets are masked; undefined stands for what is not there. */
export interface NamedValue {
  title: string
  value: unknown
}

/** What the cluster has changed since the object was read. */
export interface LiveChange {
  /** The title of the field; the dotted path of what has none. */
  title: string
  before: unknown
  after: unknown
}

/** Something that was changed in the draft and in the cluster, each to something else. */
export interface LiveConflict {
  /** What `rebaseDraft` knows it by. */
  key: string
  title: string
  /** It may be several fields that belong together, such as those of a provider. */
  mine: readonly NamedValue[]
  theirs: readonly NamedValue[]
}

/** What a draft and the live object of now come to. */
export interface LiveComparison {
  changes: readonly LiveChange[]
  conflicts: readonly LiveConflict[]
}

function titleOf({ schema }: Layout, path: readonly string[]): string | undefined {
  for (let end = path.length; end > 0; end--) {
    const title = schemaAt(schema, path.slice(0, end))?.title
    if (title !== undefined) return [title, ...path.slice(end)].join(' › ')
  }
  return undefined
}

/** The fields that a value stands for, each by its title. */
function named(value: unknown, path: readonly string[], layout: Layout): NamedValue[] {
  if (isObject(value) && Object.keys(value).length > 0) {
    return Object.entries(value).flatMap(([key, entry]) => named(entry, [...path, key], layout))
  }
  const isSecret =
    schemaAt(layout.schema, path)?.writeOnly === true ||
    layout.fields.some((one) => one.place.document === 'secret' && deepEqual(one.path, path))
  return [{ title: titleOf(layout, path) ?? dotted(path), value: isSecret && value !== undefined ? mask : value }]
}

/** Everything that a rebase of one draft needs to know. */
function contextOf(draft: DraftStore, live: Manifest, taken: ReadonlySet<string>) {
  const options = readingAs(draft.options, draft.getState().values.backend.provider)
  const resolved = resolveOptions(options)
  const editing = options.editing as Manifest
  const base = valuesOfObject(editing, options) ?? draft.getState().start
  const theirs = valuesOfObject(live, options) ?? base
  const layoutFor = (values: BackupStorageValues): Layout =>
    layoutOf(resolved.resource, findProvider(resolved, values.backend.provider))
  return { options, resolved, editing, live, base, theirs, layoutFor, taken }
}
type Context = ReturnType<typeof contextOf>

function rebasedValues(values: BackupStorageValues, context: Context): BackupStorageValues {
  const { base, theirs, options, taken } = context
  const { values: merged } = rebaseValues(base, values, theirs, options, taken)
  // What the form holds beside, such as an empty field, stays while nothing else is said.
  return deepEqual(merged, normalizeValues(values, options)) ? values : merged
}

/** A manifest with the members at some places as another one has them. */
function withPlacesOf(manifest: Manifest, other: Manifest, places: readonly Path[]): Manifest {
  let result = manifest
  for (const path of places) {
    const value = getAt(other, path)
    if (!deepEqual(getAt(result, path), value)) result = setAt(result, path, value)
  }
  return result
}

/**
 * The storage of a text with what is new in the cluster and the form does not know: fields of the form are as the text has
 * them, as they follow from the values.
 */
function rebasedStorage(storage: Manifest, context: Context, onConflict: (one: LiveConflict) => void): Manifest {
  const { editing, live, base, layoutFor, taken } = context
  const fields = layoutFor(base).fields.flatMap(({ place, branch }) =>
    place.document === 'resource' && !branch ? [place.path] : [],
  )
  const theirs = withPlacesOf(withoutStatus(live), storage, fields)
  const mine = withPlacesOf(storage, theirs, serverFields)
  return mergeThree(withoutStatus(editing), mine, theirs, {
    isWhole: () => false,
    resolve(path, one, other) {
      const key = `#${toPointer(path)}`
      const title = dotted(path)
      onConflict({ key, title, mine: [{ title, value: one }], theirs: [{ title, value: other }] })
      return taken.has(key) ? other : one
    },
  }) as Manifest
}

function readStorage(text: string, { resolved }: Context): { manifests: Manifest[]; storage: Manifest } | undefined {
  const { manifests: read, parses } = readText(text)
  const manifests = read.map(({ manifest }) => manifest)
  const [storage, another] = manifests.filter((one) => isOfKind(resolved.resource, one))
  return parses && storage && !another ? { manifests, storage } : undefined
}

function rebasedText(text: string, format: 'yaml' | 'json', context: Context): string {
  const read = readStorage(text, context)
  if (!read) return text
  const { manifests, storage } = read
  const wanted = manifests.map((one) => (one === storage ? rebasedStorage(storage, context, () => {}) : one))
  const merged = mergeManifests(text, wanted)
  // A text that could not be changed bit by bit comes back as YAML.
  const isAnew = format === 'json' && /^\s*[[{]/.test(text) && !/^\s*[[{]/.test(merged)
  return isAnew ? stringifyManifests(wanted, 'json') : merged
}

/** What `make` gives, once for each subject, so that what was the same stays the same. */
function once<T extends object, R>(make: (subject: T) => R): (subject: T) => R {
  const made = new Map<T, R>()
  return (subject) => {
    if (!made.has(subject)) made.set(subject, make(subject))
    return made.get(subject) as R
  }
}

/**
 * Compares the object that a draft edits with what it is in the cluster now: what was changed there, and what of it the
 * draft changes too. What the server alone writes does not count.
 */
export function compareWithLive(draft: DraftStore, live: Manifest): LiveComparison {
  const context = contextOf(draft, live, new Set())
  const { editing, base, theirs, layoutFor, options } = context
  const { values, text } = draft.getState()
  const layout = layoutFor(theirs)
  const changes = differences(withoutServerFields(editing), withoutServerFields(live)).map(
    ({ path, before, after }) => {
      const own = fieldPathOf(layout, 'resource', path)
      const show = (value: unknown): unknown => (own ? (named(value, own, layout)[0]?.value ?? value) : value)
      return { title: (own && titleOf(layout, own)) ?? dotted(path), before: show(before), after: show(after) }
    },
  )
  const conflicts = rebaseValues(base, values, theirs, options).conflicts.map(({ pointer, ...sides }): LiveConflict => {
    const path = fromPointer(pointer)
    return {
      key: pointer,
      title: titleOf(layout, path) ?? dotted(path),
      mine: named(sides.mine, path, layoutFor(values)),
      theirs: named(sides.theirs, path, layout),
    }
  })
  const read = text && readStorage(text.json ?? text.yaml, context)
  if (read) rebasedStorage(read.storage, context, (one) => conflicts.push(one))
  return { changes, conflicts }
}

/**
 * Puts what a draft changes on top of the live object as it is now. That is what the draft edits from then on, and what it
 * is compared with. Where both changed the same, the draft's own value stays. A text that was edited gets what is new too,
 * and so do the steps that can be undone.
 *
 * @param taken - the keys of the conflicts where the value of the cluster is wanted
 * @returns whether it was done: not while the edited text cannot be read
 */
export function rebaseDraft(draft: DraftStore, live: Manifest, taken: readonly string[] = []): boolean {
  const context = contextOf(draft, live, new Set(taken))
  const state = draft.getState()
  if (state.text && !readStorage(state.text.json ?? state.text.yaml, context)) return false
  const valuesFor = once((values: BackupStorageValues) => rebasedValues(values, context))
  const textFor = once(({ yaml, json }: DraftText): DraftText => ({
    yaml: rebasedText(yaml, 'yaml', context),
    ...(json === undefined ? {} : { json: rebasedText(json, 'json', context) }),
  }))
  const rebased = <T extends Pick<Snapshot, 'values' | 'text'>>(one: T): T => ({
    ...one,
    values: valuesFor(one.values),
    text: one.text && textFor(one.text),
  })
  draft.rebase(live, {
    ...rebased(state),
    start: valuesFor(state.start),
    startText: state.startText && textFor(state.startText),
    past: state.past.map(rebased),
    future: state.future.map(rebased),
    typing: '',
    filled: undefined,
    offer: undefined,
  })
  return true
}
