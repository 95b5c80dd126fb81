import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { isDeep } from '../property.ts'
import { formatExamples, restExample } from './schemaFiles.ts'

// A schema author only adds one file. This test adds three to a copy of the repository: the README's example, a
// provider with a required field of each format, and one with numbers, options and lists.

const root = fileURLToPath(new URL('../..', import.meta.url))
const notCopied = ['node_modules', '.git', 'dist', 'storybook-static', 'results']

const copy = mkdtempSync(join(tmpdir(), 'drop-in-'))
const run = (program: string, ...words: string[]): string => {
  try {
    return execFileSync(process.execPath, [join(root, 'node_modules', program), ...words], {
      cwd: copy,
      encoding: 'utf8',
      stdio: 'pipe',
      env: { ...process.env, DEEP: '' },
    })
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string }
    throw new Error(`${program} failed in a copy of the repository with more providers:\n${stdout}\n${stderr}`)
  }
}

const properties = Object.fromEntries(
  formatExamples.map(({ name, example }) => [
    name.replaceAll(/-./g, ([, letter = '']) => letter.toUpperCase()),
    {
      type: 'string',
      title: `Field ${name}`,
      description: `A value of the format ${name}.`,
      minLength: 1,
      format: name,
      examples: [example],
    },
  ]),
)

const everyFormat = {
  title: 'Every format',
  description: 'A field of each format',
  type: 'object',
  'x-provider': { name: 'formats' },
  required: ['spec'],
  properties: { spec: { type: 'object', required: Object.keys(properties), properties } },
}

const described = (title: string): object => ({ title, description: `${title} of a made-up server.` })

const everyRule = {
  title: 'Every rule',
  description: 'A field of each rule',
  type: 'object',
  'x-provider': { name: 'rules' },
  required: ['spec'],
  properties: {
    spec: {
      type: 'object',
      required: ['ratio', 'size', 'mode', 'slots'],
      properties: {
        ratio: { type: 'number', ...described('Ratio'), minimum: 0.1, maximum: 0.9, examples: [0.5] },
        size: { type: 'integer', ...described('Size'), exclusiveMinimum: 0, examples: [1] },
        mode: { type: 'string', ...described('Mode'), enum: ['none', 'zstd'] },
        slots: {
          type: 'array',
          ...described('Slots'),
          minItems: 2,
          items: { type: 'string', minLength: 1, maxLength: 8 },
          examples: [['a', 'b']],
        },
      },
    },
  },
}

beforeAll(() => {
  cpSync(root, copy, { recursive: true, filter: (from) => !notCopied.includes(basename(from)) })
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction')
  writeFileSync(join(copy, 'schemas/providers/rest.json'), JSON.stringify(restExample()))
  writeFileSync(join(copy, 'schemas/providers/every-format.yaml'), stringify(everyFormat))
  writeFileSync(join(copy, 'schemas/providers/every-rule.yaml'), stringify(everyRule))
})

afterAll(() => rmSync(copy, { recursive: true, force: true }))

it(
  'accepts providers as single files: the tests of schemas and drafts pass, and all unit tests in a deep run',
  { timeout: 900_000 },
  () => {
    expect(run('jiti/lib/jiti-cli.mjs', 'schemas/generate/main.ts')).toContain('Generated in src/generated')
    const names = ['builtin', 'conformance', 'validators', 'defineProvider', 'generate', 'readme']
    const files = [...names.map((name) => `test/schemas/${name}.test.ts`), 'test/draft', 'test/manifests/laws']
    run('vitest/vitest.mjs', 'run', '--project=unit', ...(isDeep ? [] : files))
  },
)
