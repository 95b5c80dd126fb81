import { builtinProviders, createDraft, initialValues } from 'backupstorage-forms/core'
import { describe, expect, it, vi } from 'vitest'
import { caseOf } from '../fixtures/cases.ts'

describe('a draft', () => {
  it('starts with the initial values of the first provider, or with the values given', () => {
    expect(createDraft().getState().values).toEqual(initialValues(builtinProviders[0]?.name ?? ''))
    const { values } = caseOf('gcs-new-secret')
    expect(createDraft({ values }).getState().values).toEqual(values)
  })

  it('tells its listeners of each change, and of none where nothing changed', () => {
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

  it('shares what did not change with the state before, and never changes that', () => {
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

  it('removes a value that is set to undefined, and takes any key for a key', () => {
    const draft = createDraft({ values: caseOf('azure-guide').values })
    draft.change(['backend', 'spec', 'prefix'], undefined)
    expect(draft.getState().values.backend.spec).not.toHaveProperty('prefix')
    draft.change(['annotations', '__proto__'], 'x')
    expect(Object.keys(draft.getState().values.annotations)).toContain('__proto__')
    expect(({} as Record<string, unknown>)['x']).toBeUndefined()
  })

  it('checks its values once for each state, and anew when the options change', () => {
    const draft = createDraft({ values: caseOf('azure-guide').values })
    expect(draft.getDiagnostics()).toEqual([])
    expect(draft.getDiagnostics()).toBe(draft.getDiagnostics())
    const others = builtinProviders.filter(({ name }) => name !== draft.getState().values.backend.provider)
    draft.setOptions({ providers: others })
    expect(draft.getDiagnostics()).toMatchObject([{ code: 'unknown-provider' }])
  })

  it('takes lists that are written anew for the same, while they hold the same', () => {
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

  it('keeps the credentials of one provider out of those of another with fields of the same name', () => {
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
