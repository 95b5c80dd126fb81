import type { ReactElement, RefObject } from 'react'
import { Icon } from '../Icon.tsx'
import type { PreviewState } from './previewState.ts'
import { stateIcons } from './previewState.ts'

/** The status of a preview in one line: the verdict, its details, and the action that continues. */
export function VerdictLine(props: {
  state: PreviewState
  verdict: string
  /** Whether it is the outcome of a submit, announced at once. */
  isAlert: boolean
  /** Sentences after the verdict. Empty ones are omitted. */
  details: readonly string[]
  action?: { title: string; act: () => void } | undefined
  /** The status, which takes the focus after a decision or a new dry run. */
  sentence: RefObject<HTMLParagraphElement | null>
}): ReactElement {
  const { state, verdict, isAlert, details, action, sentence } = props
  return (
    <div className="bsf-validation-summary bsf-verdict" data-severity={stateIcons[state]}>
      <Icon name={stateIcons[state]} />
      <p role={isAlert ? 'alert' : 'status'} tabIndex={-1} ref={sentence}>
        <strong>{verdict}</strong> {details.filter((one) => one !== '').join(' ')}
      </p>
      {action ? (
        <button type="button" className="bsf-button" onClick={action.act}>
          {action.title}
        </button>
      ) : null}
    </div>
  )
}
