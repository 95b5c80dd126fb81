import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { createStorage } from './createStorage.ts'
import { testHost } from './testHost.ts'

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8')

it("contains the README's cluster example verbatim", () => {
  const block = /^```tsx src\/CreateStorage\.tsx\n([^]*?)^```$/m.exec(read('../../README.md'))?.[1]
  expect(read('vite-react19/src/CreateStorage.tsx')).toBe(block)
})

testHost('vite-react19', {
  uses: {
    'creates a storage from the list, finds it there and opens it': async (page, cluster) => {
      await page.getByRole('link', { name: 'Create New Instance' }).click()
      await createStorage(page, cluster, 'Backups')
      await page.getByRole('grid').getByRole('link', { name: 's3-backup', exact: true }).click()
      await page.getByRole('list', { name: 'Conditions' }).getByText('BackendInitialized').waitFor()
    },
  },
})
