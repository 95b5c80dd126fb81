import { deepEqual, isObject } from '../base/json.ts'
import { fromPointer, getAt } from '../base/pointer.ts'
import type { DraftState, Snapshot, Step } from './state.ts'
import { startDraft } from './state.ts'

const maxSteps = 100

function stepTo({ values, kept, missing, text }: Snapshot, pointer: string): Step {
  return { values, kept, missing, text, pointer }
}

/** Returns whether a value changes with each keystroke, unlike a boolean or a list of objects. */
function isTyped(value: unknown): boolean {
  return typeof value !== 'boolean' && !(Array.isArray(value) && value.some(isObject))
}

/**
 * Adds an undo step to the next state. Consecutive changes of one field are one step, until `endStep`. Without a change
 * there is no step.
 */
export function record(before: DraftState, next: DraftState, pointer: string, value?: unknown): DraftState {
  return recordTyped(before, next, pointer, value !== undefined && isTyped(value) ? pointer : '')
}

/** Adds an undo step as `record` does. Consecutive changes with the same `typing` are one step. */
export function recordTyped(before: DraftState, next: DraftState, pointer: string, typing: string): DraftState {
  if (next === before) return before
  const joins = typing !== '' && before.typing === typing
  const past = joins ? before.past : [...before.past, stepTo(before, pointer)].slice(-maxSteps)
  return { ...next, past, future: [], typing }
}

/** Makes the next change a step of its own. */
export function endStep(state: DraftState): DraftState {
  return state.typing === '' ? state : { ...state, typing: '' }
}

/** Moves to the last step of one stack, and adds the way back to the other. */
function travel(state: DraftState, from: 'past' | 'future', to: 'past' | 'future'): DraftState {
  const target = state[from].at(-1)
  if (!target) return state
  const { pointer, ...snapshot } = target
  // Errors that a field reported itself end when its value changes: the field then starts from the new value.
  const reported = Object.entries(state.reported).filter(([at]) => {
    const path = fromPointer(at)
    return deepEqual(getAt(state.values, path), getAt(snapshot.values, path))
  })
  return {
    ...state,
    ...snapshot,
    reported: Object.fromEntries(reported),
    filled: undefined,
    offer: undefined,
    [from]: state[from].slice(0, -1),
    [to]: [...state[to], stepTo(state, pointer)],
    typing: '',
  }
}

/** Undoes the last step. */
export function undo(state: DraftState): DraftState {
  return travel(state, 'past', 'future')
}

/** Redoes the last undone step. */
export function redo(state: DraftState): DraftState {
  return travel(state, 'future', 'past')
}

/** Returns to the start and hides all errors, as a step like any other. */
export function reset(state: DraftState): DraftState {
  const { start: values, startText, past, future } = state
  return record(state, { ...startDraft(values), text: startText, startText, past, future }, '')
}
