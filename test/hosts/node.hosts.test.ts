import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { parse } from '../console/consolePage.ts'
import { restExample } from '../schemas/schemaFiles.ts'
import { installHost } from './testHost.ts'

/** Flags that forbid code generation and other legacy features. */
const strict = [
  '--disallow-code-generation-from-strings',
  '--disable-proto=throw',
  '--pending-deprecation',
  '--throw-deprecation',
]

const host = installHost('node')

it('installs without React or any other peer', () => {
  const present = ['react', 'react-dom', 'ajv'].filter((name) => existsSync(join(host.folder, 'node_modules', name)))
  expect(present).toEqual([])
})

async function convert(...args: string[]): Promise<{ text: string; provider: string; unmapped: string[] }> {
  const { output, stdout } = await host.run('node', [...strict, 'convert.js', ...args])
  expect(output).toBe(stdout)
  return JSON.parse(stdout) as { text: string; provider: string; unmapped: string[] }
}

it('converts values, validates them and reads manifests back', async () => {
  const { text, provider, unmapped } = await convert('values.json')
  expect({ provider, unmapped }).toEqual({ provider: 's3', unmapped: [] })
  expect(parse(text, 'YAML')).toMatchObject([
    { kind: 'Secret', stringData: { AWS_ACCESS_KEY_ID: 'made-up-id' } },
    { kind: 'BackupStorage', spec: { storage: { provider: 's3', s3: { bucket: 'my-backups', region: 'us-east-1' } } } },
  ])
})

it('interprets a provider loaded as data, without eval', async () => {
  const values = {
    namespace: 'demo',
    name: 'rest-backup',
    backend: {
      provider: 'unlisted',
      auth: { REST_PASSWORD: 'made-up-password' },
      spec: { url: 'https://rest.example.com' },
    },
  }
  writeFileSync(join(host.folder, 'rest.json'), JSON.stringify(restExample('unlisted')))
  writeFileSync(join(host.folder, 'rest-values.json'), JSON.stringify(values))
  const { text, provider } = await convert('rest-values.json', 'rest.json')
  expect(provider).toBe('unlisted')
  expect(parse(text, 'YAML')[1]).toMatchObject({ spec: { storage: { unlisted: { url: 'https://rest.example.com' } } } })
})

it('gives the same results on the command line as in code', async () => {
  const { text } = await convert('values.json')
  const { output } = await host.run('npx', ['--no-install', 'backupstorage-forms', 'render', 'values.json'], {
    NODE_OPTIONS: '--disallow-code-generation-from-strings',
  })
  expect(output).toBe(text)
})
