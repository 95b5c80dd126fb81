import type { BackupStorageValues } from '../generated/types.ts'
import { deepEqual, isObject, member } from '../base/json.ts'
import type { Json } from '../base/json.ts'
import type { Manifest } from '../schema/manifest.ts'
import type { Context } from '../context/context.ts'
import { findProvider } from '../context/context.ts'
import { contextOf } from '../context/createContext.ts'
import type { Options } from '../context/options.ts'
import { getAt, setAt } from '../base/pointer.ts'
import type { Edit } from '../text/edit.ts'
import { editTrees } from '../text/applyEdits.ts'
import { markLength } from '../text/parseText.ts'
import { blockPath } from '../schema/layout.ts'
import { choicesOf, otherBranches } from '../values/branches.ts'
import { normalizeValues } from '../values/normalizeValues.ts'
import { encodeBase64 } from '../base/base64.ts'
import type { Change } from './changes.ts'
import { changesOf, toEdits } from './changes.ts'
import { findStorage, isOfKind } from './findStorage.ts'
import { fromManifests } from './fromManifests.ts'
import type { ReadText, TextManifest } from './readText.ts'
import { readText } from './readText.ts'
import { stringifyManifests } from './stringifyManifests.ts'
import { toManifests } from './toManifests.ts'

/** How often the text may be compared with the values again: taking one stale part away can bring another to light. */
const maxRounds = 5

/** A Secret as if its keys under `data` stood under `stringData`. */
function withData(secret: Manifest): Manifest {
  const data = member(secret, 'data')
  if (!isObject(data)) return secret
  const keys = Object.fromEntries(Object.keys(data).map((key) => [key, null]))
  return setAt(secret, ['stringData'], { ...keys, ...(member(secret, 'stringData') as object | undefined) })
}

/** The same changes for a Secret that holds some of its values as base64 under `data`. */
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

/** Whether the text is one JSON document, which cannot be followed by another. */
function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** A JSON text with a manifest put before the one that it holds, as a `v1` List. */
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

/** One round: the text with the differences between what it says and what is wanted taken out. */
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
    // One choice that the form does not know gives way to one that was made in the form.
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
    const items = member(read.documents[storage.document]?.value, 'items')
    const end = Array.isArray(items) ? items.length : 0
    edits.push({ type: 'set', document: storage.document, path: ['items', end], value: secret })
  } else if (secret && isJson(read.text)) {
    const edited = withEdits(read, edits, context)
    return readText(wrapInList(edited.text, edited.documents[0]?.value ?? null, secret), context)
  } else if (secret) {
    edits.push({ type: 'insertDocument', document: storage.document, value: secret })
  } else if (present && present.path.length > 0) {
    edits.push({ type: 'delete', document: present.document, path: present.path })
  } else if (present) {
    edits.push({ type: 'removeDocument', document: present.document })
  }
  return withEdits(read, edits, context)
}

function withEdits({ text, trees }: ReadText, edits: readonly Edit[], context: Context): ReadText {
  const edited = editTrees(trees, edits)
  return readText(text.slice(0, markLength(text)) + edited.text, context, edited)
}

/** Whether both come to the same manifests: those of a variant read back as its base. */
function saySame(one: BackupStorageValues, other: BackupStorageValues, context: Context): boolean {
  if (one.backend.provider === other.backend.provider) return deepEqual(one, other)
  return deepEqual(toManifests(one, context), toManifests(other, context))
}

/**
 * The same text with the values in it: only the places that differ are replaced, everything else stays byte for byte.
 * Empty text becomes the whole output of `toManifests` as YAML. Text that does not parse, and text that does not hold
 * exactly one storage, comes back unchanged. The Secret's document comes and goes with the source of the credentials.
 */
export function editManifests(text: string, values: BackupStorageValues, options: Options = {}): string {
  const context = contextOf(options)
  if (text.trim() === '') return stringifyManifests(toManifests(values, context), 'yaml')
  return editRead(readText(text, context), values, context).text
}

/** Edits a text that was read before, as `editManifests` does. */
export function editRead(text: ReadText, values: BackupStorageValues, context: Context): ReadText {
  const wanted = normalizeValues(values, context)
  let edited = text
  for (let round = 0; round < maxRounds; round++) {
    const manifests = edited.manifests.map(({ manifest }) => manifest)
    const storages = manifests.filter((one) => isOfKind(context.resource, one))
    if (!edited.parses || storages.length !== 1) return edited
    const present = fromManifests(manifests, context).values
    if (saySame(present, wanted, context)) return edited
    edited = editOnce(edited, present, wanted, context)
  }
  return edited
}
