import { measureBytes } from '../measureBytes.mjs'

export const name = 'bytes'

export const description =
  'What a page downloads for each entry, built by Vite for production from dist/: bytes, gzip, React apart.'

export async function run() {
  const rows = await measureBytes()
  return rows.map(({ entry, gzip, budget, lazy, lazyBudget, forbidden }) => ({
    entry,
    gzip,
    budget: budget ?? '',
    'loaded later': lazy,
    fault: [
      ...(budget !== null && gzip > budget ? [`${gzip - budget} over its budget`] : []),
      ...(lazy > lazyBudget ? [`${lazy - lazyBudget} over its budget, of what is loaded later`] : []),
      ...forbidden.map((what) => `contains ${what}`),
    ].join('; '),
  }))
}
