import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { defineProvider } from 'backupstorage-forms/core'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { folderWith, restSchema, runCli } from './runCli.ts'

describe('new', () => {
  it.each(['rest-server', 'a', '9p', 'B2-x'])('writes a schema that passes check unchanged: %s', async (name) => {
    const cwd = folderWith()
    const { status, stdout, stderr } = await runCli(['new', name], { cwd })
    expect([status, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(
      new RegExp(`^Wrote ${name}\\.yaml\\. Next steps:\n[^]*backupstorage-forms check ${name}\\.yaml\n`),
    )
    expect(await runCli(['check', `${name}.yaml`], { cwd })).toEqual({
      status: 0,
      stdout: 'No problems in 1 file.\n',
      stderr: '',
    })
    expect(defineProvider(parse(readFileSync(join(cwd, `${name}.yaml`), 'utf8'))).name).toBe(name)
  })

  it('explains each part in a comment and names the meta-schema for editors', async () => {
    const { stdout } = await runCli(['new', 'rest-server', '--stdout'])
    const lines = stdout.split('\n')
    expect(lines.filter((line) => line.includes('# ')).length).toBeGreaterThan(20)
    expect(lines[0]).toMatch(/^# yaml-language-server: \$schema=/)
  })

  it('keeps an existing file unless --force is given', async () => {
    const cwd = folderWith({ 'rest.yaml': 'mine' })
    const { status, stdout, stderr } = await runCli(['new', 'rest'], { cwd })
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(/^rest\.yaml already exists\..*--force\.\n$/)
    expect(readFileSync(join(cwd, 'rest.yaml'), 'utf8')).toBe('mine')
    expect((await runCli(['new', 'rest', '--force'], { cwd })).status).toBe(0)
    expect(readFileSync(join(cwd, 'rest.yaml'), 'utf8')).toMatch(/^name: rest$|^ {2}name: "rest"$/m)
  })

  it.each([[['--stdout']], [['-']]])('prints only the schema to standard output with %j', async (how) => {
    const cwd = folderWith()
    const { status, stdout, stderr } = await runCli(['new', 'rest', ...how], { cwd })
    expect(status).toBe(0)
    expect(existsSync(join(cwd, 'rest.yaml'))).toBe(false)
    expect(defineProvider(parse(stdout)).name).toBe('rest')
    expect(stderr).toMatch(/^Next steps:/)
  })

  it.each(['../x', 'a_b', '-x', 'ü', 'x'.repeat(64)])('rejects an invalid provider name: %s', async (name) => {
    const cwd = folderWith()
    const { status, stderr } = await runCli(['new', '--', name], { cwd })
    expect(status).toBe(2)
    expect(stderr).toMatch(/^Invalid provider name: .* Use up to 63 letters, digits and hyphens/)
  })
})

describe('check', () => {
  it('reports every error with its position, pointer and fix', async () => {
    const schema = restSchema()
      .replace('        format: uri', '        fromat: uri')
      .replace('minimum: 0', 'minimum: none')
    const { status, stdout } = await runCli(['check', 'rest.yaml'], { cwd: folderWith({ 'rest.yaml': schema }) })
    expect(status).toBe(1)
    const lines = schema.split('\n')
    const at = (word: string): number => lines.findIndex((line) => line.includes(word)) + 1
    expect(stdout.split('\n')).toEqual([
      expect.stringMatching(
        new RegExp(
          `^rest\\.yaml:${at('fromat')}:9: error: /properties/spec/properties/url/fromat: .*\\[unknown-word\\]$`,
        ),
      ),
      expect.stringMatching(
        new RegExp(`^rest\\.yaml:${at('minimum')}:18: error: /properties/spec/properties/maxConnections/minimum: .+`),
      ),
      '2 errors in 1 file.',
      '',
    ])
  })

  it('reports where a missing keyword belongs', async () => {
    const { stdout } = await runCli(['check', '-'], { stdin: restSchema().replace('name: rest-server, ', '') })
    expect(stdout).toMatch(/^<stdin>:4:1: error: \/x-provider\/name: "name" is missing\. /)
  })

  it('validates examples against the schema itself', async () => {
    const stdin = restSchema().replace('[https://rest.example.com]', '[rest example]')
    const { status, stdout } = await runCli(['check', '-'], { stdin })
    expect(status).toBe(1)
    expect(stdout).toMatch(
      /^<stdin>:27:20: error: \/properties\/spec\/properties\/url\/examples\/0: .*\[bad-example\]$/m,
    )
  })

  it('warns about missing descriptions, and exits with 0', async () => {
    const stdin = restSchema().replace(/( +description: How many).*\n/, '$1, for example 5.\n')
    const { status, stdout } = await runCli(['check', '-'], { stdin })
    expect(status).toBe(0)
    expect(stdout).toMatch(
      /: warning: \/properties\/spec\/properties\/maxConnections\/description: .*\[example-in-description\]\n1 warning in/,
    )
  })

  it('checks a provider of another kind with --kind, including clashes with its fields', async () => {
    const stdin = restSchema().replace(
      '        format: uri',
      '        format: uri\n        x-manifest: /spec/accessMode',
    )
    expect((await runCli(['check', '-'], { stdin })).stdout).not.toContain('same-place')
    const { status, stdout } = await runCli(['check', '-', '--kind', 'velero'], { stdin })
    expect(status).toBe(1)
    expect(stdout).toMatch(/: error: \/properties\/spec\/properties\/url: .*\[same-place\]$/m)
  })

  it('reads several files and patterns, in JSON and YAML', async () => {
    const cwd = folderWith({ 's/a.yaml': restSchema('a'), 's/b.json': JSON.stringify(parse(restSchema('b'))) })
    expect((await runCli(['check', 's/*.{yaml,json}'], { cwd })).stdout).toBe('No problems in 2 files.\n')
  })

  it('reports two files with the same provider name', async () => {
    const cwd = folderWith({ 'a.yaml': restSchema(), 'b.yaml': restSchema() })
    const { status, stdout } = await runCli(['check', 'a.yaml', 'b.yaml'], { cwd })
    expect(status).toBe(1)
    expect(stdout).toMatch(
      /^b\.yaml:4:21: error: \/x-provider\/name: The name rest-server is already used in a\.yaml\./,
    )
  })

  it.each<[string, string, RegExp]>([
    ['empty input', '', /1:1: error: The file is empty\. .* \[empty\]/],
    ['a list', '[a]', /1:1: error: A provider schema must be an object.* \[not-an-object\]/],
    ['invalid YAML', 'a: {', /1:\d+: error: .* \[yaml-syntax\]/],
    ['a duplicate key', 'a: 1\na: 2', /2:1: error: .* \[duplicate-key\]/],
    [
      'two documents',
      `${restSchema()}---\n${restSchema()}`,
      /:\d+:1: error: The file contains more than one document.* \[several-documents\]/,
    ],
  ])("reports where a text isn't a schema: %s", async (_what, stdin, said) => {
    const { status, stdout } = await runCli(['check', '-'], { stdin })
    expect(status).toBe(1)
    expect(stdout).toMatch(said)
  })

  it('reports the same errors in the other formats', async () => {
    const stdin = restSchema().replace('title: URL', 'titel: URL')
    const json = await runCli(['check', '-', '--format', 'json'], { stdin })
    expect(JSON.parse(json.stdout)).toMatchObject({
      files: 1,
      errors: 1,
      diagnostics: [
        { code: 'unknown-word', path: '/properties/spec/properties/url/titel', range: { line: 22, column: 9 } },
      ],
    })
    const cwd = folderWith()
    writeFileSync(join(cwd, 'a.yaml'), stdin)
    const github = await runCli(['check', 'a.yaml', '--format', 'github'], { cwd })
    expect(github.stdout).toMatch(/^::error file=a\.yaml,line=22,col=9,title=unknown-word::\/properties\/spec\//)
  })
})
