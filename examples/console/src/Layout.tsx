import type { ReactElement, ReactNode } from 'react'
import { apiName } from './api.ts'
import { routes } from './routes.ts'

/** The frame of all pages: the navigation, and which cluster this is. */
export function Layout({ route, children }: { route: string; children: ReactNode }): ReactElement {
  return (
    <div className="console">
      <nav className="console-nav" aria-label="Console">
        <p className="console-brand">Example console</p>
        <p className="console-nav-group" id="nav-backups">
          Backups
        </p>
        <ul aria-labelledby="nav-backups">
          <li>
            <a href={`#${routes.list}`} aria-current={currentOf(route)}>
              BackupStorage
            </a>
          </li>
        </ul>
      </nav>
      <div className="console-body">
        <header className="console-cluster">
          Cluster: <strong>{apiName}</strong>
        </header>
        <main key={route}>{children}</main>
      </div>
    </div>
  )
}

/** The create page belongs to the list: its entry is current without being the page itself. */
function currentOf(route: string): 'page' | 'true' | undefined {
  if (route === routes.list) return 'page'
  return route === routes.create ? 'true' : undefined
}
