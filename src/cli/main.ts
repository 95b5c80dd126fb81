// The command line. Imports `manifests` and what is above it, and `contrib.ts`.

import { status } from './context.ts'
import { run } from './run.ts'

// Whoever reads the output may have read enough: "| head" is no fault.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })
}

function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
}

// Not awaited: the commands, which are loaded when they are asked for, wait for this file to have run to its end.
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
  // The status is set and not exited with, so that all that was written is there.
  .then((code) => {
    process.exitCode = code
  })
  .catch((error: unknown) => {
    console.error(error)
    process.exitCode = status.misuse
  })
