import type { RowColumn, Sort } from 'backupstorage-forms/cluster'
import { arrangeRows, parseSize } from 'backupstorage-forms/cluster'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { check } from '../property.ts'

interface Row {
  name: string
  place: string
  size: string
}

const columns: RowColumn<Row>[] = [
  { id: 'name', textOf: ({ name }) => name },
  { id: 'place', textOf: ({ place }) => place },
  { id: 'size', textOf: ({ size }) => size, sortBy: ({ size }) => parseSize(size) },
]

const row = (name: string, place = '', size = ''): Row => ({ name, place, size })
const rows = [
  row('s3-10', 'demo', '1 MiB'),
  row('S3-9', 'production', '900 KiB'),
  row('azure', 'demo', ''),
  row('gcs', '', '2 GiB'),
]
const names = (search: string, sort?: Sort): string[] =>
  arrangeRows(rows, columns, search, sort).map(({ name }) => name)
const by = (column: string, descending = false): Sort => ({ column, descending })

describe('search', () => {
  it.each([
    ['', ['s3-10', 'S3-9', 'azure', 'gcs']],
    ['   ', ['s3-10', 'S3-9', 'azure', 'gcs']],
    ['s3', ['s3-10', 'S3-9']],
    ['DEMO', ['s3-10', 'azure']],
    ['  demo\t s3 ', ['s3-10']],
    ['ib 9', ['S3-9']],
    ['demo production', []],
    ['s3-10demo', []],
    ['10\ndemo', ['s3-10']],
    ['.*', []],
  ])('for %j, finds the rows with every word in some column', (search, found) => {
    expect(names(search)).toEqual(found)
  })

  it('returns the same array without a search or a sort', () => {
    expect(arrangeRows(rows, columns, '', undefined)).toBe(rows)
  })
})

describe('sort', () => {
  it('compares numbers numerically and ignores case', () => {
    expect(names('', by('name'))).toEqual(['azure', 'gcs', 'S3-9', 's3-10'])
    expect(names('', by('name', true))).toEqual(['s3-10', 'S3-9', 'gcs', 'azure'])
  })

  it("uses a column's value instead of its text", () => {
    expect(names('', by('size'))).toEqual(['S3-9', 's3-10', 'gcs', 'azure'])
  })

  it('keeps rows without a value last in both directions', () => {
    expect(names('', by('size', true))).toEqual(['gcs', 's3-10', 'S3-9', 'azure'])
    expect(names('', by('place'))).toEqual(['s3-10', 'azure', 'S3-9', 'gcs'])
    expect(names('', by('place', true))).toEqual(['S3-9', 's3-10', 'azure', 'gcs'])
  })

  it('keeps the order of equal rows in both directions', () => {
    expect(names('demo', by('place'))).toEqual(['s3-10', 'azure'])
    expect(names('demo', by('place', true))).toEqual(['s3-10', 'azure'])
  })

  it('keeps the order for an unknown column', () => {
    expect(names('', by('nothing'))).toEqual(['s3-10', 'S3-9', 'azure', 'gcs'])
  })

  it('leaves the given rows unchanged', () => {
    const frozen = Object.freeze([...rows])
    expect(() => arrangeRows(frozen, columns, 's', by('name'))).not.toThrow()
  })

  it.each([
    ['a', 'b'],
    ['a-2', 'a-10'],
    ['a-2-z', 'a-10-a'],
    ['a', 'a-1'],
    ['7', '08'],
    ['a2b10', 'a2b11'],
    ['99999999999999999998', '99999999999999999999'],
  ])('sorts %s before %s', (first, second) => {
    const sorted = arrangeRows([row(second), row(first)], columns, '', by('name'))
    expect(sorted.map(({ name }) => name)).toEqual([first, second])
  })
})

describe('arbitrary rows', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'B', '-', '.', '0', '1', '12', 'é', '日') })
  const anyRows = fc.array(fc.tuple(word, word, fc.constantFrom('', '1 KiB', '2 MiB')).map((parts) => row(...parts)))
  const anySort = fc.record({ column: fc.constantFrom('name', 'place', 'size'), descending: fc.boolean() })

  it('keeps each row once when sorted, and the same order when sorted again', () => {
    check(
      fc.property(anyRows, anySort, (given, sort) => {
        const sorted = arrangeRows(given, columns, '', sort)
        expect(new Set(sorted)).toEqual(new Set(given))
        expect(sorted).toHaveLength(given.length)
        expect(arrangeRows(sorted, columns, '', sort)).toEqual(sorted)
      }),
      1000,
    )
  })

  it('keeps exactly the matching rows, in sorted order', () => {
    check(
      fc.property(anyRows, anySort, word, (given, sort, search) => {
        const has = (one: Row): boolean =>
          [one.name, one.place, one.size].some((text) => text.toLowerCase().includes(search.toLowerCase()))
        const all = arrangeRows(given, columns, '', sort)
        expect(arrangeRows(given, columns, search, sort)).toEqual(all.filter(has))
      }),
      1000,
    )
  })
})
