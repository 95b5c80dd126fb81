// Usage: npm run release:check [-- --quick] [--tag v1.2.3] [--out <folder>]
// Says what keeps a release from being made, and what would be published. --quick leaves out the build and all tests.
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { packPackage } from '../test/packPackage.mjs'
import { distTag, releaseFaults, releaseNotes } from './release.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const { values: options } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, tag: { type: 'string' }, out: { type: 'string' } },
})

const say = (/** @type {string} */ text) => process.stdout.write(`${text}\n`)
const read = (/** @type {string} */ file) => readFileSync(join(root, file), 'utf8')
const pkg = JSON.parse(read('package.json'))
const changelog = read('CHANGELOG.md')
const git = spawnSync('git', ['status', '--porcelain'], { cwd: root, encoding: 'utf8' })

const faults = releaseFaults({
  pkg,
  lock: JSON.parse(read('package-lock.json')),
  changelog,
  changes: git.status === 0 ? git.stdout.trimEnd() : 'git does not know.',
  tag: options.tag,
})

// What takes long is not begun where the rest does not hold.
if (faults.length === 0 && !options.quick) {
  for (const script of ['check', 'test', 'test:hosts']) {
    const { status } = spawnSync('npm', ['run', script], {
      cwd: root,
      stdio: 'inherit',
      shell: process.platform === 'win32',
    })
    if (status !== 0) {
      faults.push(`npm run ${script} failed. See above.`)
      break
    }
  }
}

const out = options.out === undefined ? mkdtempSync(join(tmpdir(), 'release-')) : resolve(options.out)
mkdirSync(out, { recursive: true })
const { file, files, size, unpackedSize } = packPackage(out)
const notes = releaseNotes(changelog, pkg.version)
writeFileSync(join(out, 'dist-tag'), distTag(pkg.version))
writeFileSync(join(out, 'notes.md'), `${notes}\n`)

const kB = (/** @type {number} */ bytes) => `${Math.round(bytes / 1000)} kB`
for (const { path, size: bytes } of files) say(`${String(bytes).padStart(9)}  ${path}`)
say(
  `\n${pkg.name} ${pkg.version}, as "${distTag(pkg.version)}": ${files.length} files, ${kB(size)} packed, ${kB(unpackedSize)} unpacked`,
)
say(`${file}\n\n${notes}`)
for (const fault of faults) process.stderr.write(`- ${fault}\n`)
say(faults.length === 0 ? (options.quick ? 'Not tested (--quick).' : 'It can be released.') : 'It cannot be released.')
process.exitCode = faults.length === 0 ? 0 : 1
