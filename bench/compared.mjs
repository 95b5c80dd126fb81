import { median, spread } from './rounds.mjs'

/** @typedef {{ figure: string, contender: string, round: number, value: number }} Measured what was measured in a round */

const ours = 'ours'

const digits = (/** @type {number} */ value, /** @type {number} */ count) => Number(value.toPrecision(count))

/**
 * A row for each figure of each contender: the median of its rounds, and how many times that ours is, in the same rounds.
 *
 * @param {readonly Measured[]} measured
 * @param {Readonly<Record<string, Readonly<Record<string, number>>>>} aims what ours may be at most, in parts of another's
 * @param {Readonly<Record<string, string>>} notes on contenders; one on ours is a fault
 * @returns {import('./main.mjs').Row[]}
 */
export function compared(measured, aims, notes) {
  const figures = [...new Set(measured.map(({ figure }) => figure))]
  const contenders = [...new Set(measured.filter(({ round: one }) => one === 0).map(({ contender }) => contender))]
  return figures.flatMap((figure) =>
    contenders.map((contender) => {
      const of = (/** @type {string} */ one) =>
        measured
          .filter((it) => it.figure === figure && it.contender === one)
          .toSorted((a, b) => a.round - b.round)
          .map(({ value }) => value)
      const [theirs, own] = [of(contender), of(ours)]
      const ratios = theirs.map((value, index) => (own[index] ?? Number.NaN) / value)
      const aim = aims[figure]?.[contender]
      const isComparable = contender !== ours && Number.isFinite(median(ratios))
      return {
        figure,
        contender,
        median: digits(median(theirs), 3),
        '±': theirs.length > 1 ? digits(spread(theirs), 2) : '',
        ours: isComparable ? digits(median(ratios), 2) : '',
        '± ours': isComparable && ratios.length > 1 ? digits(spread(ratios), 1) : '',
        aim: aim === undefined ? '' : `≤ ${aim}`,
        met: aim === undefined ? '' : median(ratios) <= aim ? 'yes' : 'no',
        note: contender === ours ? '' : (notes[contender] ?? ''),
        fault: contender === ours ? (notes[contender] ?? '') : '',
      }
    }),
  )
}
