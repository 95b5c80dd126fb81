import { invertedEffects } from '@codemirror/commands'
import type { ChangeDesc, EditorState, Extension, Transaction } from '@codemirror/state'
import { Annotation, StateEffect, StateField } from '@codemirror/state'
import type { DecorationSet } from '@codemirror/view'
import { Decoration, EditorView, WidgetType } from '@codemirror/view'
import { mask, maskText } from '../../../manifests/maskText.ts'
import type { TextRange } from '../../../text/parseText.ts'
import { createSecretFinder, joinRanges } from '../hiddenRanges.ts'
import { hide, hideTyped } from './hideTyped.ts'

/** Marks a transaction that takes over a text from outside the editor. */
export const fromOutside = Annotation.define<boolean>()

/** Shows or hides the values of Secrets. */
export const setRevealed = StateEffect.define<boolean>()

class Mask extends WidgetType {
  readonly label: string
  constructor(label: string) {
    super()
    this.label = label
  }
  override eq(other: Mask): boolean {
    return other.label === this.label
  }
  override toDOM(): HTMLElement {
    const element = document.createElement('span')
    element.className = 'cm-mask'
    element.setAttribute('role', 'img')
    element.setAttribute('aria-label', this.label)
    element.textContent = mask
    return element
  }
  override ignoreEvent(): boolean {
    return false
  }
}

interface Hidden {
  revealed: boolean
  ranges: DecorationSet
}

function rangesOf(set: DecorationSet, within: TextRange = { from: 0, to: Infinity }): TextRange[] {
  const ranges: TextRange[] = []
  set.between(within.from, within.to, (from, to) => {
    if (from < within.to && to > within.from) ranges.push({ from, to })
  })
  return ranges
}

/** Returns whether a change replaces the whole range, or touches it if the change is from outside. */
function isGone(changes: ChangeDesc, { from, to }: TextRange, outside: boolean): boolean {
  let gone = false
  changes.iterChangedRanges((start, end) => {
    if (outside ? start < to && end > from : start <= from && end >= to) gone = true
  })
  return gone
}

/** The last copied or cut text, as shown and unmasked. */
interface Taken {
  shown: string
  real: string
  hidden: readonly TextRange[]
}

/** Returns the hidden ranges in a paste of the taken text. */
function putIn({ changes }: Transaction, taken: Taken): TextRange[] {
  const ranges: TextRange[] = []
  changes.iterChanges((_fromA, _toA, fromB, _toB, inserted) => {
    if (inserted.toString() !== taken.real) return
    for (const { from, to } of taken.hidden) ranges.push({ from: fromB + from, to: fromB + to })
  })
  return ranges
}

/** Returns the hidden ranges in moved or duplicated lines. */
function carried({ changes, startState }: Transaction, hidden: readonly TextRange[]): TextRange[] {
  const lines = hidden.map(({ from, to }) => {
    const start = startState.doc.lineAt(from).from
    return { text: startState.sliceDoc(start, to), before: from - start }
  })
  const ranges: TextRange[] = []
  changes.iterChanges((_fromA, _toA, fromB, _toB, inserted) => {
    if (inserted.lines < 2) return
    const text = inserted.toString()
    for (const line of lines) {
      for (let at = text.indexOf(line.text); at >= 0; at = text.indexOf(line.text, at + line.text.length)) {
        ranges.push({ from: fromB + at + line.before, to: fromB + at + line.text.length })
      }
    }
  })
  return ranges
}

export interface SecretValues {
  extension: Extension
  /** Returns the hidden ranges that overlap with a range. */
  hiddenIn: (state: EditorState, range: TextRange) => readonly TextRange[]
  /** Extends a range to include the whole hidden value at either end. */
  around: (state: EditorState, range: TextRange) => TextRange
}

/** Hides the values of Secrets. They stay in the state, but are neither in the DOM nor in copied text. */
export function secretValues(doc: string, options: { revealed: boolean; label: string }): SecretValues {
  const find = createSecretFinder()
  const decoration = Decoration.replace({ widget: new Mask(options.label) })
  const decorate = (ranges: readonly TextRange[]): DecorationSet =>
    Decoration.set(ranges.map(({ from, to }) => decoration.range(from, to)))
  let taken: Taken | undefined

  const field = StateField.define<Hidden>({
    create: () => ({
      revealed: options.revealed,
      ranges: options.revealed ? Decoration.none : decorate(find(doc)),
    }),
    update(before, transaction) {
      let { revealed, ranges } = before
      const { changes, docChanged, newDoc } = transaction
      const outside = transaction.annotation(fromOutside) === true
      let more: TextRange[] = []
      if (docChanged && !revealed) {
        ranges = ranges.update({ filter: (from, to) => !isGone(changes, { from, to }, outside) }).map(changes)
        more = outside ? find(newDoc.toString()) : carried(transaction, rangesOf(before.ranges))
        if (taken) more = joinRanges(more, putIn(transaction, taken))
      }
      for (const effect of transaction.effects) {
        if (effect.is(setRevealed) && effect.value !== revealed) {
          revealed = effect.value
          ranges = Decoration.none
          more = revealed ? [] : find(newDoc.toString())
        } else if (effect.is(hide) && !revealed) more = joinRanges(more, effect.value)
      }
      if (ranges === before.ranges && revealed === before.revealed && more.length === 0) return before
      return { revealed, ranges: more.length === 0 ? ranges : decorate(joinRanges(rangesOf(ranges), more)) }
    },
    provide: (self) => [
      EditorView.decorations.from(self, ({ ranges }) => ranges),
      EditorView.atomicRanges.of((view) => view.state.field(self).ranges),
    ],
  })

  const hiddenIn = (state: EditorState, within: TextRange): TextRange[] => rangesOf(state.field(field).ranges, within)

  function around(state: EditorState, { from, to }: TextRange): TextRange {
    const hidden = [...hiddenIn(state, { from, to: from }), ...hiddenIn(state, { from: to, to })]
    return {
      from: Math.min(from, ...hidden.map((one) => one.from)),
      to: Math.max(to, ...hidden.map((one) => one.to)),
    }
  }

  /** Returns parts of the text as shown, and the text that a paste restores. */
  function take(state: EditorState, parts: readonly TextRange[]): Taken {
    const result = { shown: '', real: '', hidden: [] as TextRange[] }
    for (const [i, part] of parts.entries()) {
      if (i > 0) {
        result.shown += '\n'
        result.real += '\n'
      }
      const text = state.sliceDoc(part.from, part.to)
      const hidden = hiddenIn(state, part).map(({ from, to }) => ({
        from: Math.max(0, from - part.from),
        to: Math.min(text.length, to - part.from),
      }))
      for (const { from, to } of hidden) {
        result.hidden.push({ from: from + result.real.length, to: to + result.real.length })
      }
      result.shown += maskText(text, hidden).shown
      result.real += text
    }
    return result
  }

  /** Returns the text to copy or drag: the selection, or else the lines of the cursors. */
  function output(text: string, state: EditorState): string {
    const selected = state.selection.ranges.filter(({ empty }) => !empty)
    const lines = new Map(state.selection.ranges.map(({ head }) => [state.doc.lineAt(head).number, head]))
    const parts = selected.length > 0 ? selected : [...lines.values()].map((head) => state.doc.lineAt(head))
    const result = take(state, parts)
    if (result.real !== text) return state.field(field).revealed ? text : mask
    taken = result.hidden.length > 0 ? result : undefined
    return result.shown
  }

  // A linewise paste has an extra line break at its end.
  function input(text: string): string {
    if (!taken || text.trimEnd() !== taken.shown.trimEnd()) return text
    taken = { ...taken, real: taken.real + text.slice(taken.shown.length), shown: text }
    return taken.real
  }

  return {
    hiddenIn,
    around,
    extension: [
      field,
      invertedEffects.of((transaction) => {
        const gone = rangesOf(transaction.startState.field(field).ranges).filter((range) =>
          isGone(transaction.changes, range, false),
        )
        return gone.length > 0 ? [hide.of(gone)] : []
      }),
      EditorView.clipboardOutputFilter.of(output),
      EditorView.clipboardInputFilter.of(input),
      hideTyped(find, (state) => {
        const { revealed, ranges } = state.field(field)
        return revealed ? undefined : rangesOf(ranges)
      }),
    ],
  }
}
