import type { BackupStorageValues, Manifest, Options } from 'backupstorage-forms/core'
import {
  builtinProviders,
  defineProvider,
  editManifests,
  fromManifests,
  manifestsToApply,
  normalizeValues,
  parseManifests,
  stringifyManifests,
  toManifests,
  validateManifests,
  validateValues,
} from 'backupstorage-forms/core'
import { contribKinds } from 'backupstorage-forms/contrib'
import { completeAt } from 'backupstorage-forms/editor'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ProviderSchema } from '../../src/schema/language.ts'
import { setAt } from '../../src/base/pointer.ts'
import { check } from '../property.ts'
import { validValues } from '../values/arbitraryValues.ts'

const { velero } = contribKinds
const fixtures = import.meta.glob<{ values: BackupStorageValues }>('../fixtures/contrib/velero-*.json', {
  eager: true,
  import: 'default',
})
const provider = ['spec', 'provider']

/** Returns the same manifests with another name of their provider. */
function renamed(manifests: readonly Manifest[], name: string): Manifest[] {
  return manifests.map((one) => (one.kind === velero.resource.kind ? setAt(one, provider, name) : one))
}

describe.each(Object.values(fixtures))(
  "the qualified name of Velero's provider $values.backend.provider",
  ({ values }) => {
    const { provider: name } = values.backend
    const plain = toManifests(values, velero)
    const manifests = renamed(plain, `velero.io/${name}`)
    const text = stringifyManifests(manifests, 'yaml')

    it('means the same provider, and is accepted', () => {
      const read = fromManifests(manifests, velero)
      expect(read).toEqual(fromManifests(plain, velero))
      expect(read.values).toEqual(normalizeValues(values, velero))
      expect(validateManifests(text, velero)).toEqual(
        validateManifests(stringifyManifests(plain, 'yaml'), velero).map((one) => ({
          ...one,
          range: expect.anything() as unknown,
        })),
      )
    })

    it('stays in an edited text or object until another provider is selected', () => {
      const read = fromManifests(manifests, velero).values
      expect(editManifests(text, read, velero)).toBe(text)
      const moved = { ...read, labels: { team: 'platform' } }
      const edited = editManifests(text, moved, velero)
      expect(edited).toContain(`provider: velero.io/${name}\n`)
      expect(fromManifests(parseManifests(edited).manifests, velero).values).toEqual(moved)
      const editing = manifests.at(-1)
      const [applied] = manifestsToApply(fromManifests([editing ?? {}], velero).values, { ...velero, editing })
      expect(applied?.['spec']).toMatchObject({ provider: `velero.io/${name}` })
      const other = Object.values(fixtures).find((one) => one.values.backend.provider !== name)?.values
      const switched = editManifests(text, other ?? values, velero)
      expect(fromManifests(parseManifests(switched).manifests, velero).values).toEqual(
        normalizeValues(other ?? values, velero),
      )
      expect(switched).not.toContain('velero.io/' + name)
    })

    it('is compared with the short name of other locations', () => {
      const existing = renamed(toManifests({ ...values, name: 'other' }, velero), `velero.io/${name}`)
      const found = validateValues(values, { ...velero, existing })
      expect(found.map(({ code }) => code)).toContain('same-directory')
    })

    it('completes the fields of the provider', () => {
      const open = text.replace(/\n {2}config:[^]*$/, '\n  config:\n    ')
      const offeredIn = (one: string): unknown => completeAt(one, one.length, velero)?.options
      expect(offeredIn(open)).toEqual(offeredIn(open.replace(`velero.io/${name}`, name)))
    })
  },
)

describe('a name that is no alias', () => {
  it.each(['velero.io/s3', 'Velero.io/aws', 'velero.io/', 'example.com/aws', 'aws '])('is reported: %s', (name) => {
    const [first] = Object.values(fixtures)
    const manifests = first ? renamed(toManifests(first.values, velero), name) : []
    expect(validateManifests(manifests, velero).map(({ code }) => code)).toContain('unknown-provider')
  })
})

describe('any provider with an alias', () => {
  const providers = builtinProviders.map(({ schema }) => {
    const own: ProviderSchema['x-provider'] = schema['x-provider']
    return defineProvider({ ...schema, 'x-provider': { ...own, aliases: [`example.com/${own.name}`] } })
  })
  const options: Options = { providers }
  const path = ['spec', 'storage', 'provider']

  it('keeps the laws of reading and editing', () => {
    check(
      fc.property(validValues(), validValues(), (one, next) => {
        const manifests = toManifests(one, options).map((manifest) =>
          manifest.kind === 'Secret' ? manifest : setAt(manifest, path, `example.com/${one.backend.provider}`),
        )
        const text = stringifyManifests(manifests, 'yaml')
        const { values } = fromManifests(manifests, options)
        expect(values).toEqual(normalizeValues(one, options))
        expect(editManifests(text, values, options)).toBe(text)
        const edited = editManifests(text, next, options)
        expect(fromManifests(parseManifests(edited).manifests, options).values).toEqual(normalizeValues(next, options))
        expect(edited.includes('provider: example.com/')).toBe(one.backend.provider === next.backend.provider)
      }),
      1000,
    )
  })
})
