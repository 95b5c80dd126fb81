import type { BackupStorageValues, Options } from 'backupstorage-forms/core'
import {
  builtinProviders,
  createDraft,
  defineProvider,
  editManifests,
  fromManifests,
  initialValues,
  parseManifests,
  stringifyManifests,
  toManifests,
  validateManifests,
  validateValues,
} from 'backupstorage-forms/core'
import { completeAt } from 'backupstorage-forms/editor'
import { describe, expect, it } from 'vitest'

/** A variant with fewer fields than its base, and its own titles. */
const small = defineProvider({
  title: 'Small store',
  type: 'object',
  'x-provider': { name: 'small-store', variantOf: 's3' },
  'x-directory': ['/backend/spec/bucket'],
  properties: {
    auth: {
      type: 'object',
      required: ['AWS_SECRET_ACCESS_KEY'],
      properties: {
        AWS_ACCESS_KEY_ID: { type: 'string', title: 'User', examples: ['made-up'] },
        AWS_SECRET_ACCESS_KEY: { type: 'string', title: 'Password', minLength: 1, writeOnly: true },
      },
    },
    spec: {
      type: 'object',
      required: ['bucket'],
      properties: {
        bucket: { type: 'string', title: 'Shelf', minLength: 1 },
        endpoint: { type: 'string', title: 'Shop', format: 'http-origin', default: 'https://shop.example.com' },
      },
    },
  },
})
const options: Options = { providers: [...builtinProviders, small] }
const values: BackupStorageValues = {
  ...initialValues('small-store', options),
  namespace: 'demo',
  name: 'shelf',
  backend: {
    provider: 'small-store',
    credentials: { source: 'new' },
    auth: { AWS_ACCESS_KEY_ID: 'made-up', AWS_SECRET_ACCESS_KEY: 'made-up-secret' },
    spec: { bucket: 'shelf-1', endpoint: 'https://shop.example.com' },
  },
}
const manifests = toManifests(values, options)
const yaml = stringifyManifests(manifests, 'yaml')

describe('a variant of a provider', () => {
  it('is validated against its own schema', () => {
    expect(validateValues(values, options)).toEqual([])
    const spec = { endpoint: 'shop' }
    const found = validateValues({ ...values, backend: { ...values.backend, spec } }, options)
    expect(found.map(({ path, message }) => `${path} ${message.split(/[ ,.]/).slice(0, 5).join(' ')}`)).toEqual([
      '/backend/spec/bucket Enter a value for Shelf',
      '/backend/spec/endpoint Shop must start with https://',
    ])
  })

  it('writes the same manifest as its base', () => {
    expect(manifests[1]?.['spec']).toMatchObject({
      storage: {
        provider: 's3',
        s3: { bucket: 'shelf-1', endpoint: 'https://shop.example.com', secretName: 'shelf-storage-cred' },
      },
    })
    expect(JSON.stringify(manifests)).not.toContain('small')
  })

  it('is read as its base, whose manifest is the same', () => {
    const read = fromManifests(manifests, options)
    expect(read.values.backend.provider).toBe('s3')
    expect(read.unmapped).toEqual([])
    expect(toManifests(read.values, options)).toEqual(manifests)
  })

  it("is read as itself if its base isn't available", () => {
    const alone = { providers: [small] }
    expect(fromManifests(manifests, alone).values).toEqual(values)
    expect(validateManifests(yaml, alone)).toEqual([])
  })

  it('is written into a text like its base, without other changes', () => {
    const text = yaml.replace('bucket: shelf-1', 'bucket: shelf-1 # the first\n      unknown: stays')
    expect(editManifests(text, values, options)).toBe(text)
    const spec = { ...values.backend.spec, bucket: 'shelf-2' }
    const edited = editManifests(text, { ...values, backend: { ...values.backend, spec } }, options)
    expect(edited).toBe(text.replace('shelf-1', 'shelf-2'))
  })

  it('switches to its base and back without leftovers', () => {
    const base = {
      ...values,
      backend: { ...values.backend, provider: 's3', spec: { ...values.backend.spec, region: 'x' } },
    }
    const text = editManifests(yaml, base, options)
    expect(text).toContain('region: x')
    const back = editManifests(text, values, options)
    expect(toManifests(fromManifests(parseManifests(back).manifests, options).values, options)).toEqual(manifests)
  })

  it('stays selected while its text is edited, until the text needs another field', () => {
    const draft = createDraft({ ...options, values })
    const { text } = draft.manifestText('yaml')
    expect(draft.editText(text.replace('shelf-1', 'shelf-3 # typed'), 'yaml')).toBe(true)
    expect(draft.getState().values.backend).toMatchObject({ provider: 'small-store', spec: { bucket: 'shelf-3' } })
    const shown = draft.manifestText('yaml').text
    expect(shown).toContain('shelf-3 # typed')
    draft.editText(shown.replace('bucket: shelf-3', 'region: there\n      bucket: shelf-3'), 'yaml')
    expect(draft.getState().values.backend).toMatchObject({ provider: 's3', spec: { region: 'there' } })
  })

  it('shares the directories of its base', () => {
    const live = { ...manifests[1], metadata: { name: 'other', namespace: 'prod' } }
    const s3 = { ...values, backend: { ...values.backend, provider: 's3' } }
    for (const one of [values, s3]) {
      const found = validateValues(one, { providers: [small], existing: [live] })
      expect(found.some(({ code }) => code === 'same-directory')).toBe(one === values)
    }
  })

  it("isn't suggested as a provider in a text, unlike its base", () => {
    const at = yaml.indexOf('provider: s3') + 'provider: '.length
    const open = yaml.slice(0, at) + yaml.slice(at + 2)
    const offered = completeAt(open, at, options)?.options.map(({ label }) => label)
    expect(offered).toContain('s3')
    expect(offered).not.toContain('small-store')
  })

  it('names its base in reference annotations, so that they are recognized', () => {
    const with_ = {
      ...options,
      referenceAnnotations: { provider: 'example.com/provider', secret: 'example.com/secret' },
    }
    expect(fromManifests(toManifests(values, with_), with_)).toMatchObject({
      values: { annotations: {} },
      unmapped: [],
    })
  })
})
