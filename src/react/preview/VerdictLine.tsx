import type { ReactElement } from 'react'
import type { Messages } from '../messages.ts'
import { previewMessagesOf } from './previewMessages.ts'
import type { AskedVerdict } from './useVerdict.ts'

/** What the cluster said when it was asked, or that it was not asked about this text. */
export function VerdictLine(props: {
  messages: Messages
  asked: AskedVerdict
  /** Whether it was asked about the text as it is now. */
  isCurrent: boolean
  canAsk: boolean
  onAsk: () => void
}): ReactElement {
  const { messages, asked, isCurrent, canAsk, onAsk } = props
  const words = previewMessagesOf(messages)
  const failures = asked.verdict?.failures.length ?? 0
  const state =
    !isCurrent || asked.state === 'none'
      ? 'none'
      : asked.state === 'asking'
        ? 'asking'
        : failures > 0
          ? 'refused'
          : 'taken'
  return (
    <div className="bsf-verdict" data-state={state}>
      <p role="status">{words.verdict[state]}</p>
      {state === 'none' || state === 'refused' ? (
        <button type="button" className="bsf-button" onClick={onAsk} aria-disabled={!canAsk} disabled={!canAsk}>
          {words.askCluster}
        </button>
      ) : null}
    </div>
  )
}
