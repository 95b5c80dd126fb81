import type { BackupStorageValues } from '../generated/types.ts'
import { deepEqual, isObject } from '../base/json.ts'
import { memoize } from '../base/memoize.ts'
import type { Manifest } from '../schema/manifest.ts'
import { isOfKind } from '../manifests/findStorage.ts'
import { withoutStatus } from '../manifests/manifestsToApply.ts'
import { mergeManifests } from '../manifests/mergeManifests.ts'
import { fieldPathOf } from '../manifests/manifestPaths.ts'
import { readText } from '../manifests/readText.ts'
import { valuesOfObject } from '../manifests/readValues.ts'
import { serverFields } from '../manifests/serverFields.ts'
import { stringifyManifests } from '../manifests/stringifyManifests.ts'
import { withoutServerFields } from '../manifests/withoutServerFields.ts'
import { differences, mergeThree } from '../base/merge.ts'
import type { Context } from '../context/context.ts'
import { layoutFor, readingAs } from '../context/context.ts'
import type { Path } from '../base/pointer.ts'
import { dotted, fromPointer, getAt, setAt, toPointer } from '../base/pointer.ts'
import type { Layout } from '../schema/layout.ts'
import { mask } from '../manifests/maskText.ts'
import { schemaAt } from '../schema/schemaAt.ts'
import { normalizeValues } from '../values/normalizeValues.ts'
import { rebaseValues } from '../values/rebaseValues.ts'
import type { DraftState, DraftText, Snapshot } from './state.ts'

/** The title and value of a field. Secrets are masked; a missing value is undefined. */
export interface NamedValue {
  title: string
  value: unknown
}

/** A change in the cluster since the object was read. */
export interface LiveChange {
  /** The title of the field, or else its dotted path. */
  title: string
  before: unknown
  after: unknown
}

/** A value that the draft and the cluster changed differently. */
export interface LiveConflict {
  /** Its key for `rebase`. */
  key: string
  title: string
  /** Several fields if they belong together, such as those of a provider. */
  mine: readonly NamedValue[]
  theirs: readonly NamedValue[]
}

/** The differences between a draft and the live object. */
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

/** Returns the fields in a value, each with its title. */
function named(value: unknown, path: readonly string[], layout: Layout): NamedValue[] {
  if (isObject(value) && Object.keys(value).length > 0) {
    return Object.entries(value).flatMap(([key, entry]) => named(entry, [...path, key], layout))
  }
  const isSecret =
    schemaAt(layout.schema, path)?.writeOnly === true ||
    layout.fields.some((one) => one.target.document === 'secret' && deepEqual(one.path, path))
  return [{ title: titleOf(layout, path) ?? dotted(path), value: isSecret && value !== undefined ? mask : value }]
}

/** The input of a rebase. */
interface Rebase {
  context: Context
  editing: Manifest
  live: Manifest
  /** The values of the object as it was read, and as it is now. */
  base: BackupStorageValues
  theirs: BackupStorageValues
  taken: ReadonlySet<string>
}

function rebaseOf(state: DraftState, live: Manifest, draftContext: Context, taken: ReadonlySet<string>): Rebase {
  const context = readingAs(draftContext, state.values.backend.provider)
  // Without an edited object, the draft is compared with the live object as if it had been read from it.
  const editing = (context.editing ?? live) as Manifest
  const base = valuesOfObject(editing, context) ?? state.start
  return { context, editing, live, base, theirs: valuesOfObject(live, context) ?? base, taken }
}

function rebasedValues(values: BackupStorageValues, { base, theirs, context, taken }: Rebase): BackupStorageValues {
  const { values: merged } = rebaseValues(base, values, theirs, context, taken)
  // Keep values that normalizing removes, such as an empty field, if the rest is the same.
  return deepEqual(merged, normalizeValues(values, context)) ? values : merged
}

/** Returns a manifest with the values of another one at some paths. */
function withPathsOf(manifest: Manifest, other: Manifest, paths: readonly Path[]): Manifest {
  let result = manifest
  for (const path of paths) {
    const value = getAt(other, path)
    if (deepEqual(getAt(result, path), value)) continue
    result = setAt(result, path, value)
    if (value === undefined) result = withoutEmpty(result, other, path.slice(0, -1))
  }
  return result
}

/** Removes the objects at a path and around it that are empty, as far as another manifest doesn't have them. */
function withoutEmpty(manifest: Manifest, other: Manifest, path: Path): Manifest {
  const value = getAt(manifest, path)
  const isEmpty = path.length > 0 && isObject(value) && Object.keys(value).length === 0
  if (!isEmpty || getAt(other, path) !== undefined) return manifest
  return withoutEmpty(setAt(manifest, path, undefined), other, path.slice(0, -1))
}

/**
 * Merges the cluster's changes to fields outside the form into the storage of a text. Fields of the form stay as they
 * are in the text, and follow from the values.
 */
function rebasedStorage(storage: Manifest, rebase: Rebase, onConflict: (one: LiveConflict) => void): Manifest {
  const { editing, live, base, context, taken } = rebase
  const fields = layoutFor(context, base).fields.flatMap(({ target, branch }) =>
    target.document === 'resource' && !branch ? [target.path] : [],
  )
  const theirs = withPathsOf(withoutStatus(live), storage, fields)
  const mine = withPathsOf(storage, theirs, serverFields)
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

function readStorage(text: string, { context }: Rebase): { manifests: Manifest[]; storage: Manifest } | undefined {
  const { manifests: read, parses } = readText(text)
  const manifests = read.map(({ manifest }) => manifest)
  const [storage, another] = manifests.filter((one) => isOfKind(context.resource, one))
  return parses && storage && !another ? { manifests, storage } : undefined
}

function rebasedText(text: string, format: 'yaml' | 'json', rebase: Rebase): string {
  const read = readStorage(text, rebase)
  if (!read) return text
  const { manifests, storage } = read
  const wanted = manifests.map((one) => (one === storage ? rebasedStorage(storage, rebase, () => {}) : one))
  const merged = mergeManifests(text, wanted)
  // A text that couldn't be edited comes back as YAML.
  const isAnew = format === 'json' && /^\s*[[{]/.test(text) && !/^\s*[[{]/.test(merged)
  return isAnew ? stringifyManifests(wanted, 'json') : merged
}

/** Compares the object that a draft edits with its live version, except for fields that only the server writes. */
export function compareWithLive(state: DraftState, live: Manifest, draftContext: Context): LiveComparison {
  const rebase = rebaseOf(state, live, draftContext, new Set())
  const { editing, base, theirs, context } = rebase
  const { values, text } = state
  const layout = layoutFor(context, theirs)
  const changes = differences(withoutServerFields(editing), withoutServerFields(live)).map(
    ({ path, before, after }) => {
      const own = fieldPathOf(layout, 'resource', path)
      const show = (value: unknown): unknown => (own ? (named(value, own, layout)[0]?.value ?? value) : value)
      return { title: (own && titleOf(layout, own)) ?? dotted(path), before: show(before), after: show(after) }
    },
  )
  const conflicts = rebaseValues(base, values, theirs, context).conflicts.map(({ pointer, ...sides }): LiveConflict => {
    const path = fromPointer(pointer)
    return {
      key: pointer,
      title: titleOf(layout, path) ?? dotted(path),
      mine: named(sides.mine, path, layoutFor(context, values)),
      theirs: named(sides.theirs, path, layout),
    }
  })
  const read = text && readStorage(text.json ?? text.yaml, rebase)
  if (read) rebasedStorage(read.storage, rebase, (one) => conflicts.push(one))
  return { changes, conflicts }
}

/**
 * Applies the changes of a draft to the live object, including its edited text and its history. In a conflict, the
 * draft's value stays.
 *
 * @param taken - the keys of the conflicts in which the cluster's value wins instead
 * @returns undefined if the edited text can't be read
 */
export function rebase(
  state: DraftState,
  live: Manifest,
  taken: readonly string[],
  context: Context,
): DraftState | undefined {
  const given = rebaseOf(state, live, context, new Set(taken))
  if (state.text && !readStorage(state.text.json ?? state.text.yaml, given)) return undefined
  // Identical objects stay identical.
  const valuesFor = memoize((values: BackupStorageValues) => rebasedValues(values, given))
  const textFor = memoize(({ yaml, json }: DraftText): DraftText => ({
    yaml: rebasedText(yaml, 'yaml', given),
    ...(json === undefined ? {} : { json: rebasedText(json, 'json', given) }),
  }))
  const rebased = <T extends Pick<Snapshot, 'values' | 'text'>>(one: T): T => ({
    ...one,
    values: valuesFor(one.values),
    text: one.text && textFor(one.text),
  })
  return {
    ...rebased(state),
    start: valuesFor(state.start),
    startText: state.startText && textFor(state.startText),
    past: state.past.map(rebased),
    future: state.future.map(rebased),
    typing: '',
    filled: undefined,
    offer: undefined,
  }
}
