import { expect, it } from 'vitest'
import { BackupStorageFormElement, partNames } from 'backupstorage-forms/element'

it('imports without a DOM, as on a server', () => {
  expect(typeof customElements).toBe('undefined')
  expect(BackupStorageFormElement).toBeTypeOf('function')
  expect(partNames).toContain('button-primary')
})
