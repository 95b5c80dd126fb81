import { describe, expect, it } from 'vitest'
import { formatAge } from 'backupstorage-forms/cluster'

const now = Date.parse('2026-11-23T12:00:00Z')

describe('formatAge', () => {
  it.each([
    ['2026-11-23T12:00:00Z', '0s'],
    ['2026-11-23T11:59:18Z', '42s'],
    ['2026-11-23T11:58:30Z', '1m30s'],
    ['2026-11-23T11:22:10Z', '37m'],
    ['2026-11-23T09:00:00Z', '3h'],
    ['2026-11-16T15:00:00Z', '6d21h'],
    ['2026-10-01T15:00:00Z', '52d'],
    ['2026-11-23T12:00:09Z', '0s'],
    ['', '–'],
  ])('formats %s as %s', (created, age) => {
    expect(formatAge(created, now)).toBe(age)
  })
})
