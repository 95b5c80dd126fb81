import type { BackupStorageValues } from '../generated/types.ts'
import { deepEqual, isObject, member, textOf } from '../base/json.ts'
import type { Json } from '../base/json.ts'
import type { Manifest } from '../schema/manifest.ts'
import type { Context } from '../context/context.ts'
import { findProvider } from '../context/context.ts'
import { contextOf } from '../context/createContext.ts'
import type { Options } from '../context/options.ts'
import { getAt, setAt } from '../base/pointer.ts'
import type { Edit } from '../text/edit.ts'
import { editTrees } from '../text/applyEdits.ts'
import { locateEntry } from '../text/locate.ts'
import { markLength } from '../text/parseText.ts'
import { blockPath } from '../schema/layout.ts'
import { choicesOf, otherBranches } from '../values/branches.ts'
import { normalizeValues } from '../values/normalizeValues.ts'
import { encodeBase64 } from '../base/base64.ts'
import type { Change } from './changes.ts'
import { changesOf, toEdits } from './changes.ts'
import { findStorage, isOfKind } from './findStorage.ts'
import { fromManifests } from './fromManifests.ts'
import { itemRange } from './itemRange.ts'
import type { ReadText, TextManifest } from './readText.ts'
import { readText } from './readText.ts'
import { stringifyManifests } from './stringifyManifests.ts'
import { toManifests } from './toManifests.ts'

/** The limit of edit rounds: removing one stale part can reveal another. */
const maxRounds = 5

/** Returns a Secret with its keys under `data` also under `stringData`. */
function withData(secret: Manifest): Manifest {
  const data = member(secret, 'data')
  if (!isObject(data)) return secret
  const keys = Object.fromEntries(Object.keys(data).map((key) => [key, null]))
  return setAt(secret, ['stringData'], { ...keys, ...(member(secret, 'stringData') as object | undefined) })
}

/** Converts changes of `stringData` for a Secret that holds some values as base64 under `data`. */
function throughData(secret: Manifest, changes: Change[]): Change[] {
  const data = member(secret, 'data')
  const plain = member(secret, 'stringData')
  return changes.flatMap((change): Change[] => {
    const [root, key] = change.path
    if (root !== 'stringData') return [change]
    if (key === undefined) {
      const encoded = Object.keys(isObject(data) ? data : {}).map((one): Change => ({ path: ['data', one] }))
      return change.value === undefined ? [change, ...encoded] : [change]
    }
    if (getAt(data, [key]) === undefined) return [change]
    if (change.value === undefined)
      return [{ path: ['data', key] }, ...(getAt(plain, [key]) === undefined ? [] : [change])]
    if (getAt(plain, [key]) !== undefined || typeof change.value !== 'string') return [change]
    return [{ path: ['data', key], value: encodeBase64(change.value) }]
  })
}

/** Returns whether the text is one JSON document, which no other document can follow. */
function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** Returns a JSON text as a `v1` List, with a manifest added before its own. */
function wrapInList(text: string, present: Json, added: Manifest): string {
  const list = (items: Json[]): Json => ({ apiVersion: 'v1', kind: 'List', items })
  if (text.trim() === JSON.stringify(present, null, 2)) {
    const whole = JSON.stringify(list([added, present]), null, 2)
    return text.replace(text.trim(), () => whole)
  }
  const mark = '@'
  const frame = JSON.stringify(list([added, mark]), null, 2)
  const at = frame.lastIndexOf(JSON.stringify(mark))
  return frame.slice(0, at) + text.trim() + frame.slice(at + JSON.stringify(mark).length) + '\n'
}

function sameObject(one: Manifest, name: unknown, namespace: unknown): boolean {
  const same = getAt(one, ['metadata', 'name']) === name
  return one.kind === 'Secret' && same && (getAt(one, ['metadata', 'namespace']) ?? '') === namespace
}

/** Edits the text once, so that it holds the values `after` instead of `before`. */
function editOnce(read: ReadText, before: BackupStorageValues, after: BackupStorageValues, context: Context): ReadText {
  const manifests = read.manifests.map(({ manifest }) => manifest)
  const locateIn = (manifest: object | undefined): TextManifest | undefined =>
    read.manifests.find((one) => one.manifest === manifest)
  const found = findStorage(manifests, context)
  const storage = locateIn(found?.storage)
  if (!found || !storage) return read

  const old = toManifests(before, context)
  const wanted = toManifests(after, context)
  const storageOf = (list: Manifest[]): Manifest | undefined => list.find((one) => isOfKind(context.resource, one))
  const secretOf = (list: Manifest[]): Manifest | undefined => list.find((one) => !isOfKind(context.resource, one))
  const edits: Edit[] = []
  let kept = storage.manifest
  if (before.backend.provider !== after.backend.provider) {
    const [block = [], next] = [before, after].map(({ backend }) =>
      blockPath(context.layoutOf(findProvider(context, backend.provider))),
    )
    if (block.length > 0 && !deepEqual(block, next)) {
      edits.push(...toEdits(storage, [{ path: block }]))
      kept = setAt(kept, block, undefined)
    }
  }
  for (const [pointer, branches] of choicesOf(found.layout)) {
    // A branch selected in the form replaces one that the form doesn't know.
    const chosen = (of: BackupStorageValues): boolean => branches.some(({ path }) => getAt(of, path) !== undefined)
    if (chosen(before) || !chosen(after)) continue
    for (const path of otherBranches(found.layout, pointer, kept)) {
      edits.push(...toEdits(storage, [{ path }]))
      kept = setAt(kept, path, undefined)
    }
  }
  const wantedStorage = storageOf(wanted)
  if (wantedStorage) edits.push(...toEdits(storage, changesOf(kept, storageOf(old), wantedStorage)))

  const secret = secretOf(wanted)
  const namespace = getAt(secret, ['metadata', 'namespace']) ?? ''
  const present = locateIn(found.secret)
  const other =
    secret &&
    read.manifests.find(({ manifest }) => sameObject(manifest, getAt(secret, ['metadata', 'name']), namespace))
  const target = present ?? other
  if (secret && target) {
    const changes = changesOf(withData(target.manifest), present ? secretOf(old) : undefined, secret)
    edits.push(...toEdits(target, throughData(target.manifest, changes)))
  } else if (secret && storage.path.length > 0) {
    const list = storage.path.slice(0, -1)
    const items = getAt(read.documents[storage.document]?.value, list)
    const end = Array.isArray(items) ? items.length : 0
    edits.push({ type: 'set', document: storage.document, path: [...list, end], value: secret })
  } else if (secret && isJson(read.text)) {
    const edited = withEdits(read, edits, context)
    return readText(wrapInList(edited.text, edited.documents[0]?.value ?? null, secret), context)
  } else if (secret) {
    edits.push({ type: 'insertDocument', document: storage.document, value: secret })
  } else if (present && present.path.length > 0) {
    return withoutItem(withEdits(read, edits, context), present, context)
  } else if (present) {
    edits.push({ type: 'removeDocument', document: present.document })
  }
  return withEdits(read, edits, context)
}

function withEdits({ text, trees }: ReadText, edits: readonly Edit[], context: Context): ReadText {
  const edited = editTrees(trees, edits)
  return readText(text.slice(0, markLength(text)) + edited.text, context, edited)
}

/** Returns the text without an item of a List and its comments. */
function withoutItem(read: ReadText, { document, path }: TextManifest, context: Context): ReadText {
  const { text, trees, documents } = read
  const deleted = withEdits(read, [{ type: 'delete', document, path }], context)
  const root = trees.trees[document]?.root
  const entry = root && locateEntry(root, path)
  const range = entry && itemRange(trees.text, entry)
  if (!range) return deleted
  const mark = text.slice(0, markLength(text))
  const cut = readText(mark + trees.text.slice(0, range.from) + trees.text.slice(range.to), context)
  const isSame =
    cut.documents.length === documents.length &&
    deepEqual(cut.documents[document]?.value, deleted.documents[document]?.value)
  return cut.parses && isSame ? cut : deleted
}

/** Returns whether both yield the same manifests, as a variant may read back as its base. */
function saySame(one: BackupStorageValues, other: BackupStorageValues, context: Context): boolean {
  if (one.backend.provider === other.backend.provider) return deepEqual(one, other)
  return deepEqual(toManifests(one, context), toManifests(other, context))
}

/**
 * Returns the text with the values in it: only differing parts change, the rest stays byte for byte. Empty text becomes
 * the output of `toManifests` as YAML. Text that can't be parsed, doesn't hold exactly one storage, or can't hold values of a
 * wrong type, is returned unchanged. The Secret is added or removed with the source of the credentials.
 */
export function editManifests(given: string, values: BackupStorageValues, options: Options = {}): string {
  const context = contextOf(options)
  const text = textOf(given)
  if (text.trim() === '') return stringifyManifests(toManifests(values, context), 'yaml')
  return editRead(readText(text, context), values, context).text
}

/** Edits a text that is already read, as `editManifests` does. */
export function editRead(text: ReadText, values: BackupStorageValues, context: Context): ReadText {
  const wanted = normalizeValues(values, context)
  let edited = text
  for (let round = 0; round < maxRounds; round++) {
    const manifests = edited.manifests.map(({ manifest }) => manifest)
    const storages = manifests.filter((one) => isOfKind(context.resource, one))
    if (!edited.parses || storages.length !== 1) return edited
    const present = fromManifests(manifests, context).values
    if (saySame(present, wanted, context)) return edited
    try {
      edited = editOnce(edited, present, wanted, context)
    } catch {
      return text // values of a wrong type can be nested too deeply for a text; the checks report them
    }
  }
  return edited
}
