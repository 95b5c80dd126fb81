import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { dependencies: object }

/** Creates a folder with only the package and its run-time dependencies: no React. */
function installAlone(): string {
  const folder = mkdtempSync(join(tmpdir(), 'backupstorage-forms-'))
  execFileSync('mkdir', ['-p', join(folder, 'node_modules')])
  for (const name of Object.keys(dependencies)) {
    execFileSync('mkdir', ['-p', join(folder, 'node_modules', name, '..')])
    symlinkSync(join(root, 'node_modules', name), join(folder, 'node_modules', name))
  }
  execFileSync('mkdir', ['-p', join(folder, 'node_modules/backupstorage-forms')])
  execFileSync('cp', ['-r', 'dist', 'package.json', join(folder, 'node_modules/backupstorage-forms')], { cwd: root })
  return folder
}

const script = `
import * as core from 'backupstorage-forms/core'
import { german } from 'backupstorage-forms/messages/de'
import { readFileSync } from 'node:fs'
const rest = JSON.parse(readFileSync('rest.json', 'utf8'))
const mine = core.defineProvider(rest)
const options = { providers: [...core.builtinProviders, mine] }
const result = {}
const [inGerman] = core.validateValues(core.initialValues('local'), { messages: german })
for (const { name } of options.providers) {
  const values = core.initialValues(name, options)
  const text = core.stringifyManifests(core.toManifests(values, options), 'yaml')
  core.validateManifests(text, options)
  core.editManifests(text, { ...values, name: 'other' }, options)
  const draft = core.createDraft(options)
  draft.change(['name'], 'other')
  result[name] = core.validateValues(values, options).filter(({ severity }) => severity === 'error').length
}
let react = 'absent'
try { await import('react'); react = 'present' } catch {}
let codeGeneration = 'off'
try { new Function('return 1')(); codeGeneration = 'on' } catch {}
console.log(JSON.stringify({ result, inGerman: inGerman.message, react, codeGeneration }))
`

const rest = {
  title: 'REST server',
  description: 'A restic REST server',
  type: 'object',
  'x-provider': { name: 'rest', order: 70 },
  required: ['auth', 'spec'],
  properties: {
    auth: {
      type: 'object',
      required: ['REST_PASSWORD'],
      properties: { REST_PASSWORD: { type: 'string', title: 'Password', minLength: 1, writeOnly: true } },
    },
    spec: {
      type: 'object',
      required: ['url'],
      properties: {
        url: { type: 'string', title: 'URL', format: 'uri' },
        maxConnections: { type: 'integer', title: 'Max Connections', minimum: 0, default: 5 },
      },
    },
  },
}

describe('the built core', () => {
  beforeAll(() => {
    if (!existsSync(join(root, 'dist/core.js'))) throw new Error('Run "npm run build" first: this test is of dist/.')
  })

  it('runs in plain Node without React and without code generation, including a custom provider and another language', () => {
    const folder = installAlone()
    writeFileSync(join(folder, 'rest.json'), JSON.stringify(rest))
    writeFileSync(join(folder, 'main.mjs'), script)
    const flags = ['--disallow-code-generation-from-strings', '--preserve-symlinks']
    const output = execFileSync(process.execPath, [...flags, 'main.mjs'], { cwd: folder, encoding: 'utf8' })
    expect(JSON.parse(output)).toMatchObject({
      result: { s3: 6, azure: 5, gcs: 5, local: 4, rest: 4 },
      inGerman: 'Namespace: Geben Sie einen Wert ein, zum Beispiel demo.',
      react: 'absent',
      codeGeneration: 'off',
    })
  })
})
