import { createStorage } from './createStorage.ts'
import { testHost } from './testHost.ts'

testHost('mui', {
  uses: { 'a storage is created with the inputs of Material UI': createStorage },
})
