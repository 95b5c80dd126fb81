import { createStorage } from './createStorage.ts'
import { testHost } from './testHost.ts'

testHost('vue', {
  uses: {
    'creates a storage from the list, finds it there and opens it, with custom elements': async (page, cluster) => {
      await page.getByRole('button', { name: 'Create New Instance' }).click()
      await createStorage(page, cluster, 'Backups')
      await page.getByRole('grid').getByRole('button', { name: 's3-backup', exact: true }).click()
      await page.getByRole('list', { name: 'Conditions' }).getByText('BackendInitialized').waitFor()
    },
  },
})
