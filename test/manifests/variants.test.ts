import type { BackupStorageValues, Options } from 'backupstorage-forms/core'
import {
  builtinProviders,
  createDraft,
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
import { acme } from '../fixtures/acme.ts'

const options: Options = { providers: [...builtinProviders, acme] }
const values: BackupStorageValues = {
  ...initialValues('acme', options),
  namespace: 'demo',
  name: 'backups',
  backend: {
    provider: 'acme',
    credentials: { source: 'new' },
    auth: { AWS_ACCESS_KEY_ID: 'made-up', AWS_SECRET_ACCESS_KEY: 'made-up-secret' },
    spec: { endpoint: 'https://storage.acme.example', region: 'south', bucket: 'team-data' },
  },
}
const manifests = toManifests(values, options)
const yaml = stringifyManifests(manifests, 'yaml')

describe('a variant of a provider', () => {
  it('starts with its own constants and defaults', () => {
    const { spec } = initialValues('acme', options).backend
    expect(spec).toEqual({ endpoint: 'https://storage.acme.example', region: 'north' })
  })

  it('is validated against its own schema and advice', () => {
    expect(validateValues(values, options)).toEqual([])
    const auth = { ...values.backend.auth, AWS_ACCESS_KEY_ID: 'acme-admin' }
    const spec = { endpoint: 'https://s3.us-east-1.amazonaws.com', region: 'us-east-1', bucket: 'data' }
    const found = validateValues({ ...values, backend: { ...values.backend, auth, spec } }, options)
    expect(found.map(({ path, code, severity }) => `${path} ${code} ${severity}`)).toEqual([
      '/backend/auth/AWS_ACCESS_KEY_ID administrator warning',
      '/backend/spec/endpoint enum error',
      '/backend/spec/region enum error',
      '/backend/spec/bucket pattern error',
    ])
  })

  it('writes the same manifest as its base', () => {
    expect(manifests[1]?.['spec']).toMatchObject({
      storage: {
        provider: 's3',
        s3: {
          endpoint: 'https://storage.acme.example',
          region: 'south',
          bucket: 'team-data',
          secretName: 'backups-storage-cred',
        },
      },
    })
    expect(JSON.stringify(manifests)).not.toContain('"acme"')
  })

  it('is read as its base, whose manifest is the same', () => {
    const read = fromManifests(manifests, options)
    expect(read.values.backend.provider).toBe('s3')
    expect(read.unmapped).toEqual([])
    expect(toManifests(read.values, options)).toEqual(manifests)
  })

  it("is read as itself if its base isn't available", () => {
    const alone = { providers: [acme] }
    expect(fromManifests(manifests, alone).values).toEqual(values)
    expect(validateManifests(yaml, alone)).toEqual([])
  })

  it('is written into a text like its base, without other changes', () => {
    const text = yaml.replace('bucket: team-data', 'bucket: team-data # the first\n      unknown: stays')
    expect(editManifests(text, values, options)).toBe(text)
    const spec = { ...values.backend.spec, bucket: 'team-web' }
    const edited = editManifests(text, { ...values, backend: { ...values.backend, spec } }, options)
    expect(edited).toBe(text.replace('team-data', 'team-web'))
  })

  it('switches to its base and back without leftovers', () => {
    const base = {
      ...values,
      backend: { ...values.backend, provider: 's3', spec: { ...values.backend.spec, insecureTLS: true } },
    }
    const text = editManifests(yaml, base, options)
    expect(text).toContain('insecureTLS: true')
    const back = editManifests(text, values, options)
    expect(toManifests(fromManifests(parseManifests(back).manifests, options).values, options)).toEqual(manifests)
  })

  it('stays selected while its text is edited, until the text needs another field', () => {
    const draft = createDraft({ ...options, values })
    const { text } = draft.manifestText('yaml')
    expect(draft.editText(text.replace('team-data', 'team-web # typed'), 'yaml')).toBe(true)
    expect(draft.getState().values.backend).toMatchObject({ provider: 'acme', spec: { bucket: 'team-web' } })
    const shown = draft.manifestText('yaml').text
    expect(shown).toContain('team-web # typed')
    draft.editText(shown.replace('bucket: team-web', 'insecureTLS: true\n      bucket: team-web'), 'yaml')
    expect(draft.getState().values.backend).toMatchObject({ provider: 's3', spec: { insecureTLS: true } })
  })

  it('shares the directories of its base', () => {
    const live = { ...manifests[1], metadata: { name: 'other', namespace: 'prod' } }
    const s3 = { ...values, backend: { ...values.backend, provider: 's3' } }
    for (const one of [values, s3]) {
      const found = validateValues(one, { providers: [acme], existing: [live] })
      expect(found.some(({ code }) => code === 'same-directory')).toBe(one === values)
    }
  })

  it("isn't suggested as a provider in a text, unlike its base", () => {
    const at = yaml.indexOf('provider: s3') + 'provider: '.length
    const open = yaml.slice(0, at) + yaml.slice(at + 2)
    const offered = completeAt(open, at, options)?.options.map(({ label }) => label)
    expect(offered).toContain('s3')
    expect(offered).not.toContain('acme')
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
