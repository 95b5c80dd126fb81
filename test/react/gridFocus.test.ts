import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { positionAfter } from '../../src/react/table/useGridFocus.ts'
import { check } from '../property.ts'

const size = { rows: 100, columns: 4, page: 10 }

/** Returns the target of a key as `row,column`; the header row is -1. */
function after(key: string, from: string, isRightToLeft = false): string {
  const [row = 0, column = 0] = from.split(',').map(Number)
  const names = key.split('+')
  const event = {
    key: names.at(-1) ?? '',
    ctrlKey: names.includes('Ctrl'),
    metaKey: names.includes('Meta'),
    altKey: names.includes('Alt'),
    shiftKey: names.includes('Shift'),
  }
  const place = positionAfter(event, { row, column }, size, isRightToLeft)
  return place ? `${place.row},${place.column}` : 'nowhere'
}

describe('gridFocus', () => {
  it.each([
    ['ArrowDown', '5,1', '6,1'],
    ['ArrowDown', '99,1', '99,1'],
    ['ArrowDown', '-1,2', '0,2'],
    ['ArrowUp', '5,1', '4,1'],
    ['ArrowUp', '0,1', '-1,1'],
    ['ArrowUp', '-1,1', '-1,1'],
    ['ArrowRight', '5,1', '5,2'],
    ['ArrowRight', '5,3', '5,3'],
    ['ArrowLeft', '5,1', '5,0'],
    ['ArrowLeft', '5,0', '5,0'],
    ['Home', '5,2', '5,0'],
    ['End', '5,2', '5,3'],
    ['Home', '-1,2', '-1,0'],
    ['Ctrl+Home', '5,2', '0,0'],
    ['Ctrl+End', '5,2', '99,3'],
    ['Meta+End', '5,2', '99,3'],
    ['PageDown', '5,2', '15,2'],
    ['PageDown', '95,2', '99,2'],
    ['PageUp', '15,2', '5,2'],
    ['PageUp', '5,2', '0,2'],
    ['PageUp', '-1,2', '-1,2'],
    ['PageDown', '-1,2', '9,2'],
  ])('moves with %s from %s to %s', (key, from, to) => {
    expect(after(key, from)).toBe(to)
  })

  it.each([
    ['ArrowRight', '5,1', '5,0'],
    ['ArrowLeft', '5,1', '5,2'],
    ['ArrowLeft', '5,3', '5,3'],
    ['Home', '5,2', '5,0'],
    ['End', '5,2', '5,3'],
  ])('moves with %s from %s to %s in right-to-left text', (key, from, to) => {
    expect(after(key, from, true)).toBe(to)
  })

  it.each([
    'Tab',
    'Enter',
    ' ',
    'a',
    'Escape',
    'Meta+ArrowLeft',
    'Alt+ArrowLeft',
    'Ctrl+ArrowDown',
    'Shift+ArrowDown',
    'Ctrl+PageDown',
    'Shift+Home',
  ])('ignores %s', (key) => {
    expect(after(key, '5,1')).toBe('nowhere')
  })

  it('always moves to an existing cell', () => {
    const keys = ['ArrowDown', 'ArrowUp', 'ArrowLeft', 'ArrowRight', 'Home', 'End', 'PageUp', 'PageDown']
    check(
      fc.property(
        fc.record({ rows: fc.integer({ min: 1, max: 30 }), columns: fc.integer({ min: 1, max: 5 }), page: fc.nat(40) }),
        fc.array(fc.tuple(fc.constantFrom(...keys), fc.boolean())),
        fc.boolean(),
        (given, pressed, isRightToLeft) => {
          let place = { row: -1, column: 0 }
          for (const [key, ctrlKey] of pressed) {
            const event = { key, ctrlKey, metaKey: false, altKey: false, shiftKey: false }
            place = positionAfter(event, place, given, isRightToLeft) ?? place
            expect(place.row).toBeGreaterThanOrEqual(-1)
            expect(place.row).toBeLessThan(given.rows)
            expect(place.column).toBeGreaterThanOrEqual(0)
            expect(place.column).toBeLessThan(given.columns)
          }
        },
      ),
      1000,
    )
  })
})
