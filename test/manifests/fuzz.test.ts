import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { BackupStorageValues, Diagnostic } from 'backupstorage-forms/core'
import {
  backupStorage,
  builtinProviders,
  editManifests,
  fromManifests,
  normalizeValues,
  parseManifests,
  stringifyManifests,
  toManifests,
  validateManifests,
  validateValues,
} from 'backupstorage-forms/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { setAt } from '../../src/base/pointer.ts'
import { cases } from '../fixtures/cases.ts'
import { anyJson, mutate, mutations } from '../schemas/mutations.ts'
import { allFields } from '../schemas/schemaFiles.ts'
import { leakFinder, underData } from './leaks.ts'
import { mutateText, textMutations } from '../text/textMutations.ts'
import { check, isDeep } from '../property.ts'

// A failing case is reported as its changes and never as a text, which contains made-up secrets. It isn't shrunk,
// because that takes as long as hundreds of cases.
const parameters = { endOnFailure: true }

/**
 * Not a budget: far above what any run takes, to find only work that explodes. A slow run is repeated once, in case the
 * machine was busy.
 */
const slow = 2000

function notSlow(run: () => void): void {
  for (let attempt = 0; attempt < 2; attempt++) {
    const from = performance.now()
    run()
    if (performance.now() - from < slow) return
  }
  throw new Error(`A run took over ${slow} ms, twice.`)
}

const token = 'Qz7XvKw2-JpYd4/Rn8Tb+Gm3HsLc6_Uf9WkEa5Vy'
const keyFile = JSON.stringify({ type: 'service_account', project_id: 'my-project-123456', private_key: token })
const leaks = leakFinder([token])

/** Returns the errors in a diagnostic, without `expect`: a million calls would take longer than the checks. */
function errorsOf({ code, severity, message, path, range }: Diagnostic, text = ''): string[] {
  const before = text.slice(0, range?.from ?? 0)
  const problems = {
    code: !/^[a-z][\w-]*$/i.test(code),
    severity: !['error', 'warning', 'info'].includes(severity),
    message: !/.[.?]$/.test(message),
    path: path !== '' && !path.startsWith('/'),
    range: range && !(range.from >= 0 && range.to >= range.from && range.to <= text.length),
    line: range && range.line !== before.split('\n').length,
    column: range && range.column !== before.length - before.lastIndexOf('\n'),
  }
  return Object.entries(problems).flatMap(([what, wrong]) => (wrong ? [`${code}: ${what}`] : []))
}

function expectWellFormed(diagnostics: readonly Diagnostic[], text?: string): void {
  expect([...diagnostics.flatMap((one) => errorsOf(one, text)), ...leaks(diagnostics)]).toEqual([])
}

/** The cases with credentials, with a secret in each secret field. */
const fixtures: Readonly<Record<string, BackupStorageValues>> = Object.fromEntries(
  Object.entries(cases).map(([name, { values }]) => {
    const secrets: Record<string, string> = {
      AWS_SECRET_ACCESS_KEY: token,
      AZURE_ACCOUNT_KEY: Buffer.from(token).toString('base64'),
      GOOGLE_SERVICE_ACCOUNT_JSON_KEY: keyFile,
    }
    const auth = Object.entries(values.backend.auth ?? {}).map(([key, value]) => [key, secrets[key] ?? value])
    return [name, setAt(values, ['backend', 'auth'], Object.fromEntries(auth))]
  }),
)
const names = fc.constantFrom(...Object.keys(fixtures))

/** Plans for large or unusual data, in a few words. */
type Odd = { json: unknown } | { deep: 'list' | 'object'; levels: number } | { long: string; length: number }

const odd: fc.Arbitrary<Odd> = fc.oneof(
  { weight: 8, arbitrary: anyJson.map((json) => ({ json })) },
  {
    weight: 4,
    arbitrary: fc
      .constantFrom('\ud800', '\udfff x', '\u{1F600}', '\u0000', '1e999', -0, 2 ** 53, 1e308, -1e-308, 5e-324)
      .map((json) => ({ json })),
  },
  { weight: 1, arbitrary: fc.record({ deep: fc.constantFrom('list', 'object'), levels: fc.nat({ max: 5000 }) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      long: fc.constantFrom(
        'a',
        '/',
        '-',
        '.',
        ' ',
        '\n',
        'a.',
        '-a',
        '{',
        '[',
        '"',
        '\\',
        'AAAA',
        '-----BEGIN A-----',
      ),
      length: fc.nat({ max: 50_000 }),
    }),
  },
)

function make(plan: Odd): unknown {
  if ('json' in plan) return structuredClone(plan.json)
  if ('long' in plan) return plan.long.repeat(plan.length / plan.long.length) + '!'
  let data: unknown = 'x'
  for (let level = 0; level < plan.levels; level++) data = plan.deep === 'list' ? [data] : { a: data }
  return data
}

const places = [
  ...allFields(backupStorage.schema).map(({ path }) => path),
  ...builtinProviders.flatMap(({ schema }) => allFields(schema).map(({ path }) => ['backend', ...path])),
  ...['labels', 'annotations'].flatMap((map) => ['a', '__proto__', ''].map((key) => [map, key])),
]

function expectValuesTaken(values: unknown, encoded: boolean): void {
  notSlow(() => {
    const found = validateValues(values)
    expectWellFormed(found)
    const given = values as BackupStorageValues
    const manifests = toManifests(given)
    const json = JSON.stringify(manifests)
    expect(JSON.stringify(JSON.parse(json))).toBe(json)
    expect(normalizeValues(normalizeValues(given))).toEqual(normalizeValues(given))
    expectWellFormed(validateManifests(encoded ? underData(manifests) : manifests))
    expectWellFormed(fromManifests(manifests).diagnostics)
  })
}

describe('arbitrary values', () => {
  it('never throw, whatever JSON they are', () => {
    check(
      fc.property(odd, fc.boolean(), (plan, encoded) => {
        expectValuesTaken(make(plan), encoded)
      }),
      4000,
      parameters,
    )
  })

  it('never throw, whatever is changed in valid ones', () => {
    const replaced = fc.array(fc.tuple(fc.constantFrom(...places), odd), { maxLength: 2 })
    check(
      fc.property(names, mutations, replaced, fc.boolean(), (name, changes, others, encoded) => {
        let values = structuredClone(fixtures[name]) as unknown
        for (const change of changes) mutate(values, change)
        for (const [path, plan] of others) values = setAt(values, path, make(plan))
        expectValuesTaken(values, encoded)
      }),
      11_000,
      parameters,
    )
  })
})

const folder = fileURLToPath(new URL('../../../shared/reference/examples', import.meta.url))
const examples = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.yaml')) : []

/** Manifests in common forms: ours as YAML, JSON and a List, with `data`, and the documentation's if available. */
const texts: Readonly<Record<string, string>> = Object.fromEntries([
  ...Object.entries(fixtures).flatMap(([name, values]) => {
    const manifests = toManifests(values)
    return [
      [name, stringifyManifests(manifests, 'yaml')],
      [`${name} under data`, stringifyManifests(underData(manifests), 'yaml')],
      [`${name} as JSON`, stringifyManifests(manifests, 'json')],
      [`${name} on one line`, manifests.map((one) => `--- ${JSON.stringify(one)}\n`).join('')],
    ] as const
  }),
  ...examples.map((name) => [name, readFileSync(`${folder}/${name}`, 'utf8')] as const),
])

describe('arbitrary text', () => {
  it('never throws, whatever is changed in manifests', () => {
    const starts = fc.constantFrom(...Object.keys(texts))
    // Writing a different storage into the text takes longer than everything else.
    const every10th = fc.oneof({ weight: 9, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: names })
    const every4th = fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: starts })
    let readable = 0
    check(
      fc.property(starts, every4th, textMutations, every10th, (...run) => {
        const [start, other, changes, name] = run
        let text = texts[start] + (other === null ? '' : `\n---\n${texts[other]}`)
        for (const change of changes) text = mutateText(text, change)
        notSlow(() => {
          expectWellFormed(validateManifests(text), text)
          const { manifests, diagnostics } = parseManifests(text)
          expectWellFormed(diagnostics, text)
          const read = fromManifests(manifests)
          expectWellFormed(read.diagnostics)
          if (name !== null) editManifests(text, fixtures[name] as BackupStorageValues)
          if (diagnostics.length > 0 || text.trim() === '') return
          readable++
          expect(editManifests(text, read.values) === text).toBe(true)
        })
      }),
      5000,
      parameters,
    )
    expect(readable).toBeGreaterThan(isDeep ? 1000 : 50)
  })
})

describe('regressions found by fuzzing', () => {
  it("don't include slow checks of a long row of slashes", () => {
    const slashes = `a${'/'.repeat(50_000)}b`
    const existing = [{ metadata: { name: 'other', namespace: 'demo' } }]
    for (const field of ['endpoint', 'prefix']) {
      const values = setAt(fixtures['s3-new-secret'], ['backend', 'spec', field], slashes)
      notSlow(() => {
        expect(validateValues(values, { existing })).toContainEqual(
          expect.objectContaining({ code: 'format', path: `/backend/spec/${field}` }),
        )
      })
    }
  })
})
