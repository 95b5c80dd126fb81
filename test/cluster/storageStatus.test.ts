import { storageStatus } from 'backupstorage-forms/cluster'
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
      isOutdated: false,
    })
    expect(storageStatus({ status: { conditions: [condition('False', { reason: 'Why' })] } }).problems).toEqual(['Why'])
  })

  it('is empty before the operator reports anything', () => {
    expect(storageStatus({ metadata: { generation: 1 } })).toEqual({
      phase: '',
      problems: [],
      isReady: false,
      isOutdated: false,
    })
  })

  it('is outdated if it describes an older generation', () => {
    const said = (generation: number, observedGeneration?: number): boolean =>
      storageStatus({ metadata: { generation }, status: { conditions: [condition('True', { observedGeneration })] } })
        .isOutdated
    expect([said(2, 1), said(2, 2), said(2)]).toEqual([true, false, false])
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
