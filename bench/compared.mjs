import { median, spread } from './rounds.mjs'

/**
 * A measurement of a round. A note on ours makes the run fail.
 *
 * @typedef {{ figure: string, contender: string, round: number, value: number, note?: string }} Measured
 */

const ours = 'ours'

const digits = (/** @type {number} */ value, /** @type {number} */ count) => Number(value.toPrecision(count))

/**
 * Returns a row for each result of each contender: the median of its rounds, and the median ratio of ours to it.
 *
 * @param {readonly Measured[]} measured
 * @param {Readonly<Record<string, Readonly<Record<string, number>>>>} aims the maximum ratios of ours to others
 * @returns {import('./main.mjs').Row[]}
 */
export function compared(measured, aims) {
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
      const note = measured.find((it) => it.figure === figure && it.contender === contender && it.note)?.note ?? ''
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
        note: contender === ours ? '' : note,
        fault: contender === ours ? note : '',
      }
    }),
  )
}
