import type { Diagnostic } from '../../schema/diagnostics.ts'
import type { FormDraft } from '../../draft/createFormDraft.ts'
import type { DraftState } from '../../draft/state.ts'
import { isObject } from '../../base/json.ts'
import type { Context } from '../../context/context.ts'
import { toPointer } from '../../base/pointer.ts'
import type { DiagnosticIndex } from './diagnosticIndex.ts'
import { indexDiagnostics, sameDiagnostics } from './diagnosticIndex.ts'

/** The data that the fields of a form show at one time. */
interface Shown {
  readonly state: DraftState
  readonly context: Context
  readonly index: DiagnosticIndex
}

/** The pointers at which fields may have to re-render. */
interface Changes {
  /** JSON Pointers, including those of all surrounding objects. */
  readonly at: Set<string>
  /** JSON Pointers to objects in which any member may have changed. */
  readonly inside: string[]
}

function addAround({ at }: Changes, pointer: string): void {
  for (let here = pointer; ; here = here.slice(0, here.lastIndexOf('/'))) {
    at.add(here)
    if (here === '') return
  }
}

/** Values are immutable: identical objects have identical members. */
function addValues(changes: Changes, before: unknown, after: unknown, pointer: string): void {
  if (Object.is(before, after)) return
  changes.at.add(pointer)
  if (isObject(before) && isObject(after)) {
    const look = (key: string): void => {
      if (before[key] !== after[key]) addValues(changes, before[key], after[key], pointer + toPointer([key]))
    }
    for (const key of Object.keys(after)) look(key)
    for (const key of Object.keys(before)) if (!Object.hasOwn(after, key)) look(key)
  } else if (typeof before === 'object' || typeof after === 'object') changes.inside.push(pointer)
}

function addDiagnostics(changes: Changes, { at: before }: DiagnosticIndex, { at: after }: DiagnosticIndex): void {
  if (before === after) return
  for (const pointer of new Set([...before.keys(), ...after.keys()]))
    if (!sameDiagnostics(before.get(pointer) ?? [], after.get(pointer) ?? [])) addAround(changes, pointer)
}

/** Adds the pointers affected by a change to one part of the state. Returns false if any field may be affected. */
type AddChanges<Key extends keyof DraftState> = (
  changes: Changes,
  before: DraftState[Key],
  after: DraftState[Key],
) => boolean

const nowhere = (): boolean => true
const anywhere = (): boolean => false

/** The pointers that each part of the state affects. A new part doesn't compile until it is listed here. */
const shownParts: { readonly [Key in keyof DraftState]-?: AddChanges<Key> } = {
  values(changes, before, after) {
    const [old, backend] = [before.backend, after.backend]
    if (old.provider !== backend.provider || old.credentials.source !== backend.credentials.source) return false
    addValues(changes, before, after, '')
    return true
  },
  touched(changes, before, after) {
    for (const pointer of before) if (!after.has(pointer)) return false
    for (const pointer of after) {
      if (before.has(pointer)) continue
      addAround(changes, pointer)
      changes.inside.push(pointer)
    }
    return true
  },
  filled(changes, before, after) {
    for (const one of [before, after]) if (one) addAround(changes, one.at)
    return true
  },
  offer(changes, before, after) {
    for (const one of [before, after]) if (one) addAround(changes, one.at)
    return true
  },
  toRefill(changes, before, after) {
    for (const pointer of [...before, ...after]) addAround(changes, pointer)
    return true
  },
  typing(changes, before, after) {
    for (const one of [before, after]) if (one.startsWith('/')) addAround(changes, one)
    return true
  },
  showAll: anywhere,
  // Fields show these as diagnostics.
  text: nowhere,
  reported: nowhere,
  server: nowhere,
  // Fields don't show these.
  kept: nowhere,
  missing: nowhere,
  past: nowhere,
  future: nowhere,
  restored: nowhere,
  start: nowhere,
  startText: nowhere,
}

/** Returns the affected pointers; undefined if any field may be affected. */
function differenceOf(before: Shown, after: Shown): Changes | undefined {
  if (before.context !== after.context) return undefined
  const changes: Changes = { at: new Set(), inside: [] }
  function addPart<Key extends keyof DraftState>(key: Key): boolean {
    const old: DraftState[Key] = before.state[key]
    const now: DraftState[Key] = after.state[key]
    const addChanges = shownParts[key] as unknown as AddChanges<Key>
    return old === now || addChanges(changes, old, now)
  }
  if (!(Object.keys(shownParts) as (keyof DraftState)[]).every(addPart)) return undefined
  addDiagnostics(changes, before.index, after.index)
  return changes
}

/** A draft, as read by the fields of one form. */
export interface FieldStore {
  readonly draft: FormDraft
  /** Returns the diagnostics of the current state, indexed once for each list. */
  getIndex(): DiagnosticIndex
  /**
   * Calls the listener when the form may show something new at one of the pointers. Causes are a changed value there,
   * inside or around it, and changed diagnostics. Returns a function that unsubscribes.
   *
   * A selector for each field would be simpler, but every keystroke would call all of them: in a form of 1,000 fields,
   * a keystroke took 2.7 times the benchmark's limit with selectors, and takes 1.1 times the limit with this.
   *
   * @param pointers - JSON Pointers into the values
   */
  subscribeAt(pointers: readonly string[], listener: () => void): () => void
}

export function createFieldStore(draft: FormDraft): FieldStore {
  const listeners = new Map<string, Set<() => void>>()
  let indexed: { diagnostics: readonly Diagnostic[]; index: DiagnosticIndex } | undefined
  function getIndex(): DiagnosticIndex {
    const diagnostics = draft.getDiagnostics()
    if (indexed?.diagnostics !== diagnostics) indexed = { diagnostics, index: indexDiagnostics(diagnostics) }
    return indexed.index
  }
  const look = (): Shown => ({ state: draft.getState(), context: draft.context, index: getIndex() })
  let shown: Shown | undefined
  let unsubscribe: (() => void) | undefined
  function notify(): void {
    const before = shown
    shown = look()
    const changes = before && differenceOf(before, shown)
    const affected = new Set<() => void>()
    const addAll = (set: ReadonlySet<() => void> | undefined): void => set?.forEach((one) => affected.add(one))
    if (!changes) listeners.forEach(addAll)
    else {
      for (const pointer of changes.at) addAll(listeners.get(pointer))
      for (const around of changes.inside)
        for (const [pointer, set] of listeners) if (pointer.startsWith(around + '/')) addAll(set)
    }
    for (const listener of affected) listener()
  }
  return {
    draft,
    getIndex,
    subscribeAt(pointers, listener) {
      if (!unsubscribe) {
        shown = look()
        unsubscribe = draft.subscribe(notify)
      }
      for (const pointer of pointers) {
        const set = listeners.get(pointer)
        if (set) set.add(listener)
        else listeners.set(pointer, new Set([listener]))
      }
      return () => {
        for (const pointer of pointers) {
          const set = listeners.get(pointer)
          set?.delete(listener)
          if (set?.size === 0) listeners.delete(pointer)
        }
        if (listeners.size > 0) return
        unsubscribe?.()
        unsubscribe = undefined
      }
    },
  }
}
