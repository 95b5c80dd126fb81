import { spawnSync } from 'node:child_process'
import { renameSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

/** The dependency on the package in a test's package.json: a tarball in the same folder. */
export const tarballName = 'backupstorage-forms.tgz'

/**
 * @typedef {object} Packed
 * @property {string} file the tarball
 * @property {string} version
 * @property {number} size of the tarball in bytes
 * @property {number} unpackedSize
 * @property {{ path: string, size: number }[]} files
 */

/**
 * Packs the built package, as it would be published, into a folder.
 *
 * @param {string} folder
 * @returns {Packed}
 */
export function packPackage(folder) {
  const { status, stdout, stderr } = spawnSync('npm', ['pack', '--json', '--pack-destination', folder], {
    cwd: root,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  })
  if (status !== 0) throw new Error(`The package could not be packed. ${stderr}`)
  const [{ filename, ...packed }] = JSON.parse(stdout)
  if (!packed.files.some((/** @type {{ path: string }} */ { path }) => path === 'dist/core.js')) {
    throw new Error('There is no build. Run: npm run build')
  }
  const file = join(folder, tarballName)
  renameSync(join(folder, filename), file)
  return { ...packed, file }
}
