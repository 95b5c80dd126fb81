import type { BackupStorageValues, DraftStorage } from 'backupstorage-forms/core'
import { builtinProviders, createDraft, defineProvider, initialValues, normalizeValues } from 'backupstorage-forms/core'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { caseOf } from '../fixtures/cases.ts'
import { validValues } from '../values/arbitraryValues.ts'
import { check } from '../property.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** Returns a draft storage like a host's over `sessionStorage`, which stores text. */
function memory(text?: string) {
  const host = { text, saves: 0 }
  const draftStorage: DraftStorage = {
    load: () => JSON.parse(host.text ?? 'null') as unknown,
    save(data) {
      host.text = JSON.stringify(data)
      host.saves++
    },
    clear() {
      host.text = undefined
    },
  }
  return { host, draftStorage }
}

const secrets = new Map<string, string[]>(
  builtinProviders.map((provider) => [
    provider.name,
    Object.entries(provider.schema.properties['auth']?.properties ?? {})
      .filter(([, schema]) => schema['x-manifest'] === undefined)
      .map(([key]) => key),
  ]),
)

/** Returns the values with a unique text in each field of the Secret. */
function withSecrets(values: BackupStorageValues): BackupStorageValues {
  const { backend } = values
  const auth = Object.fromEntries((secrets.get(backend.provider) ?? []).map((key) => [key, `TOP-SECRET ${key}`]))
  return { ...values, backend: { ...backend, auth: { ...backend.auth, ...auth } } }
}

describe('saving a draft', () => {
  it('stores no secret, neither of the values nor of kept ones, and restores the rest', () => {
    check(
      fc.property(fc.array(validValues(), { minLength: 1, maxLength: 3 }), (all) => {
        const { host, draftStorage } = memory()
        const draft = createDraft({ draftStorage })
        for (const values of all.map(withSecrets)) {
          draft.change(['backend', 'provider'], values.backend.provider)
          for (const [key, value] of Object.entries(values)) if (key !== 'backend') draft.change([key], value)
          for (const part of ['credentials', 'auth', 'spec'] as const)
            draft.change(['backend', part], values.backend[part])
        }
        draft.change(['namespace'], 'typed-last')
        draft.flush()
        expect(host.text).not.toContain('TOP-SECRET')
        const { values } = draft.getState()
        const restored = createDraft({ draftStorage }).getState()
        const auth: Record<string, unknown> = { ...values.backend.auth }
        for (const key of secrets.get(values.backend.provider) ?? []) delete auth[key]
        const expected = normalizeValues({ ...values, backend: { ...values.backend, auth } })
        expect(normalizeValues(restored.values)).toEqual(expected)
      }),
      60,
    )
  })

  it('stores no writeOnly value, wherever it is mapped, and no value without a schema', () => {
    const provider = defineProvider({
      $schema: 'http://json-schema.org/draft-07/schema#',
      title: 'Other',
      type: 'object',
      'x-provider': { name: 'other' },
      required: ['spec'],
      properties: {
        spec: {
          type: 'object',
          properties: {
            url: { type: 'string', title: 'URL' },
            token: { type: 'string', title: 'Token', writeOnly: true },
          },
        },
      },
    })
    const { host, draftStorage } = memory()
    const draft = createDraft({ providers: [provider], draftStorage })
    draft.change(['backend', 'spec', 'url'], 'https://a.example')
    draft.change(['backend', 'spec', 'token'], 'TOP-SECRET')
    draft.change(['backend', 'auth', 'unknown'], 'TOP-SECRET')
    draft.flush()
    expect(host.text).toContain('https://a.example')
    expect(host.text).not.toContain('TOP-SECRET')
    expect(createDraft({ providers: [provider], draftStorage }).getState().toRefill).toEqual(['/backend/spec/token'])
  })

  it('happens once shortly after the last change, or immediately on flush', () => {
    const { host, draftStorage } = memory()
    const draft = createDraft({ draftStorage })
    for (const text of ['a', 'ab', 'abc']) draft.change(['name'], text)
    vi.advanceTimersByTime(299)
    expect(host.saves).toBe(0)
    vi.advanceTimersByTime(1)
    expect(host.saves).toBe(1)
    draft.touch(['name'])
    draft.flush()
    expect(host.saves).toBe(1)
    draft.change(['name'], 'abcd')
    draft.flush()
    vi.runAllTimers()
    expect(host.saves).toBe(2)
  })

  it('deletes the draft when nothing is unsaved: after a submit, a reset, or undoing everything', () => {
    const { host, draftStorage } = memory()
    const draft = createDraft({ draftStorage })
    for (const end of ['undo', 'reset', 'markSaved'] as const) {
      draft.change(['name'], `before ${end}`)
      draft.flush()
      expect(host.text).toContain(`before ${end}`)
      draft[end]()
      draft.flush()
      expect(host.text).toBeUndefined()
    }
  })

  it('ignores errors of the storage', () => {
    const fail = (): never => {
      throw new Error('full')
    }
    const draft = createDraft({ draftStorage: { load: fail, save: fail, clear: fail } })
    draft.change(['name'], 'a')
    draft.flush()
    draft.reset()
    draft.flush()
    expect(draft.getState().values.name).toBe('')
  })
})

describe('a restored draft', () => {
  function restored() {
    const { draftStorage } = memory()
    const before = createDraft({ draftStorage, values: caseOf('gcs-new-secret').values })
    before.change(['backend', 'provider'], 's3')
    before.change(['backend', 'auth', 'AWS_ACCESS_KEY_ID'], 'an id')
    before.change(['backend', 'auth', 'AWS_SECRET_ACCESS_KEY'], 'a secret')
    before.change(['backend', 'spec', 'bucket'], 'of-s3')
    before.flush()
    return createDraft({ draftStorage })
  }
  const asked = ['/backend/auth/AWS_ACCESS_KEY_ID', '/backend/auth/AWS_SECRET_ACCESS_KEY']

  it('lists the fields to fill in again until they have values', () => {
    const draft = restored()
    expect(draft.getState().values.backend).toMatchObject({ provider: 's3', auth: {}, spec: { bucket: 'of-s3' } })
    expect(draft.isDirty()).toBe(true)
    expect(draft.getState().toRefill).toEqual(asked)
    draft.change(['backend', 'auth', 'AWS_ACCESS_KEY_ID'], 'x')
    expect(draft.getState().toRefill).toEqual(asked.slice(1))
    draft.undo()
    expect(draft.getState().toRefill).toEqual(asked)
    draft.change(['backend', 'credentials', 'source'], 'existing')
    expect(draft.getState().toRefill).toEqual([])
  })

  it("includes the other provider's values, and asks for its secrets when it is selected", () => {
    const draft = restored()
    draft.change(['backend', 'provider'], 'gcs')
    const { auth, ...backend } = caseOf('gcs-new-secret').values.backend
    expect(draft.getState().values.backend).toEqual({ ...backend, auth: {} })
    expect(draft.getState().toRefill).toEqual(Object.keys(auth).map((key) => `/backend/auth/${key}`))
  })

  it('asks for the same fields after another reload, and for none after a reset', () => {
    const { draftStorage } = memory()
    const first = createDraft({ draftStorage })
    first.change(['backend', 'auth', 'AWS_ACCESS_KEY_ID'], 'an id')
    first.flush()
    const second = createDraft({ draftStorage })
    second.change(['name'], 'typed after the first reload')
    second.flush()
    const third = createDraft({ draftStorage })
    expect(third.getState().toRefill).toEqual(asked.slice(0, 1))
    third.reset()
    expect(third.getState()).toMatchObject({ values: createDraft().getState().values, toRefill: [] })
  })
})

describe('loading a draft', () => {
  const start = createDraft().getState().values
  const loaded = (data: unknown) =>
    createDraft({ draftStorage: { load: () => data, save() {}, clear() {} } }).getState()

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['a string', 'draft'],
    ['a list', [1]],
    ['invalid values', { values: 5 }],
    ['an unknown provider', { values: { ...start, backend: { ...start.backend, provider: 'none' } } }],
    ['a provider named like a prototype', { values: { backend: { provider: '__proto__' } } }],
    ['a value that is too long', { values: { ...start, name: 'x'.repeat(1_000_001) } }],
  ])('ignores anything but a draft: %s', (_what, data) => {
    expect(loaded(data).values).toEqual(start)
  })

  it('accepts valid fields, and omits those of another type or without a schema', () => {
    const data = JSON.parse(`{
      "values": {
        "name": { "a": 1 }, "namespace": "good", "labels": { "a": 1, "__proto__": "x" }, "annotations": { "__proto__": "own" },
        "default": "yes", "usagePolicy": { "from": "Selector", "selector": { "matchExpressions": ["a"] } },
        "securityContext": { "runAsUser": "65 thousand", "runAsNonRoot": [] }, "other": 1,
        "backend": { "provider": "s3", "credentials": { "source": "stolen" }, "auth": [], "spec": { "bucket": 5, "nope": 1 } }
      },
      "kept": {
        "#/backend#azure": { "provider": "s3" }, "#/backend#gcs": { "provider": "gcs", "spec": 7 }, "__proto__": { "x": 1 },
        "s3#/backend/credentials#existing": { "source": "new" }, "s3#/name#x": "y", "##": {}, "": null
      },
      "missing": ["s3#/backend/auth/AWS_ACCESS_KEY_ID", 5, "s3#/nowhere", "__proto__"]
    }`) as unknown
    const { values, kept, toRefill } = loaded(data)
    expect(values).toMatchObject({ name: '', namespace: 'good', default: false, usagePolicy: { from: 'Selector' } })
    expect(values.labels).toEqual({})
    expect(Object.keys(values.annotations)).toEqual(['__proto__'])
    expect(values.usagePolicy).toEqual({ from: 'Selector' })
    expect(values.securityContext).toEqual({ runAsUser: '65 thousand' })
    expect(values.backend).toEqual({ provider: 's3', credentials: { source: 'new' }, auth: {}, spec: {} })
    expect(Object.keys(kept)).toEqual(['#/backend#gcs'])
    expect(toRefill).toEqual(['/backend/auth/AWS_ACCESS_KEY_ID'])
    expect(({} as Record<string, unknown>)['x']).toBeUndefined()
  })

  it('accepts arbitrary data', () => {
    const base = fc.record({
      values: fc.record({
        backend: fc.record({ provider: fc.constantFrom('s3', 'local', 'x'), spec: fc.jsonValue() }),
      }),
      kept: fc.dictionary(
        fc.constantFrom('#/backend#azure', 's3#/backend#s3', 'local#/backend/spec/volume#nfs'),
        fc.jsonValue(),
      ),
      missing: fc.jsonValue(),
    })
    check(
      fc.property(fc.oneof(base, fc.jsonValue(), fc.anything()), (data) => {
        const draft = createDraft({ draftStorage: { load: () => data, save() {}, clear() {} } })
        for (const { name } of builtinProviders) {
          draft.change(['backend', 'provider'], name)
          expect(draft.getState().values.backend).toMatchObject({ provider: name, credentials: { source: 'new' } })
          draft.getDiagnostics()
        }
      }),
      1000,
    )
  })

  it("leaves the host's initial values to reset", () => {
    const { draftStorage } = memory()
    const before = createDraft({ draftStorage })
    before.change(['name'], 'typed')
    before.flush()
    const draft = createDraft({ draftStorage, values: initialValues('azure') })
    expect(draft.getState().values).toMatchObject({ name: 'typed', backend: { provider: 's3' } })
    draft.reset()
    expect(draft.getState().values).toEqual(initialValues('azure'))
  })
})

it('a restored draft shows the errors of fields with a value, as after leaving them, and not those of empty ones', () => {
  const { draftStorage } = memory()
  const before = createDraft({ draftStorage })
  before.change(['name'], 'UPPER')
  before.flush()
  const { touched, showAll } = createDraft({ draftStorage }).getState()
  expect(showAll).toBe(false)
  expect(touched).toContain('/name')
  expect(touched).not.toContain('/backend/spec/bucket')
  expect(createDraft().getState().touched.size).toBe(0)
})
