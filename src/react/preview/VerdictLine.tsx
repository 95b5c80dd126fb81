import type { ReactElement, RefObject } from 'react'
import type { Verdict } from '../../cluster/dryRun.ts'
import type { Messages } from '../messages.ts'
import { previewMessagesOf } from './previewMessages.ts'
import type { AskedVerdict } from './useVerdict.ts'

/** What a verdict comes to. Where a choice helps, it says so rather than that something would be refused. */
function outcomeOf({ failures, clashes }: Verdict): 'taken' | 'secretThere' | 'changed' | 'refused' {
  if (failures.length === 0) return 'taken'
  if (clashes.some(({ type }) => type === 'changed')) return 'changed'
  return failures.length === 1 && clashes.some(({ object }) => object.kind === 'Secret') ? 'secretThere' : 'refused'
}

/** What the cluster said when it was asked, or that it was not asked about this text. */
export function VerdictLine(props: {
  messages: Messages
  asked: AskedVerdict
  /** Whether it was asked about the text as it is now. */
  isCurrent: boolean
  /** Whether a submit failed since. */
  hasFailed: boolean
  canAsk: boolean
  onAsk: () => void
  /** The sentence, which takes the focus once a choice was made. */
  sentence: RefObject<HTMLParagraphElement | null>
}): ReactElement {
  const { messages, asked, isCurrent, hasFailed, canAsk, onAsk, sentence } = props
  const words = previewMessagesOf(messages)
  const said = asked.state === 'asked' ? asked.verdict && outcomeOf(asked.verdict) : asked.state
  const state = hasFailed ? 'failed' : ((isCurrent ? said : undefined) ?? 'none')
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
