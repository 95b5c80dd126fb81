import type { Manifest } from 'backupstorage-forms/core'
import { parseManifests, stringifyManifests, toManifests } from 'backupstorage-forms/core'
import type { ServerAnswer } from 'backupstorage-forms/cluster'
import { serverDiagnostics, SubmitError, submitManifests } from 'backupstorage-forms/cluster'
import { createKubernetesClient } from 'backupstorage-forms/kubernetes'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { caseOf } from '../fixtures/cases.ts'
import { answerOf, recording } from './recordings.ts'
import { check } from '../property.ts'

// Responses of a Kubernetes API, mapped to fields and lines.

function shown(
  text: string,
  failure: unknown,
): { code: string; path: string; at: string | undefined; message: string }[] {
  return serverDiagnostics({ failure }, text).map(({ code, path, range, message, source, severity }) => {
    expect([source, severity]).toEqual(['server', 'error'])
    return { code, path, at: range && text.slice(range.from, range.to), message }
  })
}

const sent = (name: string): string => stringifyManifests([recording(name).request.body as Manifest], 'yaml')
const { values } = caseOf('s3-new-secret')
const manifests = toManifests(values)
const text = stringifyManifests(manifests, 'yaml')
const status = (fields: object): object => ({
  kind: 'Status',
  status: 'Failure',
  code: 422,
  reason: 'Invalid',
  ...fields,
})
const causes = (...fields: string[]): object =>
  status({
    details: {
      kind: 'BackupStorage',
      causes: fields.map((field) => ({ field, reason: 'FieldValueInvalid', message: `Invalid value: "x": is wrong` })),
    },
  })

describe('a Status', () => {
  it('reports each of three invalid fields at its value', () => {
    expect(shown(sent('create-invalid-422'), recording('create-invalid-422').response.body)).toEqual([
      {
        code: 'field-value-invalid',
        path: '/name',
        at: 'Bad_Name',
        message: expect.stringMatching(/^The cluster rejected Name: a lowercase RFC 1123 subdomain must .*\.$/),
      },
      {
        code: 'field-value-not-supported',
        path: '/deletionPolicy',
        at: 'Halt',
        message: 'The cluster rejected Deletion Policy: supported values: "Delete", "WipeOut".',
      },
      {
        code: 'field-value-type-invalid',
        path: '/backend/spec/maxConnections',
        at: '"5"',
        message: 'The cluster rejected Max Connections: must be of type integer.',
      },
    ])
  })

  it('reports the same for manifests without a text, but without ranges', () => {
    const body = recording('create-invalid-422').response.body
    const found = serverDiagnostics({ failure: body }, parseManifests(sent('create-invalid-422')).manifests)
    expect(found.map(({ path, range }) => [path, range])).toEqual([
      ['/name', undefined],
      ['/deletionPolicy', undefined],
      ['/backend/spec/maxConnections', undefined],
    ])
  })

  it('points into the Secret if it is about the Secret', () => {
    const body = recording('secret-invalid-422').response.body
    const both = text.replace('stringData:', 'stringData:\n  "bad key!": x')
    expect(shown(both, body)).toMatchObject([{ path: '/data/bad key!', at: 'x' }])
    const field = { field: 'data[AWS_ACCESS_KEY_ID]', reason: 'FieldValueInvalid', message: 'Invalid value: too odd' }
    expect(shown(text, status({ details: { kind: 'Secret', causes: [field] } }))).toMatchObject([
      { path: '/backend/auth/AWS_ACCESS_KEY_ID', at: values.backend.auth['AWS_ACCESS_KEY_ID'] },
    ])
  })

  it('points to the name if the name is taken', () => {
    expect(shown(text, recording('create-conflict-409').response.body)).toMatchObject([
      { code: 'already-exists', path: '/name', at: values.name },
    ])
    expect(shown(text, recording('secret-conflict-409').response.body)).toMatchObject([
      { code: 'already-exists', path: '/backend/credentials/secretName', at: `${values.name}-storage-cred` },
    ])
  })

  it("points to the namespace if it doesn't exist", () => {
    expect(shown(text, recording('create-namespace-missing-404').response.body)).toMatchObject([
      { code: 'not-found', path: '/namespace', at: values.namespace },
    ])
  })

  it('points to the unknown fields of strict decoding', () => {
    const message =
      'BackupStorage in version "v1alpha1" cannot be handled as a BackupStorage: strict decoding error: unknown field "spec.storage.s3.bukcet", unknown field "spec.foo"'
    const odd = text.replace('spec:', 'spec:\n  foo: 1').replace('bucket:', 'bukcet: x\n      bucket:')
    expect(shown(odd, status({ code: 400, reason: 'BadRequest', message }))).toMatchObject([
      { code: 'unknown-field', path: '/spec/storage/s3/bukcet', at: 'x' },
      { code: 'unknown-field', path: '/spec/foo', at: '1' },
    ])
  })

  it('applies to the whole manifest if it names no field', () => {
    const message = 'admission webhook "validate.example.com" denied the request: no more storages'
    expect(shown(text, status({ code: 403, reason: 'Forbidden', message }))).toEqual([
      {
        code: 'forbidden',
        path: '',
        at: undefined,
        message: `The cluster rejected this: ${message}.`,
      },
    ])
  })

  it.each([
    ['spec.usagePolicy.allowedNamespaces.from', '/usagePolicy/from'],
    ['spec.runtimeSettings.pod.tolerations[0].key', '/spec/runtimeSettings/pod/tolerations/0/key'],
    ['metadata.labels[example.com/team]', '/labels/example.com~1team'],
    ['metadata.labels', '/labels'],
    ['spec.storage.s3', '/backend/spec'],
  ])('maps the field %s to the path %s', (field, path) => {
    expect(shown(text, causes(field))).toMatchObject([{ path }])
  })
})

describe('client errors', () => {
  it('are mapped by their causes, including those of a submit', async () => {
    const recorded = recording('create-invalid-422')
    const client = createKubernetesClient({ baseUrl: 'http://cluster.test', fetch: async () => answerOf(recorded) })
    const failure: unknown = await submitManifests(client, [recorded.request.body as Manifest]).catch(
      (error: unknown) => error,
    )
    expect(failure).toBeInstanceOf(SubmitError)
    expect(shown(sent('create-invalid-422'), failure).map(({ path }) => path)).toEqual([
      '/name',
      '/deletionPolicy',
      '/backend/spec/maxConnections',
    ])
  })

  it('are mapped to the Secret if they are about one', async () => {
    const recorded = recording('secret-conflict-409')
    const client = createKubernetesClient({ baseUrl: 'http://cluster.test', fetch: async () => answerOf(recorded) })
    const failure: unknown = await client.create(manifests[0] as Manifest).catch((error: unknown) => error)
    expect(shown(text, failure)).toMatchObject([{ path: '/backend/credentials/secretName' }])
  })

  it("show a host's own message", () => {
    expect(shown(text, new Error('The backend is down. Try again.'))).toEqual([
      { code: 'refused', path: '', at: undefined, message: 'The backend is down. Try again.' },
    ])
  })
})

describe('warnings', () => {
  it('are reported at the fields they name', () => {
    const odd = text.replace('spec:', 'spec:\n  foo: 1')
    const warnings = ['unknown field "spec.foo"', 'storage.kubestash.com/v1alpha1 is deprecated']
    expect(serverDiagnostics({ warnings }, odd)).toMatchObject([
      { severity: 'warning', source: 'server', code: 'unknown-field', path: '/spec/foo', range: { column: 8 } },
      { severity: 'warning', source: 'server', code: 'warning', path: '', message: /deprecated\.$/ },
    ])
  })

  it("reach the client's caller one by one from the header", async () => {
    const header = '299 - "unknown field \\"spec.foo\\"", 299 - "a, b"'
    const recorded = recording('create-dry-run-201')
    const client = createKubernetesClient({
      baseUrl: 'http://cluster.test',
      fetch: async () => answerOf(recorded, { warning: header }),
    })
    const received: string[] = []
    await client.create(recorded.request.body as Manifest, { dryRun: true, onWarning: (one) => received.push(one) })
    expect(received).toEqual(['unknown field "spec.foo"', 'a, b'])
  })

  it('are reported once per submitted object, by its dry run', async () => {
    const recorded = recording('create-201')
    const client = createKubernetesClient({
      baseUrl: 'http://cluster.test',
      fetch: async () => answerOf(recorded, { warning: '299 - "careful"' }),
    })
    const received: string[] = []
    await submitManifests(client, manifests, { onWarning: (one, { kind }) => received.push(`${kind}: ${one}`) })
    expect(received).toEqual(['Secret: careful', 'BackupStorage: careful'])
  })
})

describe('secrets', () => {
  const secret = String(values.backend.auth['AWS_SECRET_ACCESS_KEY'])
  const quoting = [secret, Buffer.from(secret).toString('base64'), secret.slice(2, 14)]

  it.each(quoting)('are never repeated, in whatever form the server quotes them', (quoted) => {
    const message = `stringData: Invalid value: "${quoted}": no`
    const field = { field: `data[${quoted}]`, reason: 'FieldValueInvalid', message }
    const failures = [
      status({ message, details: { kind: 'Secret', causes: [field] } }),
      status({ message, details: { kind: 'secrets' } }),
      new Error(message),
      Object.assign(new Error('no'), { causes: [field] }),
    ]
    for (const failure of failures) {
      const found = serverDiagnostics({ failure, warnings: [message] }, text)
      expect(found.length).toBeGreaterThan(1)
      expect(JSON.stringify(found)).not.toContain(quoted)
    }
  })
})

it('accepts arbitrary responses', () => {
  const strange = fc.oneof(
    fc.anything(),
    fc.json().map((one) => ({ kind: 'Status', details: { causes: [one] } })),
  )
  check(
    fc.property(strange, fc.oneof(fc.constant(text), fc.string()), (failure, input) => {
      const warnings = [failure, null] as unknown as string[]
      for (const answer of [{ failure }, { warnings }, { warnings: failure }, failure] as ServerAnswer[])
        for (const one of serverDiagnostics(answer, input)) expect(one.message).not.toBe('')
    }),
    500,
  )
})
