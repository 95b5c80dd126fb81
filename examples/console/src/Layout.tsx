import type { ReactElement, ReactNode } from 'react'
import { apiName, whoAmI } from './api.ts'
import { type Page, routes } from './routes.ts'
import { useLoaded } from './useLoaded.ts'

/** The frame of all pages: the navigation, the cluster and the user. */
export function Layout({ page, children }: { page: Page; children: ReactNode }): ReactElement {
  const { value: user } = useLoaded(whoAmI)
  return (
    <div className="console">
      <nav className="console-nav" aria-label="Console">
        <p className="console-brand">Example console</p>
        <p className="console-nav-group" id="nav-backups">
          Backups
        </p>
        <ul aria-labelledby="nav-backups">
          <li>
            <a href={`#${routes.list()}`} aria-current={currentOf(page)}>
              BackupStorage
            </a>
          </li>
        </ul>
      </nav>
      <div className="console-body">
        <header className="console-cluster">
          Cluster: <strong>{apiName}</strong>
          {user !== undefined && (
            <>
              {' '}
              as <strong>{user}</strong>
            </>
          )}
        </header>
        {children}
      </div>
    </div>
  )
}

/** Pages of a single storage belong to the list, so its entry is current without being the page itself. */
function currentOf({ name }: Page): 'page' | 'true' | undefined {
  if (name === 'list') return 'page'
  return name === 'unknown' ? undefined : 'true'
}
