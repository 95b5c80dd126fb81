import type { BackupStorageValues, Manifest, Options } from 'backupstorage-forms/core'
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
import { describe, expect, it } from 'vitest'
import { validValues } from '../values/arbitraryValues.ts'
import { check } from '../property.ts'

const count = 1000
const values = validValues()
const options = fc.constantFrom<Options>(
  {},
  { referenceAnnotations: { provider: 'example.com/provider', secret: 'example.com/secret' } },
  { secretName: ({ name }) => `${name}-credentials` },
)

/** Variations of texts with the same meaning. */
const styles: readonly ((manifests: readonly Manifest[], yaml: string) => string)[] = [
  (_, yaml) => yaml,
  (manifests) => stringifyManifests(manifests, 'json'),
  (_, yaml) => yaml.replaceAll('\n', '\r\n'),
  (_, yaml) => yaml.replace(/\n$/, ''),
  (_, yaml) => `# written by hand\n\n${yaml.replace('\nspec:', '  # the name\n\nspec: # what it is')}`,
  (_, yaml) =>
    `${yaml}---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: other # stays\ndata: {a: &x 'b', c: *x}\n`,
  (manifests) => manifests.map((one) => JSON.stringify(one)).join('\n---\n') + '\n',
  (_, yaml) => yaml.replace(/^( {2}deletionPolicy: .*)$/m, '$1 # careful'),
]
const style = fc.constantFrom(...styles)

function textOf(values: BackupStorageValues, with_: Options, style: (typeof styles)[number]): string {
  const manifests = toManifests(values, with_)
  return style(manifests, stringifyManifests(manifests, 'yaml'))
}

describe('the generated values', () => {
  it('are valid', () => {
    check(
      fc.property(values, (one) => {
        expect(validateValues(one).filter(({ severity }) => severity === 'error')).toEqual([])
      }),
      count,
    )
  })
})

describe('law 1: values survive the conversion to manifests and back', () => {
  it('holds for all valid values and options', () => {
    check(
      fc.property(values, options, (one, with_) => {
        const normal = normalizeValues(one, with_)
        const read = fromManifests(toManifests(normal, with_), with_)
        expect(read.values).toEqual(normal)
        expect(read.unmapped).toEqual([])
        expect(normalizeValues(normal, with_)).toEqual(normal)
      }),
      count,
    )
  })

  it('holds through YAML and JSON text, too', () => {
    check(
      fc.property(values, fc.constantFrom('yaml' as const, 'json' as const), (one, format) => {
        const manifests = toManifests(one)
        const parsed = parseManifests(stringifyManifests(manifests, format))
        expect(parsed.diagnostics).toEqual([])
        expect(parsed.manifests).toEqual(manifests)
      }),
      count,
    )
  })
})

describe('law 2: an edit without changes keeps every byte', () => {
  it('holds for any text that parses', () => {
    check(
      fc.property(values, options, style, (one, with_, restyle) => {
        const text = textOf(one, with_, restyle)
        const read = fromManifests(parseManifests(text).manifests, with_).values
        expect(editManifests(text, read, with_)).toBe(text)
      }),
      count,
    )
  })
})

describe('law 3: an edit changes only its own parts', () => {
  it('results in the new values, and keeps comments and other documents', () => {
    check(
      fc.property(values, options, style, values, (one, with_, restyle, next) => {
        const text = textOf(one, with_, restyle)
        const edited = editManifests(text, next, with_)
        const read = fromManifests(parseManifests(edited).manifests, with_)
        expect(read.values).toEqual(normalizeValues(next, with_))
        for (const kept of ['# written by hand\n', "data: {a: &x 'b', c: *x}"]) {
          if (text.includes(kept)) expect(edited).toContain(kept)
        }
      }),
      count,
    )
  })

  it('keeps all bytes before and after a changed value', () => {
    check(
      fc.property(values, style, (one, restyle) => {
        const text = textOf(one, {}, restyle)
        const read = fromManifests(parseManifests(text).manifests).values
        const policy = read.deletionPolicy === 'Delete' ? 'WipeOut' : 'Delete'
        const edited = editManifests(text, { ...read, deletionPolicy: policy })
        expect(edited).toBe(text.replace(/(deletionPolicy"?: ?"?)(Delete|WipeOut)/, `$1${policy}`))
      }),
      count,
    )
  })

  it('replaces empty text with the whole output', () => {
    check(
      fc.property(values, fc.constantFrom('', '\n', '  \r\n'), (one, empty) => {
        expect(editManifests(empty, one)).toBe(stringifyManifests(toManifests(one), 'yaml'))
      }),
      count,
    )
  })

  it.each(['# only a comment\n', 'a: [', 'kind: Pod\n', '{"kind":', 'just text'])(
    'keeps any other text: %j',
    (text) => {
      check(
        fc.property(values, (one) => {
          expect(editManifests(text, one)).toBe(text)
        }),
        100,
      )
    },
  )
})
