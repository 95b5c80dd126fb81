import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const here = (/** @type {string} */ path) => fileURLToPath(new URL(path, import.meta.url))

/** Installs the alternatives from their own lock file, if needed. */
export function installPeers() {
  const lock = here('package-lock.json')
  const installed = here('node_modules/.package-lock.json')
  const versions = (/** @type {string} */ file) => {
    const { packages } = JSON.parse(readFileSync(file, 'utf8'))
    return JSON.stringify(
      Object.entries(packages)
        .filter(([path]) => path !== '')
        .map(([path, { version }]) => `${path} ${version}`),
    )
  }
  if (existsSync(installed) && versions(installed) === versions(lock)) return
  console.log('Installing the alternatives…')
  execFileSync('npm', ['ci'], {
    cwd: here('.'),
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  })
}
