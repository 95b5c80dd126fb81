import { checkConformance, defineProvider } from 'backupstorage-forms/core'

// The schema of a provider comes, and what is found goes.
addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  postMessage(checkConformance(defineProvider(data)))
})
