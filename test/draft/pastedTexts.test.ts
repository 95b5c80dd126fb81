import { builtinProviders, createDraft, initialValues } from 'backupstorage-forms/core'
import { contribKinds } from 'backupstorage-forms/contrib'
import { describe, expect, it } from 'vitest'
import { otherTexts, pastedTexts } from '../fixtures/pastedTexts.ts'

const containerOf: Record<string, string> = { azure: 'container' }

/** Returns the region that the vendor of a pasted endpoint determines. */
function regionOf(provider: string, endpoint: unknown): { region?: string } {
  const { vendors } = builtinProviders.find(({ name }) => name === provider) ?? {}
  const match = vendors?.match(endpoint)
  const region = match?.region ?? match?.vendor.region?.fixed
  return region === undefined ? {} : { region }
}

/** Returns the endpoint that follows from a pasted region of Amazon S3. */
function endpointOf(provider: string, region: unknown): { endpoint?: string } {
  const { vendors } = builtinProviders.find(({ name }) => name === provider) ?? {}
  const vendor = vendors?.table.vendors.find(
    ({ omissible, region: known }) =>
      omissible && new RegExp(`^(?:${known?.pattern ?? '$.'})$`, 'u').test(String(region)),
  )
  return vendor?.endpoint === undefined ? {} : { endpoint: vendor.endpoint.replaceAll('{region}', String(region)) }
}

describe('a text that administrators have at hand', () => {
  it.each(pastedTexts)('fills in the fields of $provider: $name', ({ provider, text, auth = {}, spec = {} }) => {
    const draft = createDraft({ values: initialValues(provider) })
    const { backend } = draft.getState().values
    expect(draft.paste(['backend', 'spec', containerOf[provider] ?? 'bucket'], text)).toBe(true)
    expect(draft.getState().offer).toBeUndefined()
    const expected = {
      ...backend.spec,
      ...endpointOf(provider, spec['region']),
      ...regionOf(provider, spec['endpoint']),
      ...spec,
    }
    expect(draft.getState().values.backend).toEqual({ ...backend, auth, spec: expected })
  })

  it.each(pastedTexts.filter(({ provider }) => provider !== 's3'))(
    'is offered to another provider: $provider: $name',
    ({ provider, text }) => {
      const draft = createDraft({ values: initialValues('local') })
      expect(draft.paste(['backend', 'spec', 'mountPath'], text)).toBe(true)
      expect(draft.getState().offer).toMatchObject({ provider })
    },
  )
})

it.each(otherTexts)('a similar text about something else is inserted as it is: %s, %s', (provider, text) => {
  const draft = createDraft({ values: initialValues(provider) })
  const before = draft.getState()
  expect(draft.paste(['backend', 'spec', containerOf[provider] ?? 'endpoint'], text)).toBe(false)
  expect(draft.getState()).toBe(before)
})

it.each([
  ['s3://my-backups/db', { bucket: 'my-backups', prefix: 'db' }],
  ['s3://my-backups@us-east-1/db', {}],
])('an address for a Velero storage fills its bucket only if it has nothing else: %s', (text, spec) => {
  const { resource, providers } = contribKinds.velero
  const options = { resource, providers }
  const draft = createDraft({ ...options, values: initialValues('aws', options) })
  const before = draft.getState().values.backend.spec
  expect(draft.paste(['backend', 'spec', 'bucket'], text)).toBe('bucket' in spec)
  expect(draft.getState().values.backend.spec).toEqual({ ...before, ...spec })
})
