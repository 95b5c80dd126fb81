import { deepEqual } from '../base/json.ts'
import type { Context } from '../context/context.ts'
import { secretRanges } from '../manifests/secretRanges.ts'
import type { Reader } from './manifestText.ts'
import { rebaseValues } from '../values/rebaseValues.ts'
import { editText, editedFormat, readingOf } from './manifestText.ts'
import type { DraftState, DraftText } from './state.ts'

/** Returns a text with an empty string instead of each value that may be a secret, and without such comments. */
function withoutSecretValues(text: string): string {
  let rest = text
  for (const { from, to } of secretRanges(text).toReversed()) {
    // A comment, or a part of a URL.
    const isPart = /(?:#\s*|:\/\/)$/.test(text.slice(Math.max(0, from - 20), from))
    rest = rest.slice(0, from) + (isPart ? '' : '""') + rest.slice(to)
  }
  return rest
}

/** Returns the edited text to save: with the changes of the form, and without secrets. */
export function textToSave(state: DraftState, context: Context, read: Reader): DraftText | undefined {
  const { text } = state
  if (!text || text.unread) return text
  const format = editedFormat(text)
  const current = withoutSecretValues(readingOf(state, format, context, read).read.text)
  return format === 'yaml' ? { yaml: current } : { yaml: withoutSecretValues(text.yaml), json: current }
}

/** Reads a restored text: the values follow it, with the changes that were made in the form since then. */
export function readRestored(state: DraftState, context: Context, read: Reader): DraftState {
  const { text, values } = state
  if (!text?.unread) return state
  const { unread, ...plain } = text
  const found = editText(state, plain.json ?? plain.yaml, editedFormat(plain), [], context, read)
  const merged = found.readable ? rebaseValues(unread, values, found.state.values, context).values : values
  return { ...state, text: plain, values: deepEqual(values, unread) ? found.state.values : merged }
}
