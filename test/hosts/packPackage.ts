import { spawnSync } from 'node:child_process'
import { renameSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** How hosts name the package in their package.json: as a file beside it. */
export const tarballName = 'backupstorage-forms.tgz'

/** Packs what is built, as it would be published, into a folder. Gives the file. */
export function packPackage(folder: string): string {
  const packed = spawnSync('npm', ['pack', '--json', '--pack-destination', folder], {
    cwd: root,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  })
  if (packed.status !== 0) throw new Error(`The package could not be packed. ${packed.stderr}`)
  const [{ filename, files }] = JSON.parse(packed.stdout) as [{ filename: string; files: { path: string }[] }]
  if (!files.some(({ path }) => path === 'dist/core/index.js')) throw new Error('There is no build: npm run build')
  const file = join(folder, tarballName)
  renameSync(join(folder, filename), file)
  return file
}
