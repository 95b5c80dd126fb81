// The command line. Imports `manifests` and the folders above it, `contrib.ts` and `schemas/generate`.

import { status } from './context.ts'
import { run } from './run.ts'

for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // The reader of the output may stop early, as "| head" does. That is no error.
    if (error.code === 'EPIPE') return
    if (stream === process.stdout) process.stderr.write(`Can't write the output: ${error.message}.\n`)
    process.exit(status.misuse)
  })
}

function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
}

// Not awaited: commands are loaded on demand, and wait until this module has finished.
run({
  args: process.argv.slice(2),
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  cwd: process.cwd(),
  env: process.env,
  interrupted,
  importPeer: (name) => import(name),
})
  // Sets the status instead of exiting, so that all output is written.
  .then((code) => {
    process.exitCode = code
  })
  .catch((error: unknown) => {
    console.error(error)
    process.exitCode = status.misuse
  })
