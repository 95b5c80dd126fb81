import type { Context } from '../context/context.ts'
import type { Json } from '../base/json.ts'
import { decodedText } from '../base/base64.ts'
import { deepEqual } from '../base/json.ts'
import type { BackupStorageValues } from '../generated/types.ts'
import { findProvider } from '../context/context.ts'
import type { Path } from '../base/pointer.ts'
import { fromPointer, getAt, setAt, toPointer } from '../base/pointer.ts'
import type { Provider } from '../schema/provider.ts'
import type { Schema } from '../schema/language.ts'
import type { Vendors } from '../schema/vendors.ts'
import { schemaAt } from '../schema/schemaAt.ts'
import { fillDerived, matchGroups } from '../values/derive.ts'
import { longestMatched } from '../schema/limits.ts'
import { derivedEndpoint } from '../validation/vendors.ts'
import { record } from './history.ts'
import type { DraftState, Fill } from './state.ts'
import { selectProvider, selectSource, setField } from './transitions.ts'

interface ReadPaste {
  /** The rule's name for the text. */
  title: string
  /** JSON Pointers to the fields to fill, with their values. */
  entries: [string, Json][]
}

/** Returns whether a field, by its JSON Pointer, must not be filled. */
export type IsFixed = (pointer: string) => boolean

const sourceField = '/backend/credentials/source'

/** Converts a matched string to the type of the field; undefined if it doesn't fit. */
function asTyped(schema: Schema | undefined, text: string): Json | undefined {
  if (schema?.type === 'boolean') return text === 'true' ? true : text === 'false' ? false : undefined
  if (schema?.type !== 'integer' && schema?.type !== 'number') return text
  const number = Number(text)
  return Number.isFinite(number) ? number : undefined
}

/** Returns the user names and passwords in the URLs of a text, as they are before the `@`. */
function userInfosIn(text: string): string[] {
  const found = text.matchAll(/:\/\/([^\s/:@?#]*:([^\s@]+)|[^\s/:@?#]+)@/g)
  return [...found].flatMap(([, info = '', password]) => [`${info}@`, ...(password === undefined ? [] : [password])])
}

/** Returns a matched part of a text without its escapes: in double quotes, or of the URL if the text is one. */
function unescaped(matched: string, text: string): string {
  try {
    if (matched.includes('\\') && text.includes(`"${matched}"`)) return String(JSON.parse(`"${matched}"`))
    const isUrl = /https?:\/\//.test(text) && !/\s/.test(text)
    const decoded = isUrl ? decodeURIComponent(matched) : matched
    return /\p{Cc}/u.test(decoded) ? matched : decoded
  } catch {
    return matched
  }
}

/** Reads a pasted text by a provider's rules; undefined if none of them matches. */
function readPaste(provider: Provider, pasted: string, isFixed: IsFixed): ReadPaste | undefined {
  if (pasted.length > longestMatched) return undefined
  // Comments may hold old values.
  const all = `\n${pasted}`.replaceAll(/\n[ \t]*[#;].*/g, '').trim()
  // In an INI file, each section is about a storage of its own.
  for (const text of all.split(/\n(?=\[)/)) {
    const userInfos = userInfosIn(text)
    for (const { title, pattern, decode, fill } of provider.schema['x-paste'] ?? []) {
      if (!new RegExp(pattern, 'u').test(text)) continue
      const entries = Object.entries(fill).flatMap(([pointer, of]): [string, Json][] => {
        const matched = matchGroups(of, text)
        const read = matched !== undefined && decode ? decodedText(matched) : matched
        if (read === undefined || isFixed(pointer)) return []
        const schema = schemaAt(provider.schema, fromPointer(pointer).slice(1))
        // A password only goes to a field that hides it.
        const isLeak = !schema?.writeOnly && [...userInfos, ...userInfosIn(read)].some((info) => read.includes(info))
        const value = isLeak ? undefined : asTyped(schema, decode ? read : unescaped(read, text))
        return value === undefined ? [] : [[pointer, value]]
      })
      if (entries.length > 0) return { title, entries }
    }
  }
  return undefined
}

/** Returns the fields in which two values differ, with the first one's content. */
function changedIn(pointers: readonly string[], before: unknown, after: unknown): Fill['before'] {
  return [...new Set(pointers)].flatMap((pointer) => {
    const path = fromPointer(pointer)
    const value = getAt(before, path)
    return deepEqual(value, getAt(after, path)) ? [] : [[pointer, value] as const]
  })
}

/** Reads a text by the rules of the selected provider. */
function readFor(state: DraftState, text: string, context: Context, isFixed: IsFixed): ReadPaste | undefined {
  const { provider: name, credentials } = state.values.backend
  const provider = findProvider(context, name)
  const isKept = credentials.source !== 'new' && isFixed(sourceField)
  const kept = isKept ? context.layoutOf(provider).secretFields.map(({ path }) => toPointer(path)) : []
  return provider && readPaste(provider, text, (pointer) => isFixed(pointer) || kept.includes(pointer))
}

/** Returns the unset endpoint that the operator derives from the region, if the access key is one of that vendor. */
function knownEndpoint(values: BackupStorageValues, vendors: Vendors, isFixed: IsFixed): [string, string] | undefined {
  const { endpoint } = vendors.table.fields
  if (isFixed(endpoint) || (getAt(values, fromPointer(endpoint)) ?? '') !== '') return undefined
  const derived = derivedEndpoint(values, vendors, true)
  return derived === undefined ? undefined : [endpoint, derived]
}

/** Fills the fields as one step, to which selecting the provider of `state` belongs. */
function fillFrom(
  before: DraftState,
  state: DraftState,
  read: ReadPaste,
  at: string,
  context: Context,
  isFixed: IsFixed,
): DraftState {
  const provider = findProvider(context, state.values.backend.provider)
  const layout = context.layoutOf(provider)
  const inSecret = new Set(layout.secretFields.map(({ path }) => toPointer(path)))
  const next = read.entries.some(([pointer]) => inSecret.has(pointer)) ? selectSource(state, 'new', context) : state
  let { values } = next
  for (const [pointer, value] of read.entries) values = setAt(values, fromPointer(pointer), value)
  const known = provider?.vendors && knownEndpoint(values, provider.vendors, isFixed)
  if (known) values = setAt(values, fromPointer(known[0]), known[1])
  const pointers = [...read.entries, ...(known ? [known] : [])].map(([pointer]) => pointer)
  const derived = fillDerived(next.values, values, layout, provider?.vendors, isFixed)
  const changed = [
    ...changedIn(['/backend/provider'], before.values, state.values),
    ...changedIn([sourceField], state.values, next.values),
    ...changedIn([...pointers, ...derived.filled], next.values, derived.values),
  ]
  if (changed.length === 0) return before
  const filled = { at, title: read.title, fields: changed.map(([pointer]) => pointer), before: changed }
  return record(before, { ...next, values: derived.values, filled, offer: undefined }, at)
}

/**
 * Handles a text pasted into a field of the backend. If a rule of the selected provider matches, fills its fields; if a
 * rule of another provider does, offers that provider. Otherwise, or if the text would change nothing or fill only this
 * field as it is, returns the state unchanged.
 */
export function paste(
  state: DraftState,
  path: Path,
  text: string,
  context: Context,
  isFixed: IsFixed = () => false,
): DraftState {
  const at = toPointer(path)
  if (path[0] !== 'backend') return state
  const read = readFor(state, text, context, isFixed)
  if (read) {
    const [only, ...others] = read.entries
    const isPlain = others.length === 0 && only?.[0] === at && String(only[1]).trim() === text.trim()
    return isPlain ? state : fillFrom(state, state, read, at, context, isFixed)
  }
  for (const provider of isFixed('/backend/provider') ? [] : context.providers) {
    const other = provider.name === state.values.backend.provider ? undefined : readPaste(provider, text, isFixed)
    if (other) return { ...state, offer: { at, provider: provider.name, title: other.title, text }, filled: undefined }
  }
  return state
}

/** Selects the provider of the offer and fills its fields, as one step. */
export function takeOffer(state: DraftState, context: Context, isFixed: IsFixed = () => false): DraftState {
  const { offer } = state
  if (!offer) return state
  const switched = selectProvider(state, offer.provider, context)
  const read = readFor(switched, offer.text, context, isFixed)
  return read ? fillFrom(state, switched, read, '/backend/provider', context, isFixed) : { ...state, offer: undefined }
}

/** Restores the filled fields, and leaves everything else. */
export function undoFill(state: DraftState, context: Context): DraftState {
  if (!state.filled) return state
  let next = state
  // A provider and a source come back last, with the values that were typed for them.
  for (const [pointer, value] of state.filled.before.toReversed())
    next = setField(next, fromPointer(pointer), value, context)
  return record(state, { ...next, filled: undefined }, state.filled.at)
}

/** Removes the notices. */
export function dismiss(state: DraftState): DraftState {
  const { filled, offer, restored } = state
  return filled || offer || restored ? { ...state, filled: undefined, offer: undefined, restored: false } : state
}
