import type { ReactElement, ReactNode } from 'react'
import { Suspense } from 'react'
import { ErrorBoundary } from '../ErrorBoundary.tsx'
import type { PageMessages } from '../pageMessages.ts'

/** A part of the page that is loaded after the rest, with a message if that fails. */
export function Later(props: { waiting: ReactNode; words: PageMessages; children: ReactNode }): ReactElement {
  const { waiting, words, children } = props
  return (
    <ErrorBoundary
      fallback={() => (
        <p className="bsf-alert" role="alert">
          {words.failed}
        </p>
      )}
    >
      <Suspense fallback={waiting}>{children}</Suspense>
    </ErrorBoundary>
  )
}
