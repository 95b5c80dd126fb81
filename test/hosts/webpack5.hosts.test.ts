import { createStorage } from './createStorage.ts'
import { testHost } from './testHost.ts'

testHost('webpack5', { uses: { 'creates a storage': createStorage } })
