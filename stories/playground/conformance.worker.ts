import { checkConformance, defineProvider } from 'backupstorage-forms/core'

// Receives the schema of a provider, and sends back the diagnostics.
addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  postMessage(checkConformance(defineProvider(data)))
})
