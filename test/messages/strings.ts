/** A string or a function that makes one, at its place in a record of messages. */
export type Leaf = string | ((...args: never[]) => string)

/** Every string of a record of messages and of the records in it, by its way: `checks.texts.uri`. */
export function leavesOf(record: object, way = ''): Map<string, Leaf> {
  const found = new Map<string, Leaf>()
  for (const [key, value] of Object.entries(record) as [string, Leaf | object][]) {
    const here = way === '' ? key : `${way}.${key}`
    if (typeof value === 'object') for (const [inner, leaf] of leavesOf(value, here)) found.set(inner, leaf)
    else found.set(here, value as Leaf)
  }
  return found
}

/** What functions are called with: one, two and none of something, names, and a list of names. */
const samples: readonly (readonly unknown[])[] = [
  ['Alpha', 'Beta', 'Gamma'],
  [1, 7],
  [2, 7],
  ['Alpha', 1],
  ['', ''],
  [['Alpha', 'Beta', 'Gamma']],
]

/** What a message comes to: itself, or what it says of each sample that it can take. */
export function saidBy(leaf: Leaf): (string | undefined)[] {
  if (typeof leaf === 'string') return [leaf]
  return samples.map((sample) => {
    try {
      return leaf(...(sample as never[]))
    } catch {
      return undefined // a name where a list is wanted
    }
  })
}

/** What stays of a message when what varies is taken out, in pieces. */
export function wordsOf(leaf: Leaf): string[] {
  if (typeof leaf === 'string') return [leaf]
  const hole = '\u0000'
  return saidBy((...args: never[]) =>
    leaf(...(args.map((arg) => (typeof arg === 'number' ? arg : hole)) as never[])),
  ).flatMap((text) => text?.split(hole) ?? [])
}

/** The sentences of a text that are long enough to be known again. */
export function sentencesOf(text: string): string[] {
  return text
    .split(/(?<=[.:?…])\s+/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence.split(/\s+/).length > 2)
}

/** What is the same in every language: numbers of some length, addresses, paths and names as they are typed. */
export function typedIn(text: string): string[] {
  const patterns = [
    /\b\d{2,}\b/g,
    /\b[a-z0-9]+:\/\/[\w./:-]*/g,
    /(?<![\w/:])\/[\w/.-]*\w/g,
    /\b[a-z][\w-]*(?:[./][\w-]+)+/g,
    /-{5}[A-Z]+/g,
    /\b[A-Z][A-Z0-9_]{5,}\b/g,
    /\{\w+\}/g,
  ]
  return [...new Set(patterns.flatMap((pattern) => text.match(pattern) ?? []).map((one) => one.replace(/[.:]+$/, '')))]
}
