import { type ReactElement, useEffect } from 'react'
import { focusHeading } from './focusHeading.ts'
import { hasNavigated } from './routes.ts'

interface PageHeadingProps {
  title: string
  /** The parent page. */
  parent?: { title: string; route: string }
  /** Whether the content of the page has the heading. */
  isElsewhere?: boolean
}

/** The heading of a page, which is also the document's title. It takes the focus after navigation. */
export function PageHeading({ title, parent, isElsewhere = false }: PageHeadingProps): ReactElement {
  useEffect(() => {
    document.title = `${title} · Backups`
    if (hasNavigated()) focusHeading()
  }, [title])
  return (
    <header className="page-heading">
      {parent && (
        <a className="page-parent" href={`#${parent.route}`}>
          {parent.title}
        </a>
      )}
      {isElsewhere ? null : <h1 tabIndex={-1}>{title}</h1>}
    </header>
  )
}
