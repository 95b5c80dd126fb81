import type { Extension } from '@codemirror/state'
import { StateEffect, StateField } from '@codemirror/state'
import type { Tooltip } from '@codemirror/view'
import { EditorView, keymap, showTooltip } from '@codemirror/view'

/** Opens a tooltip that stays until the cursor moves, the text changes or the user presses Escape; null closes it. */
export const pin = StateEffect.define<Tooltip | null>()

const field = StateField.define<Tooltip | null>({
  create: () => null,
  update(tooltip, { effects, docChanged, selection }) {
    const pinned = effects.findLast((effect) => effect.is(pin))
    if (pinned) return pinned.value as Tooltip | null
    return docChanged || selection ? null : tooltip
  },
  provide: (self) => showTooltip.from(self),
})

export const pinnedTooltip: Extension = [
  field,
  keymap.of([
    {
      key: 'Escape',
      run: (view) => {
        if (!view.state.field(field)) return false
        view.dispatch({ effects: pin.of(null) })
        return true
      },
    },
  ]),
  EditorView.domEventHandlers({
    blur: (_event, view) => {
      if (view.state.field(field)) setTimeout(() => view.dispatch({ effects: pin.of(null) }))
    },
  }),
]
