import { createStorage } from './createStorage.ts'
import { testHost } from './testHost.ts'

testHost('vite-react18', { uses: { 'a storage is created': createStorage } })
