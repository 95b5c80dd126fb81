import type { Diagnostic } from '../../schema/diagnostics.ts'
import type { FormDraft } from '../../draft/createFormDraft.ts'
import type { DraftState } from '../../draft/state.ts'
import { isObject } from '../../base/json.ts'
import type { Context } from '../../context/context.ts'
import { toPointer } from '../../base/pointer.ts'
import { diagnosticsByPlace, sameDiagnostics } from './faults.ts'

/** What the fields of a form show at a time. */
interface Shown {
  readonly state: DraftState
  readonly context: Context
  readonly diagnostics: readonly Diagnostic[]
}

/** Where fields may show something else than before. */
interface Changes {
  /** JSON Pointers to places, with those of all that is around them. */
  readonly places: Set<string>
  /** JSON Pointers to places with all that is inside them. */
  readonly insides: string[]
}

function add(changes: Changes, pointer: string): void {
  for (let at = pointer; ; at = at.slice(0, at.lastIndexOf('/'))) {
    changes.places.add(at)
    if (at === '') return
  }
}

/** Values are replaced and never changed: what is identical need not be looked into. */
function addValues(changes: Changes, before: unknown, after: unknown, pointer: string): void {
  if (Object.is(before, after)) return
  changes.places.add(pointer)
  if (isObject(before) && isObject(after)) {
    const look = (key: string): void => {
      if (before[key] !== after[key]) addValues(changes, before[key], after[key], pointer + toPointer([key]))
    }
    for (const key of Object.keys(after)) look(key)
    for (const key of Object.keys(before)) if (!Object.hasOwn(after, key)) look(key)
  } else if (typeof before === 'object' || typeof after === 'object') changes.insides.push(pointer)
}

function addDiagnostics(changes: Changes, before: readonly Diagnostic[], after: readonly Diagnostic[]): void {
  if (before === after) return
  const [old, now] = [diagnosticsByPlace(before), diagnosticsByPlace(after)]
  for (const pointer of new Set([...old.keys(), ...now.keys()]))
    if (!sameDiagnostics(old.get(pointer) ?? [], now.get(pointer) ?? [])) add(changes, pointer)
}

/** Where fields show something else; undefined where that may be anywhere. */
function differenceOf(before: Shown, after: Shown): Changes | undefined {
  const [old, now] = [before.state, after.state]
  if (before.context !== after.context || old.showAll !== now.showAll) return undefined
  const [was, is] = [old.values.backend, now.values.backend]
  if (was.provider !== is.provider || was.credentials.source !== is.credentials.source) return undefined
  const changes: Changes = { places: new Set(), insides: [] }
  addValues(changes, old.values, now.values, '')
  addDiagnostics(changes, before.diagnostics, after.diagnostics)
  if (old.touched !== now.touched) {
    for (const pointer of old.touched) if (!now.touched.has(pointer)) return undefined
    for (const pointer of now.touched) {
      if (old.touched.has(pointer)) continue
      add(changes, pointer)
      changes.insides.push(pointer)
    }
  }
  for (const notice of ['filled', 'offer'] as const) {
    if (old[notice] === now[notice]) continue
    for (const one of [old[notice], now[notice]]) if (one) add(changes, one.at)
  }
  if (old.toRefill !== now.toRefill) for (const pointer of [...old.toRefill, ...now.toRefill]) add(changes, pointer)
  return changes
}

type Subscribe = (pointers: readonly string[], listener: () => void) => () => void

function createSubscribe(draft: FormDraft): Subscribe {
  const listeners = new Map<string, Set<() => void>>()
  const look = (): Shown => ({
    state: draft.getState(),
    context: draft.context,
    diagnostics: draft.getDiagnostics(),
  })
  let shown = look()
  let end: (() => void) | undefined
  function tell(): void {
    const before = shown
    shown = look()
    const changes = differenceOf(before, shown)
    const told = new Set<() => void>()
    const addAll = (set: ReadonlySet<() => void> | undefined): void => set?.forEach((one) => told.add(one))
    if (!changes) listeners.forEach(addAll)
    else {
      for (const pointer of changes.places) addAll(listeners.get(pointer))
      for (const around of changes.insides)
        for (const [pointer, set] of listeners) if (pointer.startsWith(around + '/')) addAll(set)
    }
    for (const listener of told) listener()
  }
  return (pointers, listener) => {
    if (!end) {
      shown = look()
      end = draft.subscribe(tell)
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
      end?.()
      end = undefined
    }
  }
}

const made = new WeakMap<FormDraft, Subscribe>()

/**
 * Calls the listener when what a form shows at one of the places may be another: the value there, in it or around it, or
 * what is told of it. So at each key a form of a thousand fields asks one of them and not all.
 *
 * @param pointers - JSON Pointers to the places
 * @returns the function that ends it
 */
export function subscribeAt(draft: FormDraft, pointers: readonly string[], listener: () => void): () => void {
  let subscribe = made.get(draft)
  if (!subscribe) made.set(draft, (subscribe = createSubscribe(draft)))
  return subscribe(pointers, listener)
}
