import type { Manifest } from 'backupstorage-forms/core'
import { stringifyManifests, validateManifests } from 'backupstorage-forms/core'
import { completeAt, describeAt } from 'backupstorage-forms/editor'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseText } from '../../src/text/parseText.ts'
import { cases } from '../fixtures/cases.ts'
import { oddText, randomText } from '../text/randomText.ts'
import { mutateText, textMutations } from '../text/textMutations.ts'
import { check, isDeep } from '../property.ts'

// Properties of completions and descriptions at any offset of any text.

const all = Object.values(cases).map(({ manifests }) => manifests)

/** Parts unknown to the form, in addition to the cases. */
const more: Manifest[] = [
  {
    apiVersion: 'storage.kubestash.com/v1alpha1',
    kind: 'BackupStorage',
    metadata: { name: 'a', namespace: 'demo', labels: { team: 'x' }, annotations: { 'example.com/a': 'b' } },
    spec: {
      storage: { provider: 'local', local: { mountPath: '/safe', csi: { driver: 'a' } } },
      usagePolicy: {
        allowedNamespaces: {
          from: 'Selector',
          selector: { matchExpressions: [{ key: 'a', operator: 'In', values: ['b'] }] },
        },
      },
      runtimeSettings: {
        pod: { tolerations: [{ key: 'a', operator: 'Exists' }], affinity: { podAffinity: {} } },
        container: {
          env: [{ name: 'A', valueFrom: { fieldRef: { fieldPath: 'x' } } }],
          resources: { limits: { cpu: 1 } },
        },
      },
    },
  },
]

const yaml = [...all, more].map((manifests) => stringifyManifests(manifests, 'yaml'))
const json = [...all, more].map((manifests) => stringifyManifests(manifests, 'json'))
const manifestText = fc.constantFrom(...yaml, ...json)

const mutated = fc
  .tuple(manifestText, textMutations)
  .map(([text, changes]) => changes.reduce((result, change) => mutateText(result, change), text))
const anyText = fc.oneof(
  { weight: 4, arbitrary: mutated },
  { weight: 1, arbitrary: randomText.map(({ text }) => text) },
  { weight: 1, arbitrary: oddText },
  { weight: 1, arbitrary: fc.string({ unit: fc.constantFrom(...'ab: #-"\'\\\n\t{}[],&*!|>%?\r'), maxLength: 60 }) },
)

const offsetIn = (text: string, where: number): number => where % (text.length + 1)

describe('completeAt and describeAt', () => {
  it('never throw, and return a range around the offset', () => {
    check(
      fc.property(anyText, fc.nat(), (text, where) => {
        const offset = offsetIn(text, where)
        for (const found of [completeAt(text, offset), describeAt(text, offset)]) {
          if (!found) continue
          expect(found.from).toBeGreaterThanOrEqual(0)
          expect(found.from).toBeLessThanOrEqual(offset)
          expect(found.to).toBeGreaterThanOrEqual(offset)
          expect(found.to).toBeLessThanOrEqual(text.length)
        }
      }),
      1000,
    )
  })

  it('never show a value of a Secret', () => {
    const mark = 'made-up-42'
    const marked = all.map((manifests) => {
      const withMarks = manifests.map((one) => {
        const keys = Object.keys((one['stringData'] as object | undefined) ?? {})
        return keys.length > 0 ? { ...one, stringData: Object.fromEntries(keys.map((key) => [key, mark])) } : one
      })
      return (['yaml', 'json'] as const).map((format) => stringifyManifests(withMarks, format))
    })
    const texts = marked.flat().filter((text) => text.includes(mark))
    expect(texts.length).toBeGreaterThan(5)
    check(
      fc.property(fc.constantFrom(...texts), textMutations, fc.nat(), fc.boolean(), (text, changes, where, whole) => {
        const changed = whole ? text : changes.reduce((result, change) => mutateText(result, change), text)
        const offset = offsetIn(changed, where)
        expect(JSON.stringify([completeAt(changed, offset), describeAt(changed, offset)])).not.toContain(mark)
      }),
      1000,
    )
  })
})

interface Accepted {
  text: string
  from: number
  to: number
}

/** Accepts one of the options; undefined if there are none. */
function accept(text: string, offset: number, which: number): Accepted | undefined {
  const found = completeAt(text, offset)
  const option = found?.options[which % found.options.length]
  if (!found || !option) return undefined
  const { from } = found
  return { text: text.slice(0, from) + option.insert + text.slice(found.to), from, to: from + option.insert.length }
}

/** Returns the errors of fields and values in a range. */
function errorsAt({ text, from, to }: Accepted): string[] {
  return validateManifests(text)
    .filter(({ code }) => code === 'unknown-field' || code === 'enum' || code === 'unknown-provider')
    .filter(({ range }) => range && range.from < to && range.to > from)
    .map(({ code, path }) => `${code} ${path}`)
}

describe('completions in a valid text', () => {
  it('offer only fields and values known to the API', () => {
    let accepted = 0
    check(
      fc.property(fc.constantFrom(...yaml, ...json), fc.nat(), fc.nat(), (text, where, which) => {
        const result = accept(text, offsetIn(text, where), which)
        if (!result) return
        accepted++
        expect(errorsAt(result)).toEqual([])
      }),
      1000,
    )
    expect(accepted).toBeGreaterThan(isDeep ? 100 : 5)
  })

  it('keep the text valid when a field on its own line is accepted', () => {
    let accepted = 0
    const column = fc.integer({ min: 0, max: 7 }).map((steps) => 2 * steps)
    check(
      fc.property(fc.constantFrom(...yaml), fc.nat(), column, fc.nat(), (text, where, spaces, which) => {
        const lines = text.split('\n')
        const line = 1 + (where % lines.length)
        const before = lines.slice(0, line).join('\n') + '\n' + ' '.repeat(spaces)
        const result = accept([before, ...lines.slice(line)].join('\n'), before.length, which)
        if (!result) return
        accepted++
        // Objects and list items aren't complete yet.
        expect(parseText(result.text).errors).toEqual([])
        expect(errorsAt(result)).toEqual([])
      }),
      2000,
    )
    expect(accepted).toBeGreaterThan(isDeep ? 100 : 5)
  })
})
