import type { ReactElement } from 'react'
import { useState } from 'react'
import { flushSync } from 'react-dom'
import { fromPointer } from '../../base/pointer.ts'
import { titleAt } from '../../schema/schemaAt.ts'
import { activeElement } from '../activeElement.ts'
import { ConfirmDialog } from '../ConfirmDialog.tsx'
import { Icon } from '../Icon.tsx'
import { useDraftState } from '../useDraftState.ts'
import type { FormContextValue } from './FormContext.ts'
import { useFormContext } from './FormContext.ts'

/** Undoes or redoes one step and announces the affected field to screen readers. */
export function travel(context: FormContextValue, way: 'undo' | 'redo'): void {
  const { draft, layout, messages, announce, focus } = context
  const { past, future } = draft.getState()
  const step = (way === 'undo' ? past : future).at(-1)
  if (!step) return
  const focused = activeElement()
  flushSync(() => draft[way]())
  // If the step removed the focused element, focus the field that the step changed.
  if (!focused?.isConnected) focus(step.pointer)
  const title = step.pointer === '' ? '' : titleAt(layout.schema, fromPointer(step.pointer))
  announce(way === 'undo' ? messages.undone(title) : messages.redone(title))
}

/** The undo, redo and reset buttons of the form. Disabled ones keep the focus, so that they can be pressed again. */
export function HistoryButtons({ disabled }: { disabled: boolean }): ReactElement {
  const context = useFormContext()
  const { draft, messages, announce } = context
  const [asking, setAsking] = useState(false)
  const canUndo = useDraftState(draft, ({ past }) => past.length > 0) && !disabled
  const canRedo = useDraftState(draft, ({ future }) => future.length > 0) && !disabled
  const canReset = useDraftState(draft, () => draft.isDirty()) && !disabled
  function button(name: 'undo' | 'redo' | 'reset', enabled: boolean, act: () => void): ReactElement {
    return (
      <button
        type="button"
        className="bsf-button bsf-button--quiet"
        aria-disabled={!enabled}
        aria-label={messages[name]}
        title={messages[name]}
        onClick={() => (enabled ? act() : undefined)}
      >
        <Icon name={name} />
      </button>
    )
  }
  return (
    <div role="group" aria-label={messages.history} className="bsf-history">
      {button('undo', canUndo, () => travel(context, 'undo'))}
      {button('redo', canRedo, () => travel(context, 'redo'))}
      {button('reset', canReset, () => setAsking(true))}
      {asking ? (
        <ConfirmDialog
          question={messages.resetQuestion}
          consequence={messages.resetConsequence}
          confirm={messages.reset}
          cancel={messages.keepEditing}
          onCancel={() => setAsking(false)}
          onConfirm={() => {
            flushSync(() => setAsking(false))
            draft.reset()
            announce(messages.resetDone)
          }}
        />
      ) : null}
    </div>
  )
}
