import { parseSize } from 'backupstorage-forms/cluster'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { check } from '../property.ts'

describe('parseSize', () => {
  it.each([
    ['0 B', 0],
    ['17 B', 17],
    ['94.967 KiB', 94.967 * 1024],
    ['1.000 MiB', 1024 ** 2],
    ['3.500 GiB', 3.5 * 1024 ** 3],
    ['2TiB', 2 * 1024 ** 4],
    [' 1 PiB ', 1024 ** 5],
    ['1 EiB', 1024 ** 6],
  ])('parses %s as %d bytes', (size, bytes) => {
    expect(parseSize(size)).toBeCloseTo(bytes, 3)
  })

  it.each([
    '',
    '–',
    'KiB',
    '12',
    '12 iB',
    '12 KB',
    '1 2 KiB',
    '-1 KiB',
    '1. KiB',
    '.5 KiB',
    '1e3 B',
    '1 KiB/s',
    'NaN B',
  ])('rejects %j', (size) => {
    expect(parseSize(size)).toBeUndefined()
  })

  it('orders sizes of different units by their bytes', () => {
    const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB']
    const size = fc.tuple(fc.integer({ min: 1, max: 1023 }), fc.nat(5))
    check(
      fc.property(size, size, ([a, unitA], [b, unitB]) => {
        const [first = 0, second = 0] = [parseSize(`${a} ${units[unitA]}`), parseSize(`${b} ${units[unitB]}`)]
        expect(Math.sign(first - second)).toBe(Math.sign(unitA - unitB || a - b))
      }),
      1000,
    )
  })
})
