import { isStatusNewer, storageStatus } from 'backupstorage-forms/cluster'
import { contribKinds } from 'backupstorage-forms/contrib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { check } from '../property.ts'

const condition = (status: string, more: object = {}): object => ({ type: 'BackendInitialized', status, ...more })

describe('storageStatus', () => {
  it('returns the phase and the messages of failed conditions', () => {
    const conditions = [condition('True', { message: 'fine' }), condition('False', { message: 'no such bucket' })]
    expect(storageStatus({ status: { phase: 'NotReady', conditions } })).toEqual({
      phase: 'NotReady',
      problems: ['no such bucket'],
      isReady: false,
      needsCredentials: false,
      isOutdated: false,
      deleting: '',
    })
    expect(storageStatus({ status: { conditions: [condition('False', { reason: 'Why' })] } }).problems).toEqual(['Why'])
  })

  it('is empty before the operator reports anything', () => {
    expect(storageStatus({ metadata: { generation: 1 } })).toEqual({
      phase: '',
      problems: [],
      isReady: false,
      needsCredentials: false,
      isOutdated: false,
      deleting: '',
    })
  })

  it('asks for other credentials if the Secret is missing or refused, but not for a network error', () => {
    const asks = (...conditions: object[]): boolean =>
      storageStatus({ status: { phase: 'NotReady', conditions } }).needsCredentials
    expect(asks(condition('False', { type: 'BackendSecretFound', message: 'secrets "a" not found' }))).toBe(true)
    expect(asks(condition('False', { message: 'InvalidAccessKeyId: unknown key\n\tstatus code: 403' }))).toBe(true)
    expect(asks(condition('True', { type: 'BackendSecretFound' }))).toBe(false)
    expect(asks(condition('False', { message: 'dial tcp: no such host' }))).toBe(false)
    expect(asks()).toBe(false)
    const ready = { phase: 'Ready', conditions: [condition('False', { type: 'BackendSecretFound' })] }
    expect(storageStatus({ status: ready }).needsCredentials).toBe(false)
  })

  it('takes the words for refused credentials from the schema of the kind', () => {
    const status = { phase: 'Unavailable', message: 'rpc error: SignatureDoesNotMatch' }
    expect(storageStatus({ status }, contribKinds.velero)).toMatchObject({ needsCredentials: true })
    expect(storageStatus({ status }).needsCredentials).toBe(false)
  })

  it('is outdated if it describes an older generation', () => {
    const said = (generation: number, observedGeneration?: number): boolean =>
      storageStatus({ metadata: { generation }, status: { conditions: [condition('True', { observedGeneration })] } })
        .isOutdated
    expect([said(2, 1), said(2, 2), said(2)]).toEqual([true, false, false])
    const ofStatus = (observedGeneration: number): boolean =>
      storageStatus({ metadata: { generation: 2 }, status: { phase: 'Ready', observedGeneration } }).isOutdated
    expect([ofStatus(1), ofStatus(2), ofStatus(3)]).toEqual([true, false, false])
  })

  it('is not ready while the object is being deleted, whatever its phase', () => {
    const deletionTimestamp = '2026-11-25T00:00:00Z'
    expect(storageStatus({ metadata: { deletionTimestamp }, status: { phase: 'Ready' } })).toMatchObject({
      phase: 'Ready',
      isReady: false,
      needsCredentials: false,
      deleting: deletionTimestamp,
    })
    for (const unset of [null, undefined, '', 0, {}]) {
      const status = storageStatus({ metadata: { deletionTimestamp: unset }, status: { phase: 'Ready' } })
      expect(status).toMatchObject({ isReady: true, deleting: '' })
    }
  })

  it('accepts arbitrary values', () => {
    check(
      fc.property(fc.jsonValue(), (value) => void storageStatus(value)),
      1000,
    )
    check(
      fc.property(fc.jsonValue(), (status) => void storageStatus({ status, metadata: status })),
      1000,
    )
  })
})

describe('isStatusNewer', () => {
  const write = (time: string, subresource = 'status'): object => ({ manager: 'operator', subresource, time })
  const object = (status: object | undefined, managedFields?: object[]): object => ({
    metadata: { resourceVersion: '1', ...(managedFields ? { managedFields } : {}) },
    ...(status ? { status } : {}),
  })
  const ready = { phase: 'Ready', conditions: [condition('True', { lastTransitionTime: '2026-11-23T12:00:00Z' })] }

  it.each([
    ['the first status', object(undefined), object(ready)],
    ['another phase', object(ready), object({ ...ready, phase: 'NotReady' })],
    [
      'a condition that changed back and forth',
      object(ready),
      object({ ...ready, conditions: [condition('True', { lastTransitionTime: '2026-11-23T12:00:09Z' })] }),
    ],
    [
      'a recorded write of the same status',
      object(ready, [write('2026-11-23T12:00:00Z')]),
      object(ready, [write('2026-11-23T12:00:09Z')]),
    ],
  ])('is true after %s', (_name, earlier, live) => {
    expect(isStatusNewer(live, earlier)).toBe(true)
  })

  it.each([
    ['nothing', object(ready), object(ready)],
    ['another order of members', object({ a: 1, b: 2 }), object({ b: 2, a: 1 })],
    ['an empty status', object(undefined), object({})],
    [
      'a write of the spec',
      object(ready, [write('2026-11-23T12:00:00Z')]),
      object(ready, [write('2026-11-23T12:00:00Z'), write('2026-11-23T12:00:09Z', '')]),
    ],
    ['a read without records', object(ready, [write('2026-11-23T12:00:00Z')]), object(ready)],
    ['an answer without records', object(ready), object(ready, [write('2026-11-23T12:00:00Z')])],
  ])('is false after %s', (_name, earlier, live) => {
    expect(isStatusNewer(live, earlier)).toBe(false)
  })

  it('accepts arbitrary values', () => {
    check(
      fc.property(fc.jsonValue(), fc.jsonValue(), (metadata, status) => {
        const one = { metadata, status }
        expect(isStatusNewer(one, structuredClone(one))).toBe(false)
        void isStatusNewer(one, status)
      }),
      1000,
    )
  })
})
