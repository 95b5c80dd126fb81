import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { distTag, releaseFaults, releaseNotes } from '../../.ci/release.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const pkg = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  version: string
  scripts: Record<string, string>
}

const ready = {
  pkg: { version: '1.2.3', repository: 'made-up' },
  lock: { version: '1.2.3' },
  changelog: '# Changelog\n\n## Unreleased\n\n## 1.2.3 (2026-11-28)\n\n- One.\n\n## 1.2.2\n\n- Two.\n',
  changes: '',
  tag: 'v1.2.3',
}

describe('a release', () => {
  it('is accepted if all requirements are met, with the notes of its own version', () => {
    expect(releaseFaults(ready)).toEqual([])
    expect(releaseNotes(ready.changelog, '1.2.3')).toBe('- One.')
    expect([distTag('1.2.3'), distTag('1.2.3-rc.1')]).toEqual(['latest', 'next'])
  })

  it.each([
    ['an invalid version', { pkg: { ...ready.pkg, version: 'next' }, lock: { version: 'next' }, tag: 'vnext' }, 2],
    ['an outdated lock file', { lock: { version: '1.2.2' } }, 1],
    ['missing notes', { changelog: '# Changelog\n\n## 1.2.30\n\n- One.\n\n## 1.2.3\n\n' }, 1],
    ['a missing repository', { pkg: { version: '1.2.3' } }, 1],
    ['uncommitted changes', { changes: ' M README.md' }, 1],
    ['a different tag', { tag: 'v1.2.4' }, 1],
  ])('is rejected because of %s', (_title, change, count) => {
    expect(releaseFaults({ ...ready, ...change })).toHaveLength(count)
  })

  it('is checked by a command that lists the files to publish, and fails if anything is missing', () => {
    const out = mkdtempSync(join(tmpdir(), 'release-'))
    const args = [join(root, '.ci/releaseCheck.mjs'), '--quick', '--tag', 'v0.0.0-made-up', '--out', out]
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
    expect(stdout).toMatch(/^ *\d+ {2}dist\/core\.js$/m)
    expect(stdout).toContain(`backupstorage-forms ${pkg.version}, as "${distTag(pkg.version)}"`)
    expect(stderr).toContain(`The tag v0.0.0-made-up is not v${pkg.version}.`)
    expect(stdout).toMatch(/It cannot be released\.\n$/)
    expect(status).toBe(1)
    expect(readdirSync(out).sort()).toEqual(['backupstorage-forms.tgz', 'dist-tag', 'notes.md'])
    rmSync(out, { recursive: true })
  })
})

interface Workflow {
  permissions: Record<string, string>
  jobs: Record<string, { steps: { uses?: string; run?: string; with?: Record<string, unknown> }[] }>
}

const folder = join(root, '.github/workflows')

describe.each(readdirSync(folder))('the workflow %s', (name) => {
  const workflow = parse(readFileSync(join(folder, name), 'utf8')) as Workflow
  const steps = Object.values(workflow.jobs).flatMap((job) => job.steps)
  const runs = steps.flatMap(({ run }) => (run === undefined ? [] : [run]))

  it('runs only existing scripts and files', () => {
    const scripts = runs.flatMap((run) => [...run.matchAll(/npm run ([\w:-]+)/g)].map(([, script = '']) => script))
    const files = runs.filter((run) => run.startsWith('.'))
    expect(scripts.filter((script) => !(script in pkg.scripts))).toEqual([])
    expect(files.filter((file) => !existsSync(join(root, file)))).toEqual([])
    expect(scripts.length + files.length).toBeGreaterThan(0)
  })

  it('names the commit of each action that it uses, as a tag can move', () => {
    const uses = readFileSync(join(folder, name), 'utf8').match(/\buses:.*/g) ?? []
    expect(uses.length).toBeGreaterThan(0)
    expect(uses.filter((one) => !/^uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(one))).toEqual([])
  })

  it('uses no outside values in shell commands, keeps no credentials, and has only read permissions', () => {
    expect(runs.filter((run) => run.includes('${{'))).toEqual([])
    const checkouts = steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'))
    expect(checkouts.map((step) => step.with?.['persist-credentials'])).toEqual([false])
    expect(Object.values(workflow.permissions).filter((right) => right !== 'read')).toEqual([])
  })
})
