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

try {
  // The status is set and not exited with, so that all that was written is there.
  process.exitCode = await run({
    args: process.argv.slice(2),
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    cwd: process.cwd(),
    env: process.env,
    interrupted,
    importPeer: (name) => import(name),
  })
} catch (error) {
  console.error(error)
  process.exitCode = status.misuse
}
