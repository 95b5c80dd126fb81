import type { ReactElement } from 'react'

/** The rows of a table that is being loaded. A status next to it says so. */
export function Skeleton(): ReactElement {
  return (
    <div className="bsf-skeleton" aria-hidden="true">
      <div />
      <div />
      <div />
      <div />
      <div />
    </div>
  )
}
