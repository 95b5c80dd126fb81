import { type ChildProcess, spawn } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { tarballName } from '../packPackage.mjs'

/** An application that uses the package, in a folder isolated from the repository. */
export interface Host {
  folder: string
  /** Runs a command to completion, and returns its whole output and its stdout. */
  run: (command: string, args: readonly string[], env?: Record<string, string>) => Promise<Ran>
  /** Starts a command; the caller stops it. */
  start: (command: string, args: readonly string[], env?: Record<string, string>) => ChildProcess
  remove: () => void
}

interface Ran {
  output: string
  stdout: string
}

/** Copies a host's folder, with the package's tarball next to its package.json. */
export function copyHost(name: string, tarball: string): Host {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), `host-${name}-`)))
  const here = fileURLToPath(new URL('.', import.meta.url))
  cpSync(join(here, name), folder, { recursive: true })
  cpSync(join(here, '.npmrc'), join(folder, '.npmrc'))
  cpSync(tarball, join(folder, tarballName))

  const start: Host['start'] = (command, args, env = {}) =>
    spawn(command, args, { cwd: folder, env: { ...outerEnv(), ...env }, shell: process.platform === 'win32' })

  return {
    folder,
    start,
    async run(command, args, env) {
      const child = start(command, args, env)
      const ran: Ran = { output: '', stdout: '' }
      child.stdout?.setEncoding('utf8').on('data', (text: string) => (ran.stdout += text))
      for (const stream of [child.stdout, child.stderr]) {
        stream?.setEncoding('utf8').on('data', (text: string) => (ran.output += text))
      }
      const status = await new Promise((resolve, reject) => {
        child.once('error', reject).once('close', resolve)
      })
      if (status === 0) return ran
      throw new Error(`"${command} ${args.join(' ')}" of ${name} ended with ${String(status)}:\n${ran.output}`)
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** Returns the environment without the variables that npm and vitest add for the repository. */
function outerEnv(): NodeJS.ProcessEnv {
  const ours =
    /^(npm_(package|lifecycle|command|config_local_prefix)|INIT_CWD$|VITEST|(NODE_ENV|TEST|MODE|DEV|PROD|SSR|BASE_URL)$)/
  return Object.fromEntries(Object.entries(process.env).filter(([key]) => !ours.test(key)))
}

interface Manifest {
  dependencies?: object
  peerDependencies?: object
  peerDependenciesMeta?: object
}

/** Compares the dependencies of the package in a lock file with those of the installed package. */
export function lockedDependencies(folder: string): { locked: Manifest; installed: Manifest } {
  const read = (file: string): unknown => JSON.parse(readFileSync(join(folder, file), 'utf8'))
  const place = 'node_modules/backupstorage-forms'
  const { packages } = read('package-lock.json') as { packages: Record<string, Manifest> }
  return {
    locked: dependenciesOf(packages[place] ?? {}),
    installed: dependenciesOf(read(`${place}/package.json`) as Manifest),
  }
}

const dependenciesOf = ({ dependencies, peerDependencies, peerDependenciesMeta }: Manifest): Manifest => ({
  ...(dependencies && { dependencies }),
  ...(peerDependencies && { peerDependencies }),
  ...(peerDependenciesMeta && { peerDependenciesMeta }),
})
