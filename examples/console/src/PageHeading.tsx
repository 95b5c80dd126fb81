import { type ReactElement, useEffect, useRef } from 'react'
import { hasNavigated } from './routes.ts'

interface PageHeadingProps {
  title: string
  /** The page that this one belongs to. */
  parent?: { title: string; route: string }
}

/** The heading of a page. It names the document, and takes the focus when one comes from another page. */
export function PageHeading({ title, parent }: PageHeadingProps): ReactElement {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = `${title} · Backups`
    if (hasNavigated()) heading.current?.focus()
  }, [title])
  return (
    <header className="page-heading">
      {parent && (
        <a className="page-parent" href={`#${parent.route}`}>
          {parent.title}
        </a>
      )}
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
    </header>
  )
}
