import type { ReactElement } from 'react'
import { BackupStorageDetailPage } from './BackupStorageDetailPage.tsx'
import { BackupStorageListPage } from './BackupStorageListPage.tsx'
import { CreateBackupStoragePage } from './CreateBackupStoragePage.tsx'
import { EditBackupStoragePage } from './EditBackupStoragePage.tsx'
import { Layout } from './Layout.tsx'
import { NotFoundPage } from './NotFoundPage.tsx'
import { type Page, pageOf, useRoute } from './routes.ts'

/** The console: the current page in the frame that all pages share. */
export function App(): ReactElement {
  const route = useRoute()
  const page = pageOf(route)
  return (
    <Layout page={page}>
      {/* A new page resets its state; a list with another filter is the same page. */}
      <main key={page.name === 'list' ? page.name : route}>{show(page)}</main>
    </Layout>
  )
}

function show(page: Page): ReactElement {
  switch (page.name) {
    case 'list':
      return <BackupStorageListPage shown={page} />
    case 'create':
      return <CreateBackupStoragePage from={page.from} namespace={page.namespace} />
    case 'detail':
      return <BackupStorageDetailPage storage={page.storage} />
    case 'edit':
      return <EditBackupStoragePage storage={page.storage} />
    case 'unknown':
      return <NotFoundPage />
  }
}
