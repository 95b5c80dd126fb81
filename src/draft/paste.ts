import type { Context } from '../context/context.ts'
import type { Json } from '../base/json.ts'
import { findProvider } from '../context/context.ts'
import type { Path } from '../base/pointer.ts'
import { fromPointer, setAt, toPointer } from '../base/pointer.ts'
import type { Provider } from '../schema/provider.ts'
import type { Schema } from '../schema/language.ts'
import { schemaAt } from '../schema/schemaAt.ts'
import { fillDerived, matchGroups } from '../values/derive.ts'
import { longestMatched } from '../schema/limits.ts'
import { fillOf } from './fill.ts'
import { record } from './history.ts'
import type { DraftState } from './state.ts'
import { selectProvider, selectSource } from './transitions.ts'

interface ReadPaste {
  /** The rule's name for the text. */
  title: string
  /** JSON Pointers to the fields to fill, with their values. */
  entries: [string, Json][]
}

/** Returns whether a field, by its JSON Pointer, must not be filled. */
export type IsFixed = (pointer: string) => boolean

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

/** Reads a pasted text by a provider's rules; undefined if none of them matches. */
function readPaste(provider: Provider, pasted: string, isFixed?: IsFixed): ReadPaste | undefined {
  const text = pasted.trim()
  if (text === '' || text.length > longestMatched) return undefined
  const userInfos = userInfosIn(text)
  for (const { title, pattern, fill } of provider.schema['x-paste'] ?? []) {
    if (!new RegExp(pattern, 'u').test(text)) continue
    const entries = Object.entries(fill).flatMap(([pointer, of]): [string, Json][] => {
      const matched = matchGroups(of, text)
      const schema = schemaAt(provider.schema, fromPointer(pointer).slice(1))
      // A password only goes to a field that hides it.
      const isLeak = !schema?.writeOnly && userInfos.some((info) => matched?.includes(info))
      const value = matched === undefined || isLeak ? undefined : asTyped(schema, matched)
      return value === undefined || isFixed?.(pointer) ? [] : [[pointer, value]]
    })
    if (entries.length > 0) return { title, entries }
  }
  return undefined
}

function applyPaste(state: DraftState, read: ReadPaste, at: string, context: Context): DraftState {
  const provider = findProvider(context, state.values.backend.provider)
  const layout = context.layoutOf(provider)
  const inSecret = new Set(
    layout.fields.filter(({ target }) => target.document === 'secret').map(({ path }) => toPointer(path)),
  )
  const hasSecret = read.entries.some(([pointer]) => inSecret.has(pointer))
  let next = hasSecret ? selectSource(state, 'new', context) : state
  const before = next.values
  for (const [pointer, value] of read.entries)
    next = { ...next, values: setAt(next.values, fromPointer(pointer), value) }
  const derived = fillDerived(before, next.values, layout, provider?.vendors)
  const pointers = [...read.entries.map(([pointer]) => pointer), ...derived.filled]
  const fill = fillOf(before, [...new Set(pointers)], at, read.title)
  const { credentials } = state.values.backend
  const filled = { ...fill, before: [...fill.before, ['/backend/credentials', credentials] as const] }
  return { ...next, values: derived.values, filled, offer: undefined }
}

/**
 * Handles a text pasted into a field. If a rule of the selected provider matches, fills its fields; if a rule of
 * another provider does, offers that provider. Otherwise, or if the text would fill only this field as it is, returns
 * the state unchanged.
 */
export function paste(state: DraftState, path: Path, text: string, context: Context, isFixed?: IsFixed): DraftState {
  const { providers } = context
  const at = toPointer(path)
  const selected = findProvider({ providers }, state.values.backend.provider)
  const read = selected && readPaste(selected, text, isFixed)
  if (read) {
    const [only, ...others] = read.entries
    const isPlain = others.length === 0 && only?.[0] === at
    return isPlain && String(only?.[1]).trim() === text.trim()
      ? state
      : record(state, applyPaste(state, read, at, context), '')
  }
  for (const provider of isFixed?.('/backend/provider') ? [] : providers) {
    const other = provider === selected ? undefined : readPaste(provider, text)
    if (other) return { ...state, offer: { at, provider: provider.name, title: other.title, text }, filled: undefined }
  }
  return state
}

/** Selects the provider of the offer and fills its fields, as one step. */
export function takeOffer(state: DraftState, context: Context): DraftState {
  const { offer } = state
  const provider = offer && findProvider(context, offer.provider)
  const read = provider && readPaste(provider, offer.text)
  if (!read) return { ...state, offer: undefined }
  const switched = selectProvider(state, provider.name, context)
  return record(state, applyPaste(switched, read, '/backend/provider', context), '')
}

/** Restores the filled fields, and leaves everything else. */
export function undoFill(state: DraftState): DraftState {
  const { filled } = state
  if (!filled) return state
  let { values } = state
  for (const [pointer, value] of filled.before) values = setAt(values, fromPointer(pointer), value)
  return record(state, { ...state, values, filled: undefined }, '')
}

/** Removes the notices. */
export function dismiss(state: DraftState): DraftState {
  const { filled, offer, restored } = state
  return filled || offer || restored ? { ...state, filled: undefined, offer: undefined, restored: false } : state
}
