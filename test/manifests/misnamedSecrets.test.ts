import type { Diagnostic } from 'backupstorage-forms/core'
import {
  applyFix,
  createDraft,
  fromManifests,
  importManifests,
  parseManifests,
  stringifyManifests,
  toManifests,
  validateManifests,
} from 'backupstorage-forms/core'
import { describe, expect, it } from 'vitest'
import { validateEach } from '../../src/manifests/validateManifests.ts'
import { caseOf } from '../fixtures/cases.ts'
import { runCli } from '../cli/runCli.ts'

const storage = (
  name: string,
  secretName: string,
  namespace = 'demo',
): string => `apiVersion: storage.kubestash.com/v1alpha1
kind: BackupStorage
metadata:
  name: ${name}
  namespace: ${namespace}
spec:
  storage:
    provider: s3
    s3:
      bucket: my-backups
      endpoint: https://s3.us-east-1.amazonaws.com
      region: us-east-1
      prefix: ${name}
      secretName: ${secretName} # its credentials
  usagePolicy:
    allowedNamespaces:
      from: All
  deletionPolicy: Delete
`
const pem = '-----BEGIN CERTIFICATE-----\nMBUME21hZGUtdXAgY2VydGlmaWNhdGU=\n-----END CERTIFICATE-----\n'
const secret = (name: string, keys: Record<string, string>, namespace = 'demo'): string => `apiVersion: v1
kind: Secret
metadata:
  name: ${name}
  namespace: ${namespace}
stringData:
${Object.entries(keys)
  .map(([key, value]) => `  ${key}: ${value} # typed by hand\n`)
  .join('')}`
const credentials = {
  AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'made-up/secret/access/key/of/40/characters',
}
const join = (...documents: string[]): string => documents.join('---\n')

const about = (found: readonly Diagnostic[]): Diagnostic[] =>
  found.filter(({ code }) => code === 'other-secret' || code === 'other-key')
const toldIn = (text: string): string[] =>
  about(validateEach(text)).map(({ code, severity, path, fix }) => `${severity} ${code} ${path} ${fix?.title}`)

/** Applies the only fix of an edited text in a draft. */
function fixed(text: string): { text: string; found: Diagnostic[]; values: object } {
  const draft = createDraft()
  draft.editText(text, 'yaml')
  const [first] = about(draft.getDiagnostics())
  if (first?.fix) draft.applyFix(first.fix)
  const now = draft.manifestText('yaml')
  return { text: now.text, found: about(now.diagnostics), values: draft.getState().values }
}

describe('a Secret name that matches no Secret in the text', () => {
  const text = join(secret('b', credentials), storage('s3', 'a'))

  it('is reported if exactly one other Secret has the credentials, with a fix', () => {
    expect(toldIn(text)).toEqual(['warning other-secret /backend/credentials/secretName Use b'])
    const [found] = about(validateManifests(text))
    expect(text.slice(found?.range?.from, found?.range?.to)).toBe('a')
  })

  it('is replaced by the fix, and the credentials are read', () => {
    const now = fixed(text)
    expect(now.text).toBe(text.replace('secretName: a ', 'secretName: b '))
    expect(now.found).toEqual([])
    expect(now.values).toMatchObject({
      backend: { credentials: { source: 'new', secretName: 'b' }, auth: credentials },
    })
  })

  it('comes along when its storage is imported from a larger text', () => {
    const map = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: other\n'
    const [one] = importManifests(join(map, text))
    expect(one?.text).not.toContain('ConfigMap')
    expect(about(one?.diagnostics ?? [])).toHaveLength(1)
    expect(fixed(one?.text ?? '').values).toMatchObject({ backend: { credentials: { source: 'new' } } })
  })

  it('is reported by the command', async () => {
    const { stdout, status } = await runCli(['validate', '-'], { stdin: text })
    expect(stdout).toContain('warning: These manifests have no Secret with this name')
    expect(status).toBe(0)
  })

  it.each([
    ['the Secret is there', join(secret('a', credentials), secret('b', credentials), storage('s3', 'a'))],
    ['there is none', storage('s3', 'a')],
    ['two others have the credentials', join(secret('b', credentials), secret('c', credentials), storage('s3', 'a'))],
    ['the other one is in another namespace', join(secret('b', credentials, 'prod'), storage('s3', 'a'))],
    ['the other one lacks a key', join(secret('b', { AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE' }), storage('s3', 'a'))],
    ['another storage names the other one', join(secret('b', credentials), storage('s3', 'a'), storage('own', 'b'))],
  ])('is not reported if %s', (_title, one) => {
    expect(toldIn(one)).toEqual([])
  })

  it('is reported once if the Secret of the same name is in another namespace', () => {
    const far = join(secret('a', credentials, 'prod'), storage('s3', 'a'))
    expect(validateManifests(far).map(({ code }) => code)).toContain('secret-elsewhere')
    expect(toldIn(far)).toEqual([])
  })
})

describe('a key that the operator does not read', () => {
  it.each([
    ['s3', 'ca.crt', 'CA_CERT_DATA'],
    ['s3', 'CA_CERT', 'CA_CERT_DATA'],
    ['s3', 'ca-cert-data', 'CA_CERT_DATA'],
    ['s3', 'aws_access_key_id', 'AWS_ACCESS_KEY_ID'],
    ['s3', 'accessKeyId', 'AWS_ACCESS_KEY_ID'],
    ['s3', 'secret-key', 'AWS_SECRET_ACCESS_KEY'],
    ['azure', 'AZURE_STORAGE_KEY', 'AZURE_ACCOUNT_KEY'],
    ['azure', 'azurestorageaccountkey', 'AZURE_ACCOUNT_KEY'],
    ['gcs', 'key.json', 'GOOGLE_SERVICE_ACCOUNT_JSON_KEY'],
    ['gcs', 'project_id', 'GOOGLE_PROJECT_ID'],
  ])('is renamed by the fix: %s, %s', (provider, key, wanted) => {
    const { values } = caseOf({ s3: 's3-new-secret', azure: 'azure-guide', gcs: 'gcs-new-secret' }[provider] ?? '')
    const auth = { ...values.backend.auth, ...(provider === 's3' ? { CA_CERT_DATA: pem } : {}) }
    const whole = stringifyManifests(toManifests({ ...values, backend: { ...values.backend, auth } }), 'yaml')
    for (const text of [whole, whole.replace('stringData:', 'data:')]) {
      const renamed = text.replace(`  ${wanted}:`, `  ${key}:`)
      expect(toldIn(renamed)).toEqual([`warning other-key /backend/auth/${wanted} Rename to ${wanted}`])
      const [found] = about(validateManifests(renamed))
      expect(renamed.slice(found?.range?.from, found?.range?.to)).toBe(key)
      const now = fixed(renamed)
      expect(now.text).toBe(text)
      expect(now.found).toEqual([])
    }
    const quoted = fixed(whole.replace(`  ${wanted}:`, `  "${key}":`))
    expect(quoted.text).toBe(whole.replace(`  ${wanted}:`, `  "${wanted}":`))
  })

  it('is renamed in JSON as well, as one step of the history', () => {
    const text = join(secret('a', { ...credentials, 'ca.crt': JSON.stringify(pem) }), storage('s3', 'a'))
    const json = stringifyManifests(parseManifests(text).manifests, 'json')
    const draft = createDraft()
    draft.editText(json, 'json')
    const [first] = about(draft.manifestText('json').diagnostics)
    draft.applyFix(first?.fix ?? { title: '', path: '' })
    expect(draft.manifestText('json').text).toBe(json.replace('"ca.crt"', '"CA_CERT_DATA"'))
    expect(draft.getState().values.backend.auth['CA_CERT_DATA']).toBe(pem)
    draft.undo()
    expect(draft.manifestText('json').text).toBe(json)
  })

  it.each([
    ['an unrelated key', { ...credentials, 'tls.key': 'made-up' }],
    ['another key of the provider', { ...credentials, AWS_SESSION_TOKEN: 'made-up' }],
    ['a key next to the right one', { ...credentials, accessKeyId: 'made-up', access_key: 'made-up' }],
    ['a key of JavaScript', { ...credentials, constructor: 'made-up', toString: 'made-up' }],
  ])('is not seen in %s', (_title, keys) => {
    const text = join(secret('a', keys), storage('s3', 'a'))
    expect(toldIn(text)).toEqual([])
    const extra = Object.keys(keys).filter((key) => !Object.hasOwn(credentials, key))
    const { unmapped } = fromManifests(parseManifests(text).manifests)
    expect(unmapped).toEqual(extra.map((key) => `/stringData/${key}`))
  })

  it('stays as it is if the key is also that of another object, or the text changed since', () => {
    const shared = `apiVersion: v1
kind: List
items:
  - apiVersion: v1
    kind: Secret
    metadata: {name: a, namespace: demo}
    stringData: &keys
      AWS_ACCESS_KEY_ID: made-up
      AWS_SECRET_ACCESS_KEY: made-up
      ca.crt: made-up
  - apiVersion: v1
    kind: Secret
    metadata: {name: b, namespace: demo}
    stringData: *keys
  -${storage('s3', 'a').trim().replaceAll('\n', '\n    ').replace(/^/, ' ')}
`
    expect(about(validateManifests(shared))).toHaveLength(1)
    expect(fixed(shared).text).toBe(shared)
    const text = join(secret('a', { ...credentials, 'ca.crt': 'made-up' }), storage('s3', 'a'))
    const [found] = about(validateManifests(text))
    const draft = createDraft()
    draft.editText(storage('s3', 'a'), 'yaml')
    const before = draft.getState()
    if (found?.fix) draft.applyFix(found.fix)
    expect(draft.getState().text).toBe(before.text)
    expect(applyFix(before.values, found?.fix ?? { title: '', path: '' })).toEqual(before.values)
  })

  it('never brings a value of the Secret into the diagnostics', () => {
    const text = join(secret('a', { ...credentials, 'ca.crt': 'planted-value' }), storage('s3', 'a'))
    expect(JSON.stringify(validateManifests(text))).not.toMatch(/planted-value|made-up/)
  })
})
