import type { ReactElement, ReactNode } from 'react'
import { createContext, useContext, useId } from 'react'

/** The level of the page's heading. Sections are one level below. */
export const HeadingLevel = createContext<1 | 2>(2)

/** A section of the detail page, with its heading. */
export function DetailSection({ title, children }: { title: string; children: ReactNode }): ReactElement {
  const id = useId()
  const Heading = useContext(HeadingLevel) === 1 ? 'h2' : 'h3'
  return (
    <section className="bsf-section" aria-labelledby={id}>
      <Heading className="bsf-section-title" id={id}>
        {title}
      </Heading>
      {children}
    </section>
  )
}
