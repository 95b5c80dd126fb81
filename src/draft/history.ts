import { deepEqual, isObject } from '../base/json.ts'
import { fromPointer, getAt } from '../base/pointer.ts'
import type { DraftState, Snapshot, Step } from './state.ts'
import { startDraft } from './state.ts'

const maxSteps = 100

function stepTo({ values, kept, missing, text }: Snapshot, pointer: string): Step {
  return { values, kept, missing, text, pointer }
}

/** Whether a value is typed bit by bit. A switch is not, nor are the items of a list, which come and go whole. */
function isTyped(value: unknown): boolean {
  return typeof value !== 'boolean' && !(Array.isArray(value) && value.some(isObject))
}

/**
 * The next state with the way back to the one before. Changes of one field that follow each other are one step, until
 * `endStep`. Where nothing changed there is no step.
 */
export function record(before: DraftState, next: DraftState, pointer: string, value?: unknown): DraftState {
  return recordTyped(before, next, pointer, value !== undefined && isTyped(value) ? pointer : '')
}

/** As `record`, with the name of what is typed: changes of the same name that follow each other are one step. */
export function recordTyped(before: DraftState, next: DraftState, pointer: string, typing: string): DraftState {
  if (next === before) return before
  const joins = typing !== '' && before.typing === typing
  const past = joins ? before.past : [...before.past, stepTo(before, pointer)].slice(-maxSteps)
  return { ...next, past, future: [], typing }
}

/** Lets the next change be a step of its own. */
export function endStep(state: DraftState): DraftState {
  return state.typing === '' ? state : { ...state, typing: '' }
}

/** Goes to the last step of one side, and leaves the way back on the other. */
function travel(state: DraftState, from: 'past' | 'future', to: 'past' | 'future'): DraftState {
  const target = state[from].at(-1)
  if (!target) return state
  const { pointer, ...snapshot } = target
  // What a field reports beside its value lapses where the value is another: the field then starts from that one.
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

/** Takes the last step back. */
export function undo(state: DraftState): DraftState {
  return travel(state, 'past', 'future')
}

/** Takes the last undone step again. */
export function redo(state: DraftState): DraftState {
  return travel(state, 'future', 'past')
}

/** Goes back to the start, and shows no field as faulty. A step like any other. */
export function reset(state: DraftState): DraftState {
  const { start: values, startText, past, future } = state
  return record(state, { ...startDraft(values), text: startText, startText, past, future }, '')
}
