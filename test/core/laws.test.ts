import type { BackupStorageValues, Options } from 'backupstorage-forms/core'
import {
  editManifests,
  fromManifests,
  normalizeValues,
  parseManifests,
  stringifyManifests,
  toManifests,
  validateValues,
} from 'backupstorage-forms/core'
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { validValues } from './arbitraryValues.ts'

vi.setConfig({ testTimeout: 180_000 })

const runs = { numRuns: 1000 }
const values = validValues()
const options = fc.constantFrom<Options>(
  {},
  { referenceAnnotations: { provider: 'example.com/provider', secret: 'example.com/secret' } },
  { secretName: ({ name }) => `${name}-credentials` },
)

/** Ways in which people's texts differ from ours while they say the same. */
const restyled = (of: BackupStorageValues, with_: Options): fc.Arbitrary<string> => {
  const manifests = toManifests(of, with_)
  const yaml = stringifyManifests(manifests, 'yaml')
  return fc.constantFrom(
    yaml,
    stringifyManifests(manifests, 'json'),
    yaml.replaceAll('\n', '\r\n'),
    yaml.replace(/\n$/, ''),
    `# written by hand\n\n${yaml.replace('\nspec:', '  # the name\n\nspec: # what it is')}`,
    `${yaml}---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: other # stays\ndata: {a: &x 'b', c: *x}\n`,
    manifests.map((one) => JSON.stringify(one)).join('\n---\n') + '\n',
    yaml.replace(/^( {2}deletionPolicy: .*)$/m, '$1 # careful'),
  )
}

describe('what is generated for these laws', () => {
  it('is valid', () => {
    fc.assert(
      fc.property(values, (one) => {
        expect(validateValues(one).filter(({ severity }) => severity === 'error')).toEqual([])
      }),
      runs,
    )
  })
})

describe('law 1: values survive the way to manifests and back', () => {
  it('for every valid value, with every option', () => {
    fc.assert(
      fc.property(values, options, (one, with_) => {
        const normal = normalizeValues(one, with_)
        const read = fromManifests(toManifests(normal, with_), with_)
        expect(read.values).toEqual(normal)
        expect(read.unmapped).toEqual([])
        expect(normalizeValues(normal, with_)).toEqual(normal)
      }),
      runs,
    )
  })

  it('through text too, YAML and JSON', () => {
    fc.assert(
      fc.property(values, fc.constantFrom('yaml' as const, 'json' as const), (one, format) => {
        const manifests = toManifests(one)
        const parsed = parseManifests(stringifyManifests(manifests, format))
        expect(parsed.diagnostics).toEqual([])
        expect(parsed.manifests).toEqual(manifests)
      }),
      runs,
    )
  })
})

describe('law 2: an edit that changes nothing changes no byte', () => {
  it('of any text that parses', () => {
    fc.assert(
      fc.property(
        values.chain((one) => options.chain((with_) => fc.tuple(restyled(one, with_), fc.constant(with_)))),
        ([text, with_]) => {
          const read = fromManifests(parseManifests(text).manifests, with_).values
          expect(editManifests(text, read, with_)).toBe(text)
        },
      ),
      runs,
    )
  })
})

describe('law 3: an edit changes its places and nothing else', () => {
  it('so that reading it gives the new values, and comments and other documents stay', () => {
    fc.assert(
      fc.property(
        values.chain((one) => options.chain((with_) => fc.tuple(restyled(one, with_), values, fc.constant(with_)))),
        ([text, next, with_]) => {
          const edited = editManifests(text, next, with_)
          const read = fromManifests(parseManifests(edited).manifests, with_)
          expect(read.values).toEqual(normalizeValues(next, with_))
          for (const kept of ['# written by hand\n', "data: {a: &x 'b', c: *x}"]) {
            if (text.includes(kept)) expect(edited).toContain(kept)
          }
        },
      ),
      runs,
    )
  })

  it('so that the bytes before and behind one changed value are as they were', () => {
    fc.assert(
      fc.property(
        values.chain((one) => fc.tuple(restyled(one, {}), fc.stringMatching(/^[a-z]{1,8}$/))),
        ([text, namespaced]) => {
          const read = fromManifests(parseManifests(text).manifests).values
          const policy = read.deletionPolicy === 'Delete' ? 'WipeOut' : 'Delete'
          const edited = editManifests(text, { ...read, deletionPolicy: policy })
          expect(edited).toBe(text.replace(/(deletionPolicy"?: ?"?)(Delete|WipeOut)/, `$1${policy}`))
          expect(namespaced).not.toBe('')
        },
      ),
      runs,
    )
  })

  it('empty text becomes the whole output', () => {
    fc.assert(
      fc.property(values, fc.constantFrom('', '\n', '  \r\n'), (one, empty) => {
        expect(editManifests(empty, one)).toBe(stringifyManifests(toManifests(one), 'yaml'))
      }),
      runs,
    )
  })

  it.each(['# only a comment\n', 'a: [', 'kind: Pod\n', '{"kind":', 'just text'])(
    'any other text stays: %j',
    (text) => {
      fc.assert(
        fc.property(values, (one) => {
          expect(editManifests(text, one)).toBe(text)
        }),
        { numRuns: 20 },
      )
    },
  )
})
