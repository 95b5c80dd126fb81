import type { EditorState, Extension } from '@codemirror/state'
import { StateEffect } from '@codemirror/state'
import type { EditorView, ViewUpdate } from '@codemirror/view'
import { ViewPlugin } from '@codemirror/view'
import type { TextRange } from '../../../text/parseText.ts'
import type { SecretFinder } from '../hiddenRanges.ts'
import { awayFrom, much, settled, settledLong } from '../hiddenRanges.ts'

/** Hides parts of the text. */
export const hide = StateEffect.define<readonly TextRange[]>({
  map: (ranges, changes) =>
    ranges.map(({ from, to }) => ({ from: changes.mapPos(from, 1), to: changes.mapPos(to, -1) })),
})

/**
 * Hides newly typed values as soon as the cursor leaves them.
 *
 * Finding them means reading the changed text, so it waits for a pause in typing. If there is much to read, it waits
 * until the cursor leaves the changed line.
 *
 * @param hiddenOf returns the hidden ranges; undefined while values are revealed
 */
export function hideTyped(
  find: SecretFinder,
  hiddenOf: (state: EditorState) => readonly TextRange[] | undefined,
): Extension {
  return ViewPlugin.fromClass(
    class {
      readonly view: EditorView
      timer: ReturnType<typeof setTimeout> | undefined
      /** The range changed since the last search for values. */
      changed: TextRange | undefined
      /** Values that the user is typing. */
      typed: readonly TextRange[] = []
      constructor(view: EditorView) {
        this.view = view
      }
      update({ state, changes, docChanged, selectionSet, focusChanged, view }: ViewUpdate): void {
        if (!hiddenOf(state)) {
          this.changed = undefined
          this.typed = []
          return
        }
        if (docChanged) {
          const map = ({ from, to }: TextRange): TextRange => ({
            from: changes.mapPos(from, -1),
            to: changes.mapPos(to, 1),
          })
          this.typed = this.typed.map(map)
          let changed = this.changed && map(this.changed)
          changes.iterChangedRanges((_fromA, _toA, from, to) => {
            changed = { from: Math.min(from, changed?.from ?? from), to: Math.max(to, changed?.to ?? to) }
          })
          this.changed = changed
        }
        const isLeft = focusChanged && !view.hasFocus
        if (isLeft || (selectionSet && awayFrom(this.typed, state.selection.main.head).length > 0)) this.later(0)
        else if (this.changed && (docChanged || selectionSet)) this.later(settled)
      }
      later(delay: number): void {
        clearTimeout(this.timer)
        this.timer = setTimeout(() => this.look(delay !== settled), delay)
      }
      /** Returns whether the cursor is in the changed line. */
      isThere({ from, to }: TextRange): boolean {
        const { doc, selection } = this.view.state
        const line = doc.lineAt(selection.main.head)
        return this.view.hasFocus && from >= line.from && to <= line.to
      }
      look(now: boolean): void {
        const { view, changed } = this
        const { state } = view
        const hidden = hiddenOf(state)
        if (!hidden || (!changed && this.typed.length === 0)) return
        const text = state.doc.toString()
        if (!now && changed && find.unread(text) > much) {
          if (!this.isThere(changed)) this.later(settledLong)
          return
        }
        this.changed = undefined
        const found = find(text)
        const elsewhere = awayFrom(found, view.hasFocus ? state.selection.main.head : undefined)
        this.typed = found.filter((range) => !elsewhere.includes(range))
        const fresh = elsewhere.filter(({ from, to }) => !hidden.some((one) => one.from <= from && one.to >= to))
        if (fresh.length > 0) view.dispatch({ effects: hide.of(fresh) })
      }
      destroy(): void {
        clearTimeout(this.timer)
      }
    },
  )
}
