import type { ReactElement, ReactNode } from 'react'
import { apiName } from './api.ts'
import { type Page, routes } from './routes.ts'

/** The frame of all pages: the navigation, and which cluster this is. */
export function Layout({ page, children }: { page: Page; children: ReactNode }): ReactElement {
  return (
    <div className="console">
      <nav className="console-nav" aria-label="Console">
        <p className="console-brand">Example console</p>
        <p className="console-nav-group" id="nav-backups">
          Backups
        </p>
        <ul aria-labelledby="nav-backups">
          <li>
            <a href={`#${routes.list}`} aria-current={currentOf(page)}>
              BackupStorage
            </a>
          </li>
        </ul>
      </nav>
      <div className="console-body">
        <header className="console-cluster">
          Cluster: <strong>{apiName}</strong>
        </header>
        {children}
      </div>
    </div>
  )
}

/** The create page belongs to the list: its entry is current without being the page itself. */
function currentOf({ name }: Page): 'page' | 'true' | undefined {
  if (name === 'list') return 'page'
  return name === 'create' ? 'true' : undefined
}
