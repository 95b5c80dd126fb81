import { builtinProviders, createDraft, initialValues } from 'backupstorage-forms/core'
import { describe, expect, it, vi } from 'vitest'
import { caseOf } from '../fixtures/cases.ts'

describe('createDraft', () => {
  it('starts with the initial values of the first provider, or with the given values', () => {
    expect(createDraft().getState().values).toEqual(initialValues(builtinProviders[0]?.name ?? ''))
    const { values } = caseOf('gcs-new-secret')
    expect(createDraft({ values }).getState().values).toEqual(values)
  })

  it('notifies listeners only of real changes', () => {
    const draft = createDraft()
    const listener = vi.fn()
    const end = draft.subscribe(listener)
    draft.change(['name'], 'a')
    draft.change(['name'], 'a')
    expect(listener).toHaveBeenCalledTimes(1)
    end()
    draft.change(['name'], 'b')
    expect(listener).toHaveBeenCalledTimes(1)
  })

  it('shares unchanged values with the previous state, without mutating it', () => {
    const draft = createDraft({ values: caseOf('azure-guide').values })
    const before = draft.getState().values
    const copy = structuredClone(before)
    draft.change(['backend', 'spec', 'container'], 'other')
    const after = draft.getState().values
    expect(before).toEqual(copy)
    expect(after.labels).toBe(before.labels)
    expect(after.backend.auth).toBe(before.backend.auth)
    expect(after.backend.spec).toEqual({ ...before.backend.spec, container: 'other' })
  })

  it('removes a value set to undefined, and accepts any key', () => {
    const draft = createDraft({ values: caseOf('azure-guide').values })
    draft.change(['backend', 'spec', 'prefix'], undefined)
    expect(draft.getState().values.backend.spec).not.toHaveProperty('prefix')
    draft.change(['annotations', '__proto__'], 'x')
    expect(Object.keys(draft.getState().values.annotations)).toContain('__proto__')
    expect(({} as Record<string, unknown>)['x']).toBeUndefined()
  })

  it('caches the diagnostics of a state until the options change', () => {
    const draft = createDraft({ values: caseOf('azure-guide').values })
    expect(draft.getDiagnostics()).toEqual([])
    expect(draft.getDiagnostics()).toBe(draft.getDiagnostics())
    const others = builtinProviders.filter(({ name }) => name !== draft.getState().values.backend.provider)
    draft.setOptions({ providers: others })
    expect(draft.getDiagnostics()).toMatchObject([{ code: 'unknown-provider' }])
  })

  it('accepts recreated lists as equal if their items are the same', () => {
    const [one, ...others] = builtinProviders
    const draft = createDraft({ providers: [...others], existing: [] })
    const listener = vi.fn()
    draft.subscribe(listener)
    draft.setOptions({ providers: [...others], existing: [] })
    expect(listener).not.toHaveBeenCalled()
    draft.setOptions({ providers: one ? [...others, one] : [], existing: [] })
    expect(listener).toHaveBeenCalledTimes(1)
    expect(draft.context.providers).toHaveLength(builtinProviders.length)
  })

  it('never shares credentials between providers whose fields have the same names', () => {
    const draft = createDraft({ values: caseOf('gcs-new-secret').values })
    draft.change(['backend', 'provider'], 's3')
    draft.change(['backend', 'spec', 'bucket'], 'of-s3')
    draft.change(['backend', 'credentials', 'source'], 'existing')
    draft.change(['backend', 'credentials', 'secretName'], 's3-secret')
    draft.change(['backend', 'provider'], 'gcs')
    expect(draft.getState().values).toEqual(caseOf('gcs-new-secret').values)
    draft.change(['backend', 'credentials', 'source'], 'existing')
    expect(draft.getState().values.backend.credentials).toEqual({ source: 'existing' })
    draft.change(['backend', 'provider'], 's3')
    expect(draft.getState().values.backend).toMatchObject({
      credentials: { source: 'existing', secretName: 's3-secret' },
      spec: { bucket: 'of-s3' },
    })
  })
})

describe('filling several fields', () => {
  it('is one step to undo, and the notice names the changed fields', () => {
    const draft = createDraft({ values: initialValues('s3') })
    const before = draft.getState().values
    const at = (name: string): string[] => ['backend', 'spec', name]
    draft.fill(
      [
        [at('endpoint'), 'https://s3.example.com'],
        [at('region'), 'example-1'],
        [at('bucket'), before.backend.spec['bucket']],
      ],
      at('endpoint'),
    )
    const { filled, values } = draft.getState()
    expect(filled).toMatchObject({
      at: '/backend/spec/endpoint',
      fields: ['/backend/spec/endpoint', '/backend/spec/region'],
    })
    expect(values.backend.spec).toMatchObject({ endpoint: 'https://s3.example.com', region: 'example-1' })
    draft.undo()
    expect(draft.getState().values).toEqual(before)
  })
})
