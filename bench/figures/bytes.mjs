import { measureBytes } from '../measureBytes.mjs'

export const name = 'bytes'

export const description =
  "The size of each entry in Vite's production build, from dist/: bytes compressed with gzip, without React."

export async function run() {
  const rows = await measureBytes()
  return rows.map(({ entry, gzip, budget, lazy, lazyBudget, forbidden }) => ({
    entry,
    gzip,
    budget: budget ?? '',
    'loaded later': lazy,
    fault: [
      ...(budget !== null && gzip > budget ? [`${gzip - budget} bytes over the budget`] : []),
      ...(lazy > lazyBudget ? [`${lazy - lazyBudget} bytes over the budget for later chunks`] : []),
      ...forbidden.map((what) => `contains ${what}`),
    ].join('; '),
  }))
}
