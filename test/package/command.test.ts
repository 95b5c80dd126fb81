import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import { folderWith, restSchema, storage } from '../cli/runCli.ts'

// The built program, run as from a shell.

const root = fileURLToPath(new URL('../..', import.meta.url))
const main = join(root, 'dist/cli/main.js')

beforeAll(() => {
  if (existsSync(main)) return
  const built = spawnSync('npx', ['rollup', '-c', '--silent'], { cwd: root, encoding: 'utf8' })
  if (built.status !== 0) throw new Error(`The build failed. ${built.stderr}`)
}, 300_000)

interface Ended {
  status: number | null
  stdout: string
  stderr: string
}

function execute(args: readonly string[], { cwd = folderWith(), input = '' } = {}): Ended {
  const { NO_COLOR: _none, FORCE_COLOR: _force, ...env } = process.env
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], { cwd, input, encoding: 'utf8', env })
  return { status, stdout, stderr }
}

describe('the built program', () => {
  it('is executable', () => {
    expect(readFileSync(main, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/)
    if (process.platform !== 'win32') expect(statSync(main).mode & 0o111).toBe(0o111)
  })

  it('bundles only its own modules', () => {
    const sources = readdirSync(join(root, 'dist/cli'))
      .filter((name) => name.endsWith('.map'))
      .flatMap(
        (name) => (JSON.parse(readFileSync(join(root, 'dist/cli', name), 'utf8')) as { sources: string[] }).sources,
      )
    expect(sources.length).toBeGreaterThan(5)
    expect(sources.filter((source) => !/\/(?:src\/cli|schemas\/generate)\//.test(source))).toEqual([])
  })

  it('exits with the right status', () => {
    expect(execute(['validate', '-'], { input: storage })).toEqual({
      status: 0,
      stdout: 'No problems in 1 file.\n',
      stderr: '',
    })
    const invalid = execute(['validate', '-'], { input: storage.replace('my-backups', 'My/Backups') })
    expect(invalid.status).toBe(1)
    expect(invalid.stdout).toMatch(/^<stdin>:11:15: error: /)
    expect(execute(['valdate'])).toMatchObject({ status: 2, stdout: '' })
    expect(execute(['--version']).stdout).toMatch(/^\d+\.\d+\.\d+\n$/)
  })

  it(
    'supports the whole workflow: new, check, generate, and importing the module in plain Node',
    { timeout: 120_000 },
    () => {
      const cwd = folderWith({ 'package.json': '{ "type": "module" }' })
      expect(execute(['new', 'rest-server'], { cwd }).status).toBe(0)
      expect(execute(['check', 'rest-server.yaml'], { cwd }).status).toBe(0)
      expect(execute(['generate', '.', '--out', 'out'], { cwd })).toMatchObject({ status: 1, stdout: '' })
      mkdirSync(join(cwd, 'schemas'))
      renameSync(join(cwd, 'rest-server.yaml'), join(cwd, 'schemas/rest-server.yaml'))
      expect(execute(['generate', 'schemas', '--out', 'out'], { cwd })).toMatchObject({ status: 0, stderr: '' })
      const file = join(cwd, 'out/providers.js')
      const core = pathToFileURL(join(root, 'dist/core.js')).href
      writeFileSync(file, readFileSync(file, 'utf8').replace('backupstorage-forms/core', core))
      const code = `
      import { providers } from ${JSON.stringify(pathToFileURL(file).href)}
      import { initialValues, validateValues } from ${JSON.stringify(core)}
      const told = validateValues(initialValues('rest-server', { providers }), { providers })
      console.log(providers.length, told.some(({ path }) => path === '/backend/spec/bucket'))
    `
      const ran = spawnSync(process.execPath, ['--input-type=module', '-e', code], { encoding: 'utf8' })
      expect(ran.stderr).toBe('')
      expect(ran.stdout).toBe('1 true\n')
    },
  )

  it('writes its whole output into a pipe before it exits', () => {
    const many = Array.from({ length: 400 }, (_none, index) => `  "field${index}": 1\n`).join('')
    const { status, stdout } = execute(['validate', '-', '--format', 'json'], { input: storage + many })
    expect(status).toBe(1)
    expect((JSON.parse(stdout) as { errors: number }).errors).toBe(400)
    expect(stdout.length).toBeGreaterThan(65_536)
  })

  it.skipIf(process.platform === 'win32')('exits silently if the reader of its output stops', () => {
    const many = Array.from({ length: 2000 }, (_none, index) => `  "field${index}": 1\n`).join('')
    const cwd = folderWith({ 'a.yaml': storage + many })
    const line = `"${process.execPath}" "${main}" validate a.yaml | head -n 1`
    const { stdout, stderr } = spawnSync('sh', ['-c', line], { cwd, encoding: 'utf8' })
    expect(stdout).toMatch(/^a\.yaml:\d+:\d+: error: .*\n$/)
    expect(stderr).toBe('')
  })

  it.skipIf(process.platform === 'win32')(
    'exits cleanly when generate --watch is interrupted',
    { timeout: 60_000 },
    async () => {
      const cwd = folderWith({ 'schemas/a.yaml': restSchema() })
      const child = spawn(process.execPath, [main, 'generate', 'schemas', '--out', 'out', '--watch'], { cwd })
      let said = ''
      let errors = ''
      const watching = new Promise<void>((resolve) => {
        child.stdout.on('data', (data: Buffer) => {
          said += data.toString()
          if (said.includes('Watching schemas.')) resolve()
        })
      })
      child.stderr.on('data', (data: Buffer) => (errors += data.toString()))
      const ended = new Promise<[number | null, NodeJS.Signals | null]>((resolve) => {
        child.once('exit', (...how) => resolve(how))
      })
      await Promise.race([watching, ended])
      child.kill('SIGINT')
      expect(await ended).toEqual([0, null])
      expect(errors).toBe('')
      expect(existsSync(join(cwd, 'out/providers.js'))).toBe(true)
    },
  )
})
