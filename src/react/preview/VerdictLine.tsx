import type { ReactElement, RefObject } from 'react'
import type { Verdict } from '../../cluster/dryRun.ts'
import type { Messages } from '../messages.ts'
import { previewMessagesOf } from './previewMessages.ts'
import type { Decision } from './decide.ts'
import type { AskedVerdict } from './useVerdict.ts'

/** Returns the outcome of a dry run. */
function outcomeOf({ refusals }: Verdict): 'taken' | 'refused' {
  return refusals.length === 0 ? 'taken' : 'refused'
}

/** The result of the dry run, or a note that the cluster has not checked this text. */
export function VerdictLine(props: {
  messages: Messages
  asked: AskedVerdict
  /** Whether the dry run was about the current text. */
  isCurrent: boolean
  /** Whether a submit has failed since. */
  hasFailed: boolean
  /** The user's next decision, shown below. */
  decision: Decision | undefined
  canAsk: boolean
  onAsk: () => void
  /** The status line, which takes the focus after a decision or a new dry run. */
  sentence: RefObject<HTMLParagraphElement | null>
}): ReactElement {
  const { messages, asked, isCurrent, hasFailed, decision, canAsk, onAsk, sentence } = props
  const words = previewMessagesOf(messages)
  const said = asked.state === 'asked' ? asked.verdict && outcomeOf(asked.verdict) : asked.state
  const open = decision && (decision.type === 'changed' ? 'changed' : 'secretThere')
  const state = open ?? (hasFailed ? 'failed' : ((isCurrent ? said : undefined) ?? 'none'))
  return (
    <div className="bsf-verdict" data-state={state}>
      <p role="status" tabIndex={-1} ref={sentence}>
        {words.verdict[state]}
      </p>
      {['none', 'failed', 'refused', 'secretThere', 'changed'].includes(state) ? (
        <button type="button" className="bsf-button" onClick={onAsk} aria-disabled={!canAsk} disabled={!canAsk}>
          {words.askCluster}
        </button>
      ) : null}
    </div>
  )
}
