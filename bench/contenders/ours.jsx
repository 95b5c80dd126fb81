// The form of this package as in a typical host, with checks, panels and a callback for each change.
import { useState } from 'react'
import { BackupStorageForm } from 'backupstorage-forms'
import { providers } from 'form/providers.js'

export function Contender() {
  const [faults, setFaults] = useState(0)
  return (
    <main data-faults={faults}>
      <BackupStorageForm
        providers={providers}
        onChange={(_values, diagnostics) => setFaults(diagnostics.length)}
        onPreview={() => undefined}
      />
    </main>
  )
}
