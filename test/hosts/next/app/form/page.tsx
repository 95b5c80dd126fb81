import { BackupStorageForm } from 'backupstorage-forms'

export default function FormPage() {
  return (
    <main>
      <h1>A form in a server component</h1>
      <BackupStorageForm namespaces={['demo', 'production']} />
    </main>
  )
}
