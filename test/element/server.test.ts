import { expect, it } from 'vitest'
import { BackupStorageFormElement, partNames } from 'backupstorage-forms/element'

it('can be imported where there is no page, as a server does that renders one', () => {
  expect(typeof customElements).toBe('undefined')
  expect(BackupStorageFormElement).toBeTypeOf('function')
  expect(partNames).toContain('button-primary')
})
