import { describe, expect, it } from 'vitest'
import type { Manifest } from 'backupstorage-forms/core'
import { type BackupStorageClient, serverDiagnostics } from 'backupstorage-forms/cluster'
import { createKubernetesClient, type KubernetesError } from 'backupstorage-forms/kubernetes'
import { failure } from './clientOf.ts'
import { answerOf, recording } from './recordings.ts'

function answering(answer: Response): BackupStorageClient {
  return createKubernetesClient({ baseUrl: 'http://cluster.test', fetch: async () => answer })
}

async function createFailure(name: string): Promise<KubernetesError> {
  const recorded = recording(name)
  const { body } = recorded.request
  const manifest = typeof body === 'string' ? storage() : (body as Manifest)
  return failure(answering(answerOf(recorded)).create(manifest))
}

function storage(name = 'a'): Manifest {
  return { apiVersion: 'storage.kubestash.com/v1alpha1', kind: 'BackupStorage', metadata: { name, namespace: 'demo' } }
}

function secret(stringData: Record<string, string>, data?: Record<string, string>): Manifest {
  const metadata = { name: 'x', namespace: 'demo' }
  return { apiVersion: 'v1', kind: 'Secret', metadata, type: 'Opaque', stringData, ...(data && { data }) }
}

const reference = {
  apiVersion: 'storage.kubestash.com/v1alpha1',
  kind: 'BackupStorage',
  namespace: 'demo',
  name: 'zzz',
}
const status = (code: number, fields: Record<string, unknown>, headers?: HeadersInit): Response =>
  Response.json(
    { kind: 'Status', apiVersion: 'v1', status: 'Failure', code, ...fields },
    { status: code, ...(headers && { headers }) },
  )
const html = (code: number): Response =>
  new Response('<!doctype html><title>Sign in</title>', { status: code, headers: { 'content-type': 'text/html' } })

describe('messages for recorded failures', () => {
  it.each([
    [
      'create-conflict-409',
      409,
      'AlreadyExists',
      'BackupStorage demo/alpha already exists (409). Nothing was changed. It may be in use, so choose another name.',
    ],
    [
      'secret-conflict-409',
      409,
      'AlreadyExists',
      'Secret demo/alpha-storage-cred already exists (409). Nothing was changed. It may be in use, so choose another name.',
    ],
    [
      'create-namespace-missing-404',
      404,
      'NotFound',
      "Couldn't create BackupStorage nope/a: the namespace nope does not exist (404). Create it, or choose another.",
    ],
    [
      'create-wrong-namespace-400',
      400,
      'BadRequest',
      'The server refused to create BackupStorage other/a (400): the namespace of the provided object does not match the namespace sent on the request. Correct it, then try again.',
    ],
    [
      'create-malformed-400',
      400,
      'BadRequest',
      "The server refused to create BackupStorage demo/a (400): the object provided is unrecognized (must be of type BackupStorage): couldn't get version/kind; json parse error: unexpected end of JSON input. Correct it, then try again.",
    ],
    [
      'forbidden-create-403',
      403,
      'Forbidden',
      'The user alice is not allowed to create BackupStorage demo/q (403). Ask an administrator for permission to create backupstorages.storage.kubestash.com in the namespace demo.',
    ],
  ])('explains %s', async (name, code, reason, message) => {
    const error = await createFailure(name)
    expect(error).toMatchObject({ status: code, reason, message })
  })

  it('names every invalid field of an object', async () => {
    const error = await createFailure('create-invalid-422')
    expect(error).toMatchObject({ status: 422, reason: 'Invalid' })
    expect(error.causes.map(({ field, reason }) => [field, reason])).toEqual([
      ['metadata.name', 'FieldValueInvalid'],
      ['spec.deletionPolicy', 'FieldValueNotSupported'],
      ['spec.storage.s3.maxConnections', 'FieldValueTypeInvalid'],
    ])
    expect(error.message).toContain(
      'spec.deletionPolicy: Unsupported value: "Halt": supported values: "Delete", "WipeOut"',
    )
    expect(error.message).not.toContain('regex')
  })

  it('names the invalid key of a Secret', async () => {
    const error = await createFailure('secret-invalid-422')
    expect(error.causes).toHaveLength(1)
    expect(error.message).toContain('data[bad key!]: ')
    expect(error.message).toContain('alphanumeric characters')
  })

  it.each([
    ['unauthorized-401', 401, 'Unauthorized', /not signed in/],
    [
      'forbidden-list-403',
      403,
      'Forbidden',
      /^The user alice is not allowed to list the BackupStorage objects of all namespaces .* in all namespaces\.$/,
    ],
    [
      'kind-not-served-404',
      404,
      'NotServed',
      /does not serve backupstorages\.storage\.kubestash\.com .*CustomResourceDefinition/,
    ],
    ['list-bad-continue-400', 400, 'BadRequest', /invalid continue token/],
  ])('explains a failed list: %s', async (name, code, reason, message) => {
    const error = await failure(answering(answerOf(recording(name))).list())
    expect(error).toMatchObject({ status: code, reason })
    expect(error.message).toMatch(message)
  })

  it.each([
    ['get-404', 404, 'NotFound', /^BackupStorage demo\/zzz does not exist/],
    ['update-stale-409', 409, 'Conflict', /changed by someone else/],
    ['patch-unsupported-media-415', 415, 'UnsupportedMediaType', /Content-Type/],
  ])('explains a failed get: %s', async (name, code, reason, message) => {
    const error = await failure(answering(answerOf(recording(name))).get(reference))
    expect(error).toMatchObject({ status: code, reason })
    expect(error.message).toMatch(message)
  })

  it('explains delete-404', async () => {
    const error = await failure(answering(answerOf(recording('delete-404'))).delete({ ...reference, name: 'b' }))
    expect(error.message).toMatch(/^BackupStorage demo\/b does not exist/)
  })
})

describe('messages for other failures', () => {
  it('explains an unknown field rejected by strict validation', async () => {
    const message =
      'BackupStorage in version "v1alpha1" cannot be handled as a BackupStorage: strict decoding error: unknown field "spec.local", unknown field "spec.storage.gcs.nope"'
    const error = await failure(answering(status(400, { reason: 'BadRequest', message })).create(storage()))
    expect(error.causes.map(({ field }) => field)).toEqual(['spec.local', 'spec.storage.gcs.nope'])
    expect(error.message).toContain('unknown field "spec.local", unknown field "spec.storage.gcs.nope"')
  })

  it('explains a rejection by an admission webhook', async () => {
    const message = 'admission webhook "vbackupstorage.kb.io" denied the request: a default exists already'
    const error = await failure(
      answering(status(403, { reason: 'Forbidden', message })).create(storage(), { dryRun: true }),
    )
    expect(error).toMatchObject({
      reason: 'Denied',
      message:
        'The admission webhook vbackupstorage.kb.io rejected BackupStorage demo/a: a default exists already. Correct it, then try again.',
    })
  })

  it('explains a namespace that is being deleted, at the field of the namespace', async () => {
    const text = 'unable to create new content in namespace demo because it is being terminated'
    const message = `backupstorages.storage.kubestash.com "a" is forbidden: ${text}`
    const causes = [
      { reason: 'NamespaceTerminating', message: 'namespace demo is being terminated', field: 'metadata.namespace' },
    ]
    const error = await failure(
      answering(status(403, { reason: 'Forbidden', message, details: { name: 'a', causes } })).create(storage()),
    )
    expect(error).toMatchObject({
      status: 403,
      reason: 'NamespaceTerminating',
      message:
        "Couldn't create BackupStorage demo/a: the namespace demo is being deleted (403). Choose another namespace.",
      causes: [{ field: 'metadata.namespace' }],
    })
  })

  it.each([
    ['create-conflict-409', 'It may be in use, so choose another name.'],
    ['create-namespace-missing-404', 'Create it, or choose another.'],
    ['create-wrong-namespace-400', 'Correct it, then try again.'],
    ['create-invalid-422', 'Correct these, then try again.'],
    [
      'forbidden-create-403',
      'Ask an administrator for permission to create backupstorages.storage.kubestash.com in the namespace demo.',
    ],
  ])('has a summary without the advice, for views that give their own: %s', async (name, advice) => {
    const { summary, message } = await createFailure(name)
    expect(message).toBe(`${summary} ${advice}`)
  })

  it('explains an unavailable webhook', async () => {
    const message = 'Internal error occurred: failed calling webhook "vbackupstorage.kb.io": EOF'
    const error = await failure(answering(status(500, { reason: 'InternalError', message })).create(storage()))
    expect(error).toMatchObject({ status: 500, reason: 'WebhookFailed' })
    expect(error.message).toMatch(/couldn't call its admission webhook vbackupstorage\.kb\.io/)
  })

  it.each([
    [{ 'retry-after': '3' }, {}, 3],
    [{ 'retry-after': new Date(Date.now() + 60_000).toUTCString() }, {}, 60],
    [{}, { details: { retryAfterSeconds: 1 } }, 1],
  ])('explains a 429 with %j %j', async (headers, fields, seconds) => {
    const error = await failure(answering(status(429, { reason: 'TooManyRequests', ...fields }, headers)).list())
    expect(error).toMatchObject({ status: 429, reason: 'TooManyRequests' })
    expect(Math.abs((error.retryAfter ?? -9) - seconds)).toBeLessThanOrEqual(1)
    expect(error.message).toMatch(/Try again in \d+ seconds?\./)
  })

  it('explains a 429 without a retry delay', async () => {
    const error = await failure(answering(new Response('', { status: 429 })).list())
    expect(error.retryAfter).toBeUndefined()
    expect(error.message).toMatch(/Try again in a moment\./)
  })

  it('explains a 410', async () => {
    const error = await failure(answering(status(410, { reason: 'Expired' })).get(reference))
    expect(error).toMatchObject({ status: 410, reason: 'Expired' })
    expect(error.message).toMatch(/too old/)
  })

  it('asks to check for a possible write after a 5xx, but only for writes', async () => {
    const read = await failure(answering(status(503, { message: 'etcd is away' })).list())
    expect(read).toMatchObject({ status: 503, reason: 'ServiceUnavailable' })
    expect(read.message).toMatch(/etcd is away.*then try again\.$/)
    const written = await failure(answering(new Response('', { status: 504 })).create(storage()))
    expect(written).toMatchObject({ status: 504, reason: 'Timeout' })
    expect(written.message).toMatch(/It may have been created/)
    const checked = await failure(answering(new Response('', { status: 504 })).create(storage(), { dryRun: true }))
    expect(checked.message).not.toMatch(/may have been/)
  })

  it.each([200, 401, 403, 404, 502])('explains a web page from a proxy with status %d', async (code) => {
    const error = await failure(answering(html(code)).list())
    expect(error).toMatchObject({ status: code, reason: 'NotKubernetes' })
    expect(error.message).toMatch(/a web page .*proxy/)
  })

  it("explains JSON that isn't a Kubernetes object", async () => {
    expect(await failure(answering(Response.json({ hello: 1 })).list())).toMatchObject({ reason: 'NotKubernetes' })
    expect(await failure(answering(Response.json('hello')).get(reference))).toMatchObject({ reason: 'NotKubernetes' })
  })

  it('explains a lost connection', async () => {
    const cause = new TypeError('fetch failed')
    const client = createKubernetesClient({ baseUrl: 'http://cluster.test', fetch: () => Promise.reject(cause) })
    const error = await failure(client.create(storage()))
    expect(error).toMatchObject({ status: 0, reason: 'NoConnection', cause })
    expect(error.message).toMatch(
      /no response from the Kubernetes API at http:\/\/cluster\.test.*It may have been created/,
    )
  })
})

describe('a long answer of the server', () => {
  it.each([
    ' ',
    '[',
    '(',
    '(e.g. ',
    '[{',
    "regex used for validation is '",
    'strict decoding error: ',
    'unknown field "',
    '"',
  ])('is read quickly, whatever it repeats: %j', async (part) => {
    const message = `${part.repeat(400_000 / part.length)}x`
    const details = { causes: [{ field: message, message, reason: 'FieldValueInvalid' }] }
    const start = performance.now()
    const error = await failure(answering(status(422, { reason: 'Invalid', message, details })).create(storage()))
    serverDiagnostics({ failure: error }, 'kind: BackupStorage\nmetadata: { name: a }\n')
    // Takes a few milliseconds; quadratic time would be a minute.
    expect(performance.now() - start).toBeLessThan(3000)
  })

  it("is shortened, and keeps the text around the server's examples", async () => {
    const message = `Invalid value: "A": must be lowercase (e.g. 'a',  or 'b', regex used for validation is '[a-z]+') or empty`
    const long = { causes: [{ field: 'metadata.name', message, reason: 'FieldValueInvalid' }] }
    const answer = status(422, { reason: 'Invalid', message: ' '.repeat(40_000) + 'x'.repeat(1000), details: long })
    const error = await failure(answering(answer).create(storage()))
    expect(error.causes).toEqual([
      {
        field: 'metadata.name',
        message: 'Invalid value: "A": must be lowercase or empty',
        reason: 'FieldValueInvalid',
      },
    ])
    expect(error.message.length).toBeLessThan(1000)
  })
})

describe('Secret values in messages', () => {
  const value = 'made-up-value-of-a-secret'
  const said = (error: KubernetesError): string => JSON.stringify([error.message, error.causes, String(error.cause)])

  it("are removed when the server quotes a Secret that it can't parse", async () => {
    const message = `the object provided is unrecognized: json parse error ({"stringData":{"K":"${value.slice(0, 5)} ...)`
    const error = await failure(answering(status(400, { reason: 'BadRequest', message })).create(secret({ K: value })))
    expect(said(error)).not.toContain(value.slice(0, 5))
    expect(error.message).toMatch(/couldn't read Secret demo\/x/)
  })

  it.each([
    ['in full', value],
    ['in part', value.slice(3, 14)],
    ['in base64', btoa(value)],
  ])('are removed when a 422 quotes them %s', async (_how, quoted) => {
    const message = `Invalid value: "${quoted}": too short`
    const details = { causes: [{ field: 'data[K]', message, reason: 'FieldValueInvalid' }] }
    const answer = (): Response =>
      status(422, { reason: 'Invalid', message: `Secret "x" is invalid: data[K]: ${message}`, details })
    for (const manifest of [secret({ K: value }), secret({}, { K: btoa(value) })]) {
      const error = await failure(answering(answer()).create(manifest))
      expect(said(error)).not.toContain(quoted)
      expect(error.message).toContain('data[K]')
    }
  })

  it('are removed when a webhook quotes them', async () => {
    const message = `admission webhook "policy.test" denied the request: do not use "${value}"`
    const error = await failure(answering(status(403, { reason: 'Forbidden', message })).create(secret({ K: value })))
    expect(said(error)).not.toContain(value)
    expect(error.message).toMatch(/policy\.test rejected Secret demo\/x: the reason is hidden/)
  })

  it('are removed even if short, but only as whole words', async () => {
    const quoting = status(500, { message: 'the value s3 is bad' })
    expect((await failure(answering(quoting).create(secret({ K: 's3' })))).message).not.toContain('s3')
    const harmless = status(500, { message: 'the disks3 are full' })
    expect((await failure(answering(harmless).create(secret({ K: 's3' })))).message).toContain('disks3')
  })
})
