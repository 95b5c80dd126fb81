import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { folderWith, runCli, storage } from './runCli.ts'

const commands = ['new', 'check', 'generate', 'render', 'validate']

describe('the command line', () => {
  it.each([['--help'], ['-h'], ['help']])('lists the commands with examples for %s', async (word) => {
    const { status, stdout, stderr } = await runCli([word])
    expect([status, stderr]).toEqual([0, ''])
    for (const name of commands) expect(stdout).toMatch(new RegExp(`^  ${name} <.+   \\S`, 'm'))
    expect(stdout).toMatch(/^Examples:\n {2}backupstorage-forms /m)
    expect(stdout).toMatch(/exit status is 0 .* 1 .* 2/)
  })

  it.each(commands)('explains %s with its options and examples for --help', async (name) => {
    const asked = await runCli([name, '--help'])
    expect([asked.status, asked.stderr]).toEqual([0, ''])
    expect(asked.stdout).toMatch(new RegExp(`^Usage: backupstorage-forms ${name} <`))
    expect(asked.stdout).toMatch(/^Options:\n/m)
    expect(asked.stdout).toMatch(new RegExp(`^Examples:\n {2}.*backupstorage-forms ${name} `, 'm'))
    expect(await runCli(['help', name])).toEqual(asked)
    expect(await runCli([name, 'x', '-h', '--no-such-option'])).toEqual(asked)
  })

  it.each(commands)('keeps the help of %s to 120 characters per line', async (name) => {
    const { stdout } = await runCli([name, '--help'])
    expect(stdout.split('\n').filter((line) => line.length > 120)).toEqual([])
  })

  it('offers every option in the documentation', async () => {
    const page = readFileSync(new URL('../../docs/command-line.md', import.meta.url), 'utf8')
    const [first = ''] = page.split('\n## ')
    const calls = [...first.matchAll(/^.*npx backupstorage-forms (\w+)([^#\n]*)/gm)]
    expect(new Set(calls.map(([, name]) => name))).toEqual(new Set(commands))
    for (const [, name = '', rest = ''] of calls) {
      const { stdout } = await runCli([name, '--help'])
      for (const [option] of rest.matchAll(/--\w[\w-]*/g)) expect(stdout).toContain(`  ${option} `)
    }
  })

  it('prints the package version', async () => {
    const file = fileURLToPath(new URL('../../package.json', import.meta.url))
    const { version } = JSON.parse(readFileSync(file, 'utf8')) as { version: string }
    expect(await runCli(['--version'])).toEqual({ status: 0, stdout: `${version}\n`, stderr: '' })
  })

  it.each<[string[], RegExp]>([
    [[], /^Usage: /],
    [['valdate'], /Unknown command: valdate\. Did you mean validate\?/],
    [['frobnicate'], /Unknown command: frobnicate\. See "backupstorage-forms --help"\./],
    [['--versoin'], /Unknown option: --versoin\. Did you mean --version\?/],
    [['validate', '--formt', 'json', 'a'], /Unknown option: --formt\. Did you mean --format\?.*validate --help/],
    [
      ['validate', '--format', 'jsn', 'a'],
      /Invalid --format: jsn\. Did you mean json\? Use one of text, json, github\./,
    ],
    [['validate', '--format'], /--format.*argument missing/],
    [['validate'], /Missing argument: <manifest…>\. Pass a file, .* or -/],
    [['check'], /Missing argument: <schema…>\. Pass a file, .* or -/],
    [['render'], /Missing argument: <values\.yaml>\..*render --help/],
    [['render', 'a', 'b'], /Unexpected argument: b\./],
    [['new'], /Missing argument: <name>\./],
    [['generate', 'a'], /--out <dir>/],
    [['validate', 'nowhere.yaml'], /File not found: nowhere\.yaml\./],
    [['validate', '*.nothing'], /No files match \*\.nothing\./],
    [['validate', 'nowhere.yaml', '--crd', 'crd.yaml'], /File not found: crd\.yaml\./],
    [['validate', 'a.yaml', '--provider', 'nowhere.yaml'], /File not found: nowhere\.yaml\./],
    [['validate', 'a.yaml', '--provider', 'nobody'], /Unknown provider: nobody\. Available: .*s3/],
    [['validate', 'a.yaml', '--kind', 'nothing'], /Unknown kind: nothing\./],
  ])('exits with 2 and suggests what to do: %j', async (args, said) => {
    const { status, stdout, stderr } = await runCli(args)
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(said)
    expect(stderr).not.toMatch(/^\s+at /m)
    expect(stderr.endsWith('\n')).toBe(true)
  })

  it('explains how to select files in a folder', async () => {
    const { status, stderr } = await runCli(['validate', 'deploy/'], { cwd: folderWith({ 'deploy/a.yaml': storage }) })
    expect(status).toBe(2)
    expect(stderr).toBe('deploy/ is a folder. Pass its files, for example with the pattern "deploy/**/*.yaml".\n')
  })

  it('treats arguments after -- as file names, and only a lone - as standard input', async () => {
    const cwd = folderWith({ '--help': storage, '-.yaml': storage })
    expect(await runCli(['validate', '--', '--help', '-.yaml'], { cwd })).toMatchObject({
      status: 0,
      stdout: 'No problems in 2 files.\n',
    })
  })
})

describe.skipIf(!existsSync('/dev/full'))('a full disk', () => {
  const root = fileURLToPath(new URL('../..', import.meta.url))
  const program = 'node node_modules/jiti/lib/jiti-cli.mjs src/cli/main.ts'
  const shell = (command: string) => spawnSync('sh', ['-c', command], { cwd: root, encoding: 'utf8' })

  it('ends the program with one line and the status 2', () => {
    const { status, stderr } = shell(`${program} --help > /dev/full`)
    expect([status, stderr]).toEqual([2, "Can't write the output: ENOSPC: no space left on device, write.\n"])
    expect(shell(`${program} nothing 2> /dev/full`)).toMatchObject({ status: 2, stdout: '' })
  }, 60_000)

  it('is no error if the reader of the output stops early', () => {
    expect(shell(`{ ${program} --help; echo $? >&2; } | head -c 1`)).toMatchObject({ stdout: 'U', stderr: '0\n' })
  }, 60_000)

  it('is reported for a file, too', async () => {
    const cwd = folderWith()
    symlinkSync('/dev/full', join(cwd, 'rest.yaml'))
    const { status, stderr } = await runCli(['new', 'rest', '--force'], { cwd })
    expect([status, stderr]).toEqual([2, 'ENOSPC: no space left on device, write.\n'])
  })
})
