import type { ReactElement } from 'react'
import { useState } from 'react'
import { flushSync } from 'react-dom'
import { fromPointer } from '../../base/pointer.ts'
import type { Step } from '../../draft/state.ts'
import { titleAt } from '../../schema/schemaAt.ts'
import { activeElement } from '../activeElement.ts'
import { ConfirmDialog } from '../ConfirmDialog.tsx'
import { Icon } from '../Icon.tsx'
import { useDraftState } from '../useDraftState.ts'
import type { FormContextValue } from './FormContext.ts'
import { useFormContext } from './FormContext.ts'

/** Returns a name for the change between a step and the current state: a field's title, the manifest, or the reset. */
function titleOf({ layout, messages, draft }: FormContextValue, step: Step | undefined): string | undefined {
  if (!step || step.pointer !== '') return step && titleAt(layout.schema, fromPointer(step.pointer))
  return step.text === draft.getState().text ? messages.reset : messages.manifest
}

/** Undoes or redoes one step and announces the affected field to screen readers. */
export function travel(context: FormContextValue, way: 'undo' | 'redo'): void {
  const { draft, messages, announce, focus } = context
  const { past, future } = draft.getState()
  const step = (way === 'undo' ? past : future).at(-1)
  const title = titleOf(context, step)
  if (!step || title === undefined) return
  const focused = activeElement()
  flushSync(() => draft[way]())
  // If the step removed the focused element, focus the field that the step changed.
  if (!focused?.isConnected) focus(step.pointer)
  announce(way === 'undo' ? messages.undone(title) : messages.redone(title))
}

/** The undo, redo and reset buttons of the form. Disabled ones keep the focus, so that they can be pressed again. */
export function HistoryButtons({ disabled }: { disabled: boolean }): ReactElement {
  const context = useFormContext()
  const { draft, messages, announce } = context
  const [asking, setAsking] = useState(false)
  const undone = useDraftState(draft, ({ past }) => titleOf(context, past.at(-1)))
  const redone = useDraftState(draft, ({ future }) => titleOf(context, future.at(-1)))
  const canReset = useDraftState(draft, () => draft.isDirty())
  /** A button whose name includes the field that it changes. */
  function button(name: 'undo' | 'redo' | 'reset', title: string | undefined, act: () => void): ReactElement {
    const enabled = title !== undefined && !disabled
    const label = !title ? messages[name] : `${messages[name]}: ${title}`
    return (
      <button
        type="button"
        className="bsf-button bsf-button--quiet"
        aria-disabled={!enabled}
        title={label}
        onClick={() => (enabled ? act() : undefined)}
      >
        <Icon name={name} />
        <span aria-hidden="true">{messages[name]}</span>
        <span className="bsf-visually-hidden">{label}</span>
      </button>
    )
  }
  return (
    <div role="group" aria-label={messages.history} className="bsf-history">
      {button('undo', undone, () => travel(context, 'undo'))}
      {button('redo', redone, () => travel(context, 'redo'))}
      {button('reset', canReset ? '' : undefined, () => setAsking(true))}
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
