import {
  backupStorage,
  createDraft,
  defineProvider,
  exampleValues,
  normalizeValues,
  toManifests,
  validateValues,
} from 'backupstorage-forms/core'
import type { BackupStorageValues } from 'backupstorage-forms/core'
import { describe, expect, it } from 'vitest'

const values = exampleValues('s3')

/** Calls a function, which must take little time; superlinear work would take minutes, or all memory. */
function soon<T>(call: () => T): T {
  const start = performance.now()
  const result = call()
  expect(performance.now() - start).toBeLessThan(25_000)
  return result
}

function doubled(levels: number): unknown {
  let data: unknown = 'x'
  for (let level = 0; level < levels; level++) data = [data, data]
  return data
}
const list: unknown[] = []
list.push(list, list)
const map: Record<string, unknown> = {}
Object.assign(map, { a: map, b: map })

describe('values that contain themselves, or share parts many times', () => {
  it.each<[string, unknown]>([
    ['a list in itself', list],
    ['a map in itself', map],
    ['a list of the same lists, 60 levels deep', doubled(60)],
  ])('lead to one error, and count as empty: %s', (_name, part) => {
    for (const given of [
      { ...values, labels: part },
      { ...values, labels: { a: part } },
      { ...values, unknown: part },
      { ...values, backend: { ...values.backend, spec: { bucket: part } } },
    ] as unknown as BackupStorageValues[]) {
      expect(soon(() => validateValues(given))).toEqual([
        {
          code: 'too-large',
          severity: 'error',
          message: 'The values are too large, or contain themselves. Pass plain JSON data.',
          path: '',
          source: 'schema',
        },
      ])
      expect(soon(() => normalizeValues(given))).toEqual(normalizeValues({} as BackupStorageValues))
      expect(soon(() => JSON.stringify(toManifests(given)).length)).toBeLessThan(1000)
      expect(soon(() => createDraft({ values: given }).getDiagnostics())).toHaveLength(1)
    }
  })

  it('are accepted if they stay small', () => {
    const selector = { matchLabels: { a: 'b' } }
    const labels = { a: 'b' }
    const shared = { ...values, labels, annotations: labels, usagePolicy: { from: 'Selector' as const, selector } }
    expect(validateValues(shared)).toEqual(validateValues(structuredClone(shared)))
    expect(validateValues(shared).filter(({ code }) => code === 'too-large')).toEqual([])
  })
})

describe('large values', () => {
  it('are checked in full, with an error for each wrong entry', () => {
    const labels = Object.fromEntries(Array.from({ length: 200_000 }, (_, index) => [`-${index}`, 'x']))
    const found = soon(() => validateValues({ ...values, labels }))
    expect(found.filter(({ code }) => code === 'key-format')).toHaveLength(200_000)
  })

  it('are checked in linear time in lists and maps of a provider', () => {
    const text = { type: 'string', maxLength: 2, pattern: '^[a-z]*$', format: 'dns-label' }
    const provider = defineProvider(
      {
        title: 'Large',
        type: 'object',
        'x-provider': { name: 'large' },
        properties: {
          spec: {
            type: 'object',
            properties: {
              list: { type: 'array', items: { type: 'object', required: ['a'], properties: { a: text } } },
              map: { type: 'object', propertyNames: { maxLength: 3, pattern: '^[a-z]+$' }, additionalProperties: text },
            },
          },
        },
      },
      backupStorage,
    )
    const spec = {
      list: Array.from({ length: 50_000 }, (_, index) => (index % 2 === 0 ? {} : { a: 'abc' })),
      map: Object.fromEntries(Array.from({ length: 50_000 }, (_, index) => [`key${index}`, 'A'])),
    }
    const given = { ...values, backend: { ...values.backend, provider: 'large', auth: {}, spec } }
    expect(soon(() => validateValues(given, { providers: [provider] })).length).toBe(100_000)
  })
})
