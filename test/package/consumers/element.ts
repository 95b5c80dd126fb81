// A page that uses the elements.
import { BackupStorageWizardElement, partNames } from 'backupstorage-forms/element'
import type { WizardElementProperties } from 'backupstorage-forms/element'

const wizard = new BackupStorageWizardElement()
const given: WizardElementProperties = { baseUrl: '/k8s', fields: { '/namespace': 'fixed' } }
wizard.title = partNames.join()
document.body.append(Object.assign(wizard, given))

const form = document.createElement('backup-storage-form')
form.addEventListener('change', ({ detail }) => {
  form.title = `${form.values?.name ?? ''}: ${detail.diagnostics.length}`
})
form.addEventListener('click', ({ clientX }) => form.focusField(clientX > 0 ? '/name' : '/namespace'))
