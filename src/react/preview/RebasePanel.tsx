import type { ReactElement, RefObject } from 'react'
import { useId, useMemo, useState } from 'react'
import { getAt } from '../../base/pointer.ts'
import type { Clash } from '../../cluster/submit/answers.ts'
import type { DraftStore } from '../../draft/createDraft.ts'
import type { LiveConflict, NamedValue } from '../../draft/rebase.ts'
import type { Messages } from '../messages.ts'
import { useDraftState } from '../useDraftState.ts'
import { previewMessagesOf } from './previewMessages.ts'

const uid = ['metadata', 'uid']

/** A value in a sentence: a string as it is, anything else as JSON. */
function Shown({ value, unset }: { value: unknown; unset: string }): ReactElement {
  if (value === undefined || value === '') return <span className="bsf-rebase-unset">{unset}</span>
  return <code>{typeof value === 'string' ? value : JSON.stringify(value)}</code>
}

/** One side of a conflict: a value, or those of several related fields. */
function Side({ title, values, unset }: { title: string; values: readonly NamedValue[]; unset: string }): ReactElement {
  return (
    <>
      {values.map((one, index) => (
        <span key={one.title}>
          {index > 0 ? ', ' : ''}
          {one.title === title ? '' : `${one.title}: `}
          <Shown value={one.value} unset={unset} />
        </span>
      ))}
    </>
  )
}

/** The choice between the values of a field that both sides changed. */
function ConflictChoice(props: {
  messages: Messages
  conflict: LiveConflict
  isTaken: boolean
  onTake: (isTaken: boolean) => void
}): ReactElement {
  const { messages, conflict, isTaken, onTake } = props
  const id = useId()
  const words = previewMessagesOf(messages)
  const { title } = conflict
  return (
    <fieldset className="bsf-rebase-conflict">
      <legend>{title}</legend>
      {[false, true].map((isTheirs) => (
        <label key={String(isTheirs)} className="bsf-radio">
          <input type="radio" name={`${id}side`} checked={isTaken === isTheirs} onChange={() => onTake(isTheirs)} />
          <span>
            {isTheirs ? words.takeTheirs : words.keepMine}{' '}
            <Side title={title} values={isTheirs ? conflict.theirs : conflict.mine} unset={messages.unset} />
          </span>
        </label>
      ))}
    </fieldset>
  )
}

interface RebasePanelProps {
  draft: DraftStore
  messages: Messages
  /** The conflict, with the live object. */
  clash: Extract<Clash, { type: 'changed' }>
  /** The heading, which takes the focus. */
  heading: RefObject<HTMLHeadingElement | null>
  /** Called with the keys of the conflicts where the cluster's value wins. */
  onRebase: (taken: readonly string[]) => void
}

/** The changes in the cluster since the user started editing, with a button to rebase onto them. */
export function RebasePanel({ draft, messages, clash, heading, onRebase }: RebasePanelProps): ReactElement {
  const { object, live } = clash
  const id = useId()
  const words = previewMessagesOf(messages)
  const state = useDraftState(draft, (one) => one)
  const { changes, conflicts } = useMemo(
    () => draft.compareWithLive(live),
    // `compareWithLive` reads the state of the draft.
    // oxlint-disable-next-line react/exhaustive-deps
    [draft, live, state],
  )
  const isSame = getAt(draft.context.editing, uid) === getAt(live, uid)
  const [taken, setTaken] = useState<readonly string[]>([])

  return (
    <section className="bsf-decision" aria-labelledby={`${id}heading`}>
      <h3 className="bsf-decision-title" id={`${id}heading`} tabIndex={-1} ref={heading}>
        {(isSame ? words.changedMeanwhile : words.recreatedMeanwhile)(
          `${object.kind} ${object.namespace}/${object.name}`,
        )}
      </h3>
      {changes.length === 0 ? (
        <p>{words.changedByServer}</p>
      ) : (
        <table className="bsf-rebase-changes">
          <thead>
            <tr>
              {[words.changedField, words.changedBefore, words.changedNow].map((title) => (
                <th key={title} scope="col">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {changes.map(({ title, before, after }) => (
              <tr key={title}>
                <th scope="row">{title}</th>
                <td>
                  <Shown value={before} unset={messages.unset} />
                </td>
                <td>
                  <Shown value={after} unset={messages.unset} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {conflicts.length > 0 ? (
        <>
          <p>{words.changedByBoth}</p>
          {conflicts.map((conflict) => (
            <ConflictChoice
              key={conflict.key}
              messages={messages}
              conflict={conflict}
              isTaken={taken.includes(conflict.key)}
              onTake={(isTaken) => {
                const others = taken.filter((key) => key !== conflict.key)
                setTaken(isTaken ? [...others, conflict.key] : others)
              }}
            />
          ))}
        </>
      ) : null}
      <p className="bsf-hint" id={`${id}hint`}>
        {words.rebaseHint}
      </p>
      <button type="button" className="bsf-button" aria-describedby={`${id}hint`} onClick={() => onRebase(taken)}>
        {words.rebase}
      </button>
    </section>
  )
}
