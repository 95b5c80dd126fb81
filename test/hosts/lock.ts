import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { copyHost } from './copyHost.ts'
import { packPackage } from '../packPackage.mjs'

// Usage: npm run lock-hosts [-- <host>...], after a dependency of a host or of the package has changed.
// The package's own entry has neither a version nor a hash, because both change more often than its dependencies.

const here = fileURLToPath(new URL('.', import.meta.url))
const place = 'node_modules/backupstorage-forms'

type Lock = { name?: string; packages: Record<string, { version?: string; integrity?: string }> }

const readLock = (folder: string): Lock => JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8')) as Lock

function writeLock(folder: string, lock: Lock): void {
  writeFileSync(join(folder, 'package-lock.json'), `${JSON.stringify(lock, null, 2)}\n`)
}

async function lockHost(name: string, tarball: string): Promise<void> {
  const host = copyHost(name, tarball)
  try {
    // npm trusts an existing entry instead of reading the tarball.
    const isLocked = readdirSync(host.folder).includes('package-lock.json')
    if (isLocked) {
      const { [place]: _stale, ...packages } = readLock(host.folder).packages
      writeLock(host.folder, { ...readLock(host.folder), packages })
    }
    await host.run('npm', ['install', '--package-lock-only'])
    const lock = readLock(host.folder)
    delete lock.packages[place]?.version
    delete lock.packages[place]?.integrity
    // npm uses the folder's name, which changes every time.
    writeLock(join(here, name), { ...lock, name: `host-${name}` })
  } finally {
    host.remove()
  }
}

const folder = mkdtempSync(join(tmpdir(), 'packed-'))
const named = process.argv.slice(2)
const all = readdirSync(here, { withFileTypes: true }).filter((entry) => entry.isDirectory())
try {
  const tarball = packPackage(folder).file
  for (const name of named.length > 0 ? named : all.map((entry) => entry.name)) await lockHost(name, tarball)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
