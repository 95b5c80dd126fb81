import {
  defineProvider,
  exampleValues,
  stringifyManifests,
  toManifests,
  validateManifests,
} from 'backupstorage-forms/core'
import { serverDiagnostics } from 'backupstorage-forms/cluster'
import { expect, it } from 'vitest'
import { restExample } from '../schemas/schemaFiles.ts'

const provider = defineProvider(restExample())
const options = { providers: [provider] }
const manifests = toManifests(exampleValues(provider.name, options), options)
const text = stringifyManifests(manifests, 'yaml')
const line = text.split('\n').findIndex((one) => one.trim() === 'rest:') + 1

it("reports a provider that the cluster's definition doesn't support", () => {
  const fields = { provider: { type: 'string' } }
  const open = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true }
  const storage = { type: 'object', properties: fields }
  const spec = { type: 'object', properties: { storage, usagePolicy: open, deletionPolicy: { type: 'string' } } }
  const crd = {
    spec: {
      group: 'storage.kubestash.com',
      names: { kind: 'BackupStorage' },
      versions: [
        {
          name: 'v1alpha1',
          schema: {
            openAPIV3Schema: {
              type: 'object',
              properties: { apiVersion: fields.provider, kind: fields.provider, spec },
            },
          },
        },
      ],
    },
  }
  const found = validateManifests(text, { ...options, crd }).filter(({ code }) => code === 'unknown-field')
  expect(found).toMatchObject([{ range: { line }, path: '/spec/storage/rest' }])
  expect(found[0]?.message).toMatch(
    /^The operator in this cluster doesn't support REST server: its API has no spec\.storage\.rest\.$/,
  )
})

it('reports a provider that the server rejects', () => {
  const message = 'strict decoding error: unknown field "spec.storage.rest"'
  const failure = { kind: 'Status', status: 'Failure', reason: 'BadRequest', code: 400, message }
  const found = serverDiagnostics({ failure }, text, options)
  expect(found).toMatchObject([{ code: 'unknown-field', range: { line: line + 1 } }])
  expect(found[0]?.message).toMatch(/operator in this cluster doesn't support REST server/)
})

it('reports a misspelled field of the provider as an unknown field', () => {
  const found = validateManifests(text.replace('      url:', '      ulr:'), options)
  expect(found.map(({ severity, code, path }) => `${severity} ${code} ${path}`)).toEqual([
    'error required /backend/spec/url',
    'warning not-in-form /spec/storage/rest/ulr',
  ])
})
