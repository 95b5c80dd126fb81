import { type ReactElement, useState } from 'react'
import { BackupStorageListPage } from './BackupStorageListPage.tsx'
import { CreateBackupStoragePage } from './CreateBackupStoragePage.tsx'
import { Layout } from './Layout.tsx'
import { NotFoundPage } from './NotFoundPage.tsx'
import type { StorageName } from './storage.ts'
import { navigate, pageOf, routes, useRoute } from './routes.ts'

/** The console: what the address names, within the frame that all pages share. */
export function App(): ReactElement {
  const route = useRoute()
  const page = pageOf(route)
  const [created, setCreated] = useState<StorageName>()

  function show(): ReactElement {
    switch (page.name) {
      case 'list':
        return <BackupStorageListPage created={created} onDismiss={() => setCreated(undefined)} />
      case 'create':
        return (
          <CreateBackupStoragePage
            from={page.from}
            onCancel={() => navigate(routes.list)}
            onCreated={(storage) => {
              setCreated(storage)
              navigate(routes.list)
            }}
          />
        )
      case 'unknown':
        return <NotFoundPage />
    }
  }

  return (
    <Layout page={page}>
      <main key={route}>{show()}</main>
    </Layout>
  )
}
