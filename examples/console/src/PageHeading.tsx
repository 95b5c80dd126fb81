import { type ReactElement, type ReactNode, useEffect, useRef } from 'react'
import { hasNavigated } from './routes.ts'

/** The heading of a page, with its buttons. It names the document, and takes the focus when one comes from another page. */
export function PageHeading({ title, children }: { title: string; children?: ReactNode }): ReactElement {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = `${title} · Backups`
    if (hasNavigated()) heading.current?.focus()
  }, [title])
  return (
    <header className="page-heading">
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {children}
    </header>
  )
}
