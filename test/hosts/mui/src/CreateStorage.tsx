import { createTheme, ThemeProvider } from '@mui/material/styles'
import { Theme } from '@rjsf/mui'
import { BackupStorageWizard } from 'backupstorage-forms'
import { createKubernetesClient } from 'backupstorage-forms/kubernetes'
import 'backupstorage-forms/styles.css'

const client = createKubernetesClient({ baseUrl: '/k8s' })
const muiTheme = createTheme({ palette: { primary: { main: '#0a7a3d' } } })

export function CreateStorage({ onDone }: { onDone: () => void }) {
  return (
    <ThemeProvider theme={muiTheme}>
      <BackupStorageWizard client={client} theme={Theme} onDone={onDone} />
    </ThemeProvider>
  )
}
