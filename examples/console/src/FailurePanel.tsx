import type { ReactElement } from 'react'
import { focusHeading } from './focusHeading.ts'

/** Says why something could not be read, and offers to try again. */
export function FailurePanel({ title, error, minor = false, onRetry }: FailurePanelProps): ReactElement {
  return (
    <div className={minor ? 'panel' : 'panel panel-failure'} role={minor ? 'status' : 'alert'}>
      <h2>{title}</h2>
      <p>{error.message}</p>
      <button
        type="button"
        onClick={() => {
          focusHeading()
          onRetry()
        }}
      >
        Try again
      </button>
    </div>
  )
}

interface FailurePanelProps {
  title: string
  error: Error
  /** Whether the page can do without it. */
  minor?: boolean
  onRetry: () => void
}
