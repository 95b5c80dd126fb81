import type { ReactElement } from 'react'
import { PageHeading } from './PageHeading.tsx'
import { routes } from './routes.ts'

/** For an unknown address. */
export function NotFoundPage(): ReactElement {
  return (
    <>
      <PageHeading title="Page not found" />
      <div className="panel">
        <p>This address doesn't match any page.</p>
        <p>
          <a href={`#${routes.list()}`}>Go to BackupStorage</a>
        </p>
      </div>
    </>
  )
}
