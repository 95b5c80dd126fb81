// The components as custom elements. Imports `react` and the folders above it.

import type { BackupStorageDetailElement } from './BackupStorageDetailElement.tsx'
import type { BackupStorageFormElement } from './BackupStorageFormElement.tsx'
import type { BackupStorageListElement } from './BackupStorageListElement.tsx'
import type { BackupStorageWizardElement } from './BackupStorageWizardElement.tsx'

export type { DetailElementEvents, DetailElementProperties } from './BackupStorageDetailElement.tsx'
export { BackupStorageDetailElement } from './BackupStorageDetailElement.tsx'
export type { FormElementEvents, FormElementProperties } from './BackupStorageFormElement.tsx'
export { BackupStorageFormElement } from './BackupStorageFormElement.tsx'
export type { ListElementEvents, ListElementProperties } from './BackupStorageListElement.tsx'
export { BackupStorageListElement } from './BackupStorageListElement.tsx'
export type { SubmitDetail, WizardElementEvents, WizardElementProperties } from './BackupStorageWizardElement.tsx'
export { BackupStorageWizardElement } from './BackupStorageWizardElement.tsx'
export { partNames } from './exposeParts.ts'
export type { NavigateDetail } from './navigation.ts'

declare global {
  interface HTMLElementTagNameMap {
    'backup-storage-detail': BackupStorageDetailElement
    'backup-storage-form': BackupStorageFormElement
    'backup-storage-list': BackupStorageListElement
    'backup-storage-wizard': BackupStorageWizardElement
  }
}
