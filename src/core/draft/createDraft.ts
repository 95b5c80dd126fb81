import type { BackupStorageValues } from '../../generated/types.ts'
import type { Diagnostic } from '../diagnostics.ts'
import type { Options } from '../options.ts'
import { resolveOptions } from '../options.ts'
import type { Path } from '../pointer.ts'
import { validateValues } from '../validation/validateValues.ts'
import { initialValues } from '../values/initialValues.ts'
import type { DraftState } from './transitions.ts'
import { change, report, selectBranch, showAll, startDraft, touch } from './transitions.ts'

export type { DraftState } from './transitions.ts'

/** Options of a draft. */
export interface DraftOptions extends Options {
  /** What the draft starts with. @default the initial values of the first provider */
  values?: BackupStorageValues | undefined
}

/** A draft: a state, those who are told when it changes, and the ways to change it. */
export interface DraftStore {
  /** The options as they are now. */
  readonly options: Options
  /** Sets the options; where they differ from the present ones, what they decide is computed anew. */
  setOptions(options: Options): void
  getState(): DraftState
  /** What is wrong with the present values. Computed when it is asked for, once for each state. */
  getDiagnostics(): readonly Diagnostic[]
  /** Calls the listener after each change; gives the function that ends it. */
  subscribe(listener: () => void): () => void
  /** Sets the value at a path; selecting a provider or a source brings back what was typed for it. */
  change(path: Path, value: unknown): void
  selectBranch(path: Path, branch: string): void
  touch(path: Path): void
  /** Tells of faults in a field that its value does not show, such as a key typed twice; an empty list takes them back. */
  report(path: Path, diagnostics: readonly Diagnostic[]): void
  showAll(): void
  /** Replaces all values, those that are kept too. */
  replaceValues(values: BackupStorageValues): void
}

/** Makes a draft, the state behind a form. It knows no React; a component subscribes to it. */
export function createDraft(options: DraftOptions = {}): DraftStore {
  const { values, ...first } = options
  let core: Options = first
  const provider = resolveOptions(core).providers[0]?.name ?? ''
  let state = startDraft(values ?? initialValues(provider, core))
  let checked: (Pick<DraftState, 'values' | 'reported'> & { diagnostics: readonly Diagnostic[] }) | undefined
  const listeners = new Set<() => void>()

  function update(next: DraftState): void {
    if (next === state) return
    state = next
    for (const listener of listeners) listener()
  }
  return {
    get options() {
      return core
    },
    setOptions(next) {
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
        const diagnostics = [...validateValues(values, core), ...Object.values(reported).flat()]
        checked = { values, reported, diagnostics }
      }
      return checked.diagnostics
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    change: (path, value) => update(change(state, path, value, core)),
    selectBranch: (path, branch) => update(selectBranch(state, path, branch)),
    touch: (path) => update(touch(state, path)),
    report: (path, diagnostics) => update(report(state, path, diagnostics)),
    showAll: () => update(showAll(state)),
    replaceValues: (replacement) =>
      update(
        state.values === replacement
          ? state
          : { ...startDraft(replacement), touched: state.touched, showAll: state.showAll },
      ),
  }
}
