import { builtinProviders } from 'backupstorage-forms/core'
import { CreateStorage } from './CreateStorage'

export default function Page() {
  return (
    <main>
      <h1>Backups</h1>
      <p>Providers: {builtinProviders.map(({ title }) => title).join(', ')}</p>
      <CreateStorage />
    </main>
  )
}
