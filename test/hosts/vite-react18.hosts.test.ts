import { createStorage } from './createStorage.ts'
import { testHost } from './testHost.ts'

testHost('vite-react18', { uses: { 'creates a storage': createStorage } })
