import { type ReactElement, useState } from 'react'
import { BackupStorageListPage } from './BackupStorageListPage.tsx'
import { CreateBackupStoragePage } from './CreateBackupStoragePage.tsx'
import { Layout } from './Layout.tsx'
import { NotFoundPage } from './NotFoundPage.tsx'
import type { StorageName } from './storage.ts'
import { navigate, routes, useRoute } from './routes.ts'

/** The console: what the address names, within the frame that all pages share. */
export function App(): ReactElement {
  const route = useRoute()
  const [created, setCreated] = useState<StorageName>()

  function show(): ReactElement {
    switch (route) {
      case routes.list:
        return <BackupStorageListPage created={created} onDismiss={() => setCreated(undefined)} />
      case routes.create:
        return (
          <CreateBackupStoragePage
            onCancel={() => navigate(routes.list)}
            onCreated={(storage) => {
              setCreated(storage)
              navigate(routes.list)
            }}
          />
        )
      default:
        return <NotFoundPage />
    }
  }

  return <Layout route={route}>{show()}</Layout>
}
