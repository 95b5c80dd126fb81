// A page that uses the elements.
import { BackupStorageWizardElement, partNames } from 'backupstorage-forms/element'
import type { WizardElementProperties } from 'backupstorage-forms/element'

const wizard = new BackupStorageWizardElement()
const given: WizardElementProperties = { baseUrl: '/k8s', fields: { '/namespace': 'fixed' } }
wizard.title = partNames.join()
document.body.append(Object.assign(wizard, given))
