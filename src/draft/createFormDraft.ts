// The state of a form. Imports `manifests` and the folders above it; `createFormDraft` needs no YAML parser.

import type { BackupStorageValues } from '../generated/types.ts'
import type { Diagnostic, Fix } from '../schema/diagnostics.ts'
import type { Context } from '../context/context.ts'
import { layoutFor } from '../context/context.ts'
import { contextOf } from '../context/createContext.ts'
import type { Options } from '../context/options.ts'
import type { Path } from '../base/pointer.ts'
import { fromPointer, getAt } from '../base/pointer.ts'
import { inOrder, validateNormal } from '../validation/validateValues.ts'
import { initialValues } from '../values/initialValues.ts'
import { deepEqual, isObject } from '../base/json.ts'
import { fixedValue } from '../values/applyFix.ts'
import { normalizeValues } from '../values/normalizeValues.ts'
import { fillFields } from './fill.ts'
import { endStep, redo, reset, undo } from './history.ts'
import { dismiss, paste, takeOffer, undoFill } from './paste.ts'
import type { DraftStorage } from './saved.ts'
import { fromSaved, refill, toSaved } from './saved.ts'
import type { DraftState, DraftText } from './state.ts'
import { startDraft } from './state.ts'
import { change, forgetServer, report, reportServer, selectBranch, showAll, touch, touchFilled } from './transitions.ts'

/** Options for a draft. */
export interface DraftOptions extends Options {
  /** The initial values. @default the initial values of the first provider */
  values?: BackupStorageValues | undefined
  /**
   * Storage for the draft between visits, with its edited text and without its secrets. A saved draft replaces
   * `values`, but reset still returns to `values`. Read once; give each form, or each edited object, its own.
   */
  draftStorage?: DraftStorage | undefined
}

/** The state of a form, with methods to read, follow and change it. */
export interface FormDraft {
  /** The resolved options, to pass wherever options are expected. The same object until they change. */
  readonly context: Context
  /**
   * Sets the options. A new version of the edited object takes effect only after the values are saved: they belong to
   * the version that they started from.
   */
  setOptions(options: Options): void
  /** Returns the current state: the same object until something changes. */
  getState(): DraftState
  /** Returns the diagnostics of the current state. Computed on demand, once for each state. */
  getDiagnostics(): readonly Diagnostic[]
  /** Calls the listener after each change. Returns a function that unsubscribes it. */
  subscribe(listener: () => void): () => void
  /** Sets the value at a path. Selecting a provider or a source restores the values typed for it. */
  change(path: Path, value: unknown): void
  /** Sets several fields as one step, such as those of a chosen service. `filled` names them at the field `at`. */
  fill(entries: readonly (readonly [path: Path, value: unknown])[], at: Path): void
  /** Applies a fix. It can be undone like any other step. */
  applyFix(fix: Fix): void
  /** Selects the branch of the choice at a path. Restores the values typed for it, and keeps those of the other one. */
  selectBranch(path: Path, branch: string): void
  /**
   * Handles a text pasted into the field at a path, if it is a field of the backend and a rule of a provider's schema
   * matches the text. The result is in `filled` or `offer` of the state.
   *
   * @param isFixed - whether a field, by its JSON Pointer, must not be filled
   * @returns whether the state changed; if not, paste the text into the field as usual
   */
  paste(path: Path, text: string, isFixed?: (pointer: string) => boolean): boolean
  /**
   * Selects the provider of the current offer, and fills its fields from the pasted text.
   *
   * @param isFixed - whether a field, by its JSON Pointer, must not be filled
   */
  takeOffer(isFixed?: (pointer: string) => boolean): void
  /** Restores the previous values of the fields that were filled last. */
  undoFill(): void
  /** Removes the notices: of filled fields, of an offer, of a restored draft. */
  dismiss(): void
  /** Ends the current undo step, such as when the user leaves a field: the next change is a step of its own. */
  endStep(): void
  /** Marks the field at a path as visited: its errors may be shown from now on. Ends the current undo step. */
  touch(path: Path): void
  /** Reports errors of a field that its value doesn't show, such as a key typed twice; an empty list clears them. */
  report(path: Path, diagnostics: readonly Diagnostic[]): void
  /** Reports the cluster's diagnostics of the current manifests. They last until the values or the text change. */
  reportServer(diagnostics: readonly Diagnostic[]): void
  /** Lets every field show its errors, as the preview does. */
  showAll(): void
  /** Replaces all values, including the kept ones, and starts a new history. */
  replaceValues(values: BackupStorageValues): void
  /** Undoes the last step: typing into one field, or one selection. Possible if `past` has a step. */
  undo(): void
  /** Redoes the last undone step. Possible if `future` has a step. */
  redo(): void
  /** Returns to the initial or last saved values. Can be undone. */
  reset(): void
  /** Returns whether the values or the edited text differ from those that reset returns to. */
  isDirty(): boolean
  /**
   * Marks the current values as saved: reset returns to them from now on, and `draftStorage` is cleared.
   *
   * @param live - the object as it now is in the cluster, which is edited from now on
   */
  markSaved(live?: object): void
  /** Saves pending changes to `draftStorage` now, such as before the user leaves the page. */
  flush(): void
}

/** The methods of a draft for its other parts, not for hosts. */
export interface DraftInternals {
  /** Sets the next state and, if the edited object has a new version, that version. */
  update(next: DraftState, editing?: object): void
  /** Returns the diagnostics that fields and the cluster reported, which no check of the values finds. */
  added(): readonly Diagnostic[]
  /** Sets how to derive the text to save, without secrets, from a state. */
  saveText(from: (state: DraftState) => DraftText | undefined): void
}

/** Calls a host's function; undefined if it throws, so that a full or forbidden storage doesn't block typing. */
function attempt<T>(action: () => T): T | undefined {
  try {
    return action()
  } catch {
    return undefined
  }
}

/** Returns whether two live objects are versions of the same one. */
function isOneObject(a: unknown, b: unknown): boolean {
  return (
    isObject(a) &&
    ['namespace', 'name', 'uid'].every((key) => getAt(a, ['metadata', key]) === getAt(b, ['metadata', key]))
  )
}

/** Keeps the previous lists if they have the same items, since a host may recreate `[...builtinProviders, own]`. */
function withSameLists(options: Options, before: Options): Options {
  const lists = (['providers', 'existing'] as const).filter((key) => {
    const [one, other] = [options[key], before[key]]
    return one !== other && one?.length === other?.length && one?.every((item, index) => item === other?.[index])
  })
  return lists.length === 0 ? options : { ...options, ...Object.fromEntries(lists.map((key) => [key, before[key]])) }
}

/** Returns a function that normalizes values, and caches the last result. */
function createNormalize(): (values: BackupStorageValues, context: Context) => BackupStorageValues {
  let last: { values: BackupStorageValues; context: Context; normal: BackupStorageValues } | undefined
  return (values, context) => {
    if (last?.values !== values || last.context !== context)
      last = { values, context, normal: normalizeValues(values, context) }
    return last.normal
  }
}

/** The options that layouts and messages depend on. */
const settled = ['providers', 'resource', 'messages', 'secretName', 'referenceAnnotations'] as const

/** Creates a draft without text, for a form without a preview. Independent of React; components subscribe to it. */
export function createFormDraft(draftOptions: DraftOptions = {}): FormDraft {
  const { values, draftStorage, ...first } = draftOptions
  let options: Options = first
  let context = contextOf(options)
  let given = first.editing
  let isSaved = false
  let state = startDraft(values ?? initialValues(context.providers[0]?.name ?? '', context))
  if (draftStorage) {
    const saved = attempt(() => fromSaved(draftStorage.load(), context))
    // A text without values was saved with those that the draft starts with.
    const text = saved?.text && { unread: state.values, ...saved.text }
    if (saved) state = refill(touchFilled({ ...state, ...saved, text, restored: true }, context), context)
  }
  const [normalOf, normalStartOf] = [createNormalize(), createNormalize()]
  let compared: { values: BackupStorageValues; start: BackupStorageValues; dirty: boolean } | undefined
  let waiting: ReturnType<typeof setTimeout> | undefined
  let checked: (Pick<DraftState, 'values' | 'reported' | 'server'> & { diagnostics: readonly Diagnostic[] }) | undefined
  const listeners = new Set<() => void>()
  // Without a parser, there is no other text than a restored one, which has no secrets.
  let textToSave = ({ text }: DraftState): DraftText | undefined => text

  function update(next: DraftState, editing = options.editing): void {
    if (editing !== options.editing) setContext({ ...options, editing })
    else if (next === state) return
    const { values, kept, text } = state
    state = refill(forgetServer(next), context)
    if (values !== state.values || kept !== state.kept || text !== state.text) saveSoon()
    for (const listener of listeners) listener()
  }
  function setContext(next: Options): void {
    const isOnlyObjects = settled.every((key) => Object.is(next[key], options[key]))
    const { existing, editing, crd } = next
    options = next
    // A list that is followed changes every few seconds: what depends on schemas and messages stays the same.
    context = isOnlyObjects ? { ...context, existing, editing, crd } : contextOf(next)
    checked = undefined
  }
  function normalValues(): BackupStorageValues {
    return normalOf(state.values, context)
  }
  function added(): readonly Diagnostic[] {
    const { reported, server } = state
    return [...Object.values(reported).flat(), ...(server?.diagnostics ?? [])]
  }
  function isDirty(): boolean {
    const { values, start } = state
    if (compared?.values !== values || compared.start !== start) {
      const same = deepEqual(values, start) || deepEqual(normalValues(), normalStartOf(start, context))
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
    const data = isDirty() ? toSaved(state, textToSave(state), context) : undefined
    attempt(() => (data === undefined ? draftStorage?.clear() : draftStorage?.save(data)))
  }
  const draft: FormDraft & DraftInternals = {
    get context() {
      return context
    },
    update,
    added,
    saveText: (from) => void (textToSave = from),
    setOptions(latest) {
      const lists = withSameLists(latest, options)
      // Values belong to the version of the edited object that they started from. Only `rebase` or a new version after
      // a save replaces it.
      const isAdopted = isSaved && !deepEqual(lists.editing, given)
      given = lists.editing
      const next = !isAdopted && isOneObject(options.editing, given) ? { ...lists, editing: options.editing } : lists
      if (isAdopted) isSaved = false
      const keys = new Set([...Object.keys(next), ...Object.keys(options)]) as Set<keyof Options>
      if ([...keys].every((key) => Object.is(next[key], options[key]))) return
      setContext(next)
      update({ ...state })
    },
    getState: () => state,
    getDiagnostics() {
      const { values, reported, server } = state
      if (checked?.values !== values || checked.reported !== reported || checked.server !== server) {
        const found = validateNormal(values, normalValues(), context)
        const others = added()
        const diagnostics = others.length > 0 ? inOrder([...found, ...others], layoutFor(context, values)) : found
        checked = { values, reported, server, diagnostics }
      }
      return checked.diagnostics
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    change: (path, value) => update(change(state, path, value, context)),
    fill: (entries, at) => update(fillFields(state, entries, at)),
    applyFix: (fix) =>
      update(endStep(change(endStep(state), fromPointer(fix.path), fixedValue(state.values, fix), context))),
    selectBranch: (path, branch) => update(selectBranch(state, path, branch)),
    paste(path, text, isFixed) {
      const before = state
      update(paste(state, path, text, context, isFixed))
      return state !== before
    },
    takeOffer: (isFixed) => update(takeOffer(state, context, isFixed)),
    undoFill: () => update(undoFill(state, context)),
    dismiss: () => update(dismiss(state)),
    endStep: () => update(endStep(state)),
    touch: (path) => update(touch(state, path)),
    report: (path, diagnostics) => update(report(state, path, diagnostics)),
    reportServer: (diagnostics) => update(reportServer(state, diagnostics)),
    showAll: () => update(showAll(state)),
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
    markSaved(live) {
      isSaved = true
      update({ ...endStep(state), start: state.values, startText: state.text }, live)
      saveSoon()
      flush()
    },
    flush,
  }
  return draft
}
