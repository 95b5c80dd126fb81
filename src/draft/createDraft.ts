// The state of a form. Imports `manifests` and what is above it.

import type { BackupStorageValues } from '../generated/types.ts'
import type { Diagnostic, Fix } from '../schema/diagnostics.ts'
import type { Options } from '../context/options.ts'
import { findProvider, resolveOptions } from '../context/options.ts'
import type { Path } from '../base/pointer.ts'
import { fromPointer, getAt } from '../base/pointer.ts'
import { inOrder, validateNormal } from '../validation/validateValues.ts'
import { initialValues } from '../values/initialValues.ts'
import { deepEqual, isObject } from '../base/json.ts'
import { layoutOf } from '../schema/resource.ts'
import { fixedValue } from '../values/applyFix.ts'
import { normalizeValues } from '../values/normalizeValues.ts'
import { endStep, redo, reset, undo } from './history.ts'
import { dismiss, paste, takeOffer, undoFill } from './paste.ts'
import type { DraftStorage } from './saved.ts'
import { fromSaved, refill, toSaved } from './saved.ts'
import type { DraftState, DraftText } from './state.ts'
import { startDraft } from './state.ts'
import { change, report, selectBranch, setText, showAll, touch } from './transitions.ts'

export type { DraftStorage } from './saved.ts'
export type { DraftState, DraftText, Fill, Offer } from './state.ts'

/** Options of a draft. */
export interface DraftOptions extends Options {
  /** What the draft starts with. @default the initial values of the first provider */
  values?: BackupStorageValues | undefined
  /**
   * Where the draft is kept between visits, without its secrets. What was saved there takes the place of `values`, which
   * stay what reset goes back to. Read once; give each form, or each object that is edited, a place of its own.
   */
  draftStorage?: DraftStorage | undefined
}

/** A draft: a state, those who are told when it changes, and the ways to change it. */
export interface DraftStore {
  /** The options as they are now. */
  readonly options: Options
  /**
   * Sets the options; where they differ from the present ones, what they decide is computed anew. Another version of the
   * object that is edited is taken only once the values are saved: they belong to the one that they started from.
   */
  setOptions(options: Options): void
  /** The present state: the same object until something changes. */
  getState(): DraftState
  /** What is wrong with the present values. Computed when it is asked for, once for each state. */
  getDiagnostics(): readonly Diagnostic[]
  /** Calls the listener after each change; gives the function that ends it. */
  subscribe(listener: () => void): () => void
  /** Sets the value at a path; selecting a provider or a source brings back what was typed for it. */
  change(path: Path, value: unknown): void
  /** Accepts a fix: changes the field that it is about. A step like any other. */
  applyFix(fix: Fix): void
  /** Selects a branch of the choice at a path; what was typed into it before comes back, and the other is kept aside. */
  selectBranch(path: Path, branch: string): void
  /**
   * Takes a text that was pasted into the field at a path, where a rule of a provider's schema knows it: `filled` or `offer`
   * of the state then say what came of it.
   *
   * @param isFixed - whether a field, by its JSON Pointer, is not to be filled
   * @returns whether it was taken; else it is a text like any other, for the field
   */
  paste(path: Path, text: string, isFixed?: (pointer: string) => boolean): boolean
  /** Selects the provider of the present offer, and fills its fields from the text that was pasted. */
  takeOffer(): void
  /** Gives the fields that were filled last their values from before. */
  undoFill(): void
  /** Takes back the notices: of what was filled, of an offer, of a restored draft. */
  dismiss(): void
  /** Says that the field at a path was left: from now on its faults may be shown. */
  touch(path: Path): void
  /** Tells of faults in a field that its value does not show, such as a key typed twice; an empty list takes them back. */
  report(path: Path, diagnostics: readonly Diagnostic[]): void
  /** Lets every field show its faults, as Preview does. */
  showAll(): void
  /**
   * Keeps a text of the manifests that a person edited, with the values that it says; without values the present ones stay.
   * No text lets the manifests follow from the values alone. `editText` calls it.
   */
  setText(text: DraftText | undefined, values?: BackupStorageValues): void
  /**
   * Goes on from a newer version of the object that is edited, which takes the place of the one in the options, with a
   * state that fits it. `rebaseDraft` calls it.
   */
  rebase(editing: object, next: DraftState): void
  /** Replaces all values, those that are kept too. A new history starts with them. */
  replaceValues(values: BackupStorageValues): void
  /** Takes back the last step: what was typed into one field, or one selection. Possible while `past` has a step. */
  undo(): void
  /** Takes the last undone step again. Possible while `future` has a step. */
  redo(): void
  /** Goes back to the values at the start. Undo takes that back too. */
  reset(): void
  /** Whether the values say anything else than those at the start. */
  isDirty(): boolean
  /** Takes the present values for saved: they are the start now, and what `draftStorage` holds is forgotten. */
  markSaved(): void
  /** Saves now what waits to be saved, before a page is left. */
  flush(): void
}

/** What a host's function gives, or undefined where it throws: a full or forbidden storage stops nobody from typing. */
function attempt<T>(action: () => T): T | undefined {
  try {
    return action()
  } catch {
    return undefined
  }
}

/** Whether two live objects are versions of one. */
function isOneObject(a: unknown, b: unknown): boolean {
  return (
    isObject(a) &&
    ['namespace', 'name', 'uid'].every((key) => getAt(a, ['metadata', key]) === getAt(b, ['metadata', key]))
  )
}

/** The options with the lists of before, where they hold the same: a host writes `[...builtinProviders, own]` anew. */
function withSameLists(options: Options, before: Options): Options {
  const lists = (['providers', 'existing'] as const).filter((key) => {
    const [one, other] = [options[key], before[key]]
    return one !== other && one?.length === other?.length && one?.every((item, index) => item === other?.[index])
  })
  return lists.length === 0 ? options : { ...options, ...Object.fromEntries(lists.map((key) => [key, before[key]])) }
}

/** Normalizes values, once while they and the options are the same. */
function createNormalize(): typeof normalizeValues {
  let last: { values: BackupStorageValues; options: Options | undefined; normal: BackupStorageValues } | undefined
  return (values, options) => {
    if (last?.values !== values || last.options !== options)
      last = { values, options, normal: normalizeValues(values, options) }
    return last.normal
  }
}

/** Makes a draft, the state behind a form. It knows no React; a component subscribes to it. */
export function createDraft(options: DraftOptions = {}): DraftStore {
  const { values, draftStorage, ...first } = options
  let core: Options = first
  const provider = resolveOptions(core).providers[0]?.name ?? ''
  let given = first.editing
  let isSaved = false
  let state = startDraft(values ?? initialValues(provider, core))
  if (draftStorage) {
    const saved = attempt(() => fromSaved(draftStorage.load(), resolveOptions(core)))
    if (saved) state = refill({ ...state, ...saved, restored: true }, resolveOptions(core))
  }
  const [normalOf, normalStartOf] = [createNormalize(), createNormalize()]
  let compared: { values: BackupStorageValues; start: BackupStorageValues; dirty: boolean } | undefined
  let waiting: ReturnType<typeof setTimeout> | undefined
  let checked: (Pick<DraftState, 'values' | 'reported'> & { diagnostics: readonly Diagnostic[] }) | undefined
  const listeners = new Set<() => void>()

  function update(next: DraftState): void {
    if (next === state) return
    const { values, kept } = state
    state = refill(next, resolveOptions(core))
    if (values !== state.values || kept !== state.kept) saveSoon()
    for (const listener of listeners) listener()
  }
  function isDirty(): boolean {
    const { values, start } = state
    if (compared?.values !== values || compared.start !== start) {
      const same = deepEqual(values, start) || deepEqual(normalOf(values, core), normalStartOf(start, core))
      compared = { values, start, dirty: !same }
    }
    return compared.dirty || state.text !== state.startText
  }
  function saveSoon(): void {
    if (!draftStorage) return
    clearTimeout(waiting)
    waiting = setTimeout(flush, 300)
  }
  function flush(): void {
    if (waiting === undefined) return
    clearTimeout(waiting)
    waiting = undefined
    const data = isDirty() ? toSaved(state, resolveOptions(core)) : undefined
    attempt(() => (data === undefined ? draftStorage?.clear() : draftStorage?.save(data)))
  }
  return {
    get options() {
      return core
    },
    setOptions(latest) {
      const options = withSameLists(latest, core)
      // Values belong to the version of the edited object that they started from: another one takes its place by `rebase`
      // alone, or once they are saved.
      const isAdopted = isSaved && !deepEqual(options.editing, given)
      given = options.editing
      const next = !isAdopted && isOneObject(core.editing, given) ? { ...options, editing: core.editing } : options
      if (isAdopted) isSaved = false
      const keys = new Set([...Object.keys(next), ...Object.keys(core)]) as Set<keyof Options>
      if ([...keys].every((key) => Object.is(next[key], core[key]))) return
      core = next
      checked = undefined
      update({ ...state })
    },
    getState: () => state,
    getDiagnostics() {
      const { values, reported } = state
      if (checked?.values !== values || checked.reported !== reported) {
        const ofFields = Object.values(reported).flat()
        const found = validateNormal(values, normalOf(values, core), core)
        const { providers, resource } = resolveOptions(core)
        const { schema } = layoutOf(resource, findProvider({ providers }, values.backend.provider))
        const diagnostics = ofFields.length > 0 ? inOrder([...found, ...ofFields], schema) : found
        checked = { values, reported, diagnostics }
      }
      return checked.diagnostics
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    change: (path, value) => update(change(state, path, value, core)),
    applyFix: (fix) =>
      update(endStep(change(endStep(state), fromPointer(fix.path), fixedValue(state.values, fix), core))),
    selectBranch: (path, branch) => update(selectBranch(state, path, branch)),
    paste(path, text, isFixed) {
      const before = state
      update(paste(state, path, text, core, isFixed))
      return state !== before
    },
    takeOffer: () => update(takeOffer(state, core)),
    undoFill: () => update(undoFill(state)),
    dismiss: () => update(dismiss(state)),
    touch: (path) => update(touch(state, path)),
    report: (path, diagnostics) => update(report(state, path, diagnostics)),
    showAll: () => update(showAll(state)),
    setText: (text, values) => update(setText(state, text, values)),
    rebase(editing, next) {
      core = { ...core, editing }
      checked = undefined
      update(next)
    },
    replaceValues: (replacement) =>
      update(
        state.values === replacement
          ? state
          : { ...startDraft(replacement), touched: state.touched, showAll: state.showAll },
      ),
    undo: () => update(undo(state)),
    redo: () => update(redo(state)),
    reset: () => (isDirty() ? update(reset(state)) : undefined),
    isDirty,
    markSaved() {
      isSaved = true
      update({ ...endStep(state), start: state.values, startText: state.text })
      saveSoon()
      flush()
    },
    flush,
  }
}
