import { describe, expect, it } from 'vitest'
import { setAt } from '../../src/base/pointer.ts'

describe('setAt', () => {
  it.each(['', 0, false, null])('keeps an entry whose new value is %j', (value) => {
    expect(setAt({ a: 1, b: 2 }, ['a'], value)).toEqual({ a: value, b: 2 })
    expect(setAt({ a: { b: 1 } }, ['a', 'b'], value)).toEqual({ a: { b: value } })
    expect(setAt(['x', 'y'], [0], value)).toEqual([value, 'y'])
    expect(setAt({}, ['a', 'b'], value)).toEqual({ a: { b: value } })
  })

  it('removes an entry only for undefined, and leaves the given data as they are', () => {
    const data = { a: { b: 1, c: ['x', 'y'] } }
    expect(setAt(data, ['a', 'b'], undefined)).toEqual({ a: { c: ['x', 'y'] } })
    expect(setAt(data, ['a', 'c', 0], undefined)).toEqual({ a: { b: 1, c: ['y'] } })
    expect(data).toEqual({ a: { b: 1, c: ['x', 'y'] } })
  })
})
