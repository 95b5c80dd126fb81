import { type ReactElement, useEffect, useRef } from 'react'
import { hasNavigated } from './routes.ts'

interface PageHeadingProps {
  title: string
  /** The parent page. */
  parent?: { title: string; route: string }
}

/** The heading of a page, which is also the document's title. It takes the focus after navigation. */
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
