import type { ReactElement } from 'react'
import { focusHeading } from './focusHeading.ts'

/** Shows why something couldn't be loaded, with a button to retry. */
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
  /** Whether the page works without it. */
  minor?: boolean
  onRetry: () => void
}
