import { createStorage } from './createStorage.ts'
import { testHost } from './testHost.ts'

testHost('mui', {
  uses: { 'creates a storage with Material UI inputs': createStorage },
})
