import type { ReactElement, ReactNode } from 'react'
import { useId } from 'react'

/** A section of the detail page, with its heading. */
export function DetailSection({ title, children }: { title: string; children: ReactNode }): ReactElement {
  const id = useId()
  return (
    <section className="bsf-section" aria-labelledby={id}>
      <h3 className="bsf-section-title" id={id}>
        {title}
      </h3>
      {children}
    </section>
  )
}
