import { defaultChecks } from '../../src/messages/checks.ts'
import { defaultManifestMessages } from '../../src/messages/manifests.ts'
import { defaultSyntaxMessages } from '../../src/messages/syntax.ts'
import { defaultEditorMessages } from '../../src/react/editor/editorMessages.ts'
import { defaultMessages } from '../../src/react/messages.ts'
import { defaultPageMessages } from '../../src/react/pageMessages.ts'
import { defaultPreviewMessages } from '../../src/react/preview/previewMessages.ts'

/** A string or a function that returns one, in a record of messages. */
export type Leaf = string | ((...args: never[]) => string)

/** Returns every string of nested records of messages by its path: `checks.texts.uri`. */
export function leavesOf(record: object, way = ''): Map<string, Leaf> {
  const found = new Map<string, Leaf>()
  for (const [key, value] of Object.entries(record) as [string, Leaf | object][]) {
    const here = way === '' ? key : `${way}.${key}`
    if (typeof value === 'object') for (const [inner, leaf] of leavesOf(value, here)) found.set(inner, leaf)
    else found.set(here, value as Leaf)
  }
  return found
}

/** Sample arguments: one, two and zero, names, and a list of names. */
const samples: readonly (readonly unknown[])[] = [
  ['Alpha', 'Beta', 'Gamma'],
  [1, 7],
  [2, 7],
  ['Alpha', 1],
  ['', ''],
  [['Alpha', 'Beta', 'Gamma']],
]

/** Returns a message's results: itself, or its result for each sample that it accepts. */
export function saidBy(leaf: Leaf): (string | undefined)[] {
  if (typeof leaf === 'string') return [leaf]
  return samples.map((sample) => {
    try {
      return leaf(...(sample as never[]))
    } catch {
      return undefined // a name instead of a list
    }
  })
}

/** Returns the constant parts of a message. */
export function wordsOf(leaf: Leaf): string[] {
  if (typeof leaf === 'string') return [leaf]
  const hole = '\u0000'
  return saidBy((...args: never[]) =>
    leaf(...(args.map((arg) => (typeof arg === 'number' ? arg : hole)) as never[])),
  ).flatMap((text) => text?.split(hole) ?? [])
}

/** Returns the sentences of a text that are long enough to be recognized. */
export function sentencesOf(text: string): string[] {
  return text
    .split(/(?<=[.:?…])\s+/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence.split(/\s+/).length > 2)
}

/** Returns the parts that are the same in every language: longer numbers, addresses, paths and literal names. */
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

/** Every English string of the components and the checks, by its path. */
export const englishMessages = leavesOf({
  ...defaultMessages,
  checks: defaultChecks,
  manifests: defaultManifestMessages,
  syntax: defaultSyntaxMessages,
  editor: defaultEditorMessages,
  manifestPreview: defaultPreviewMessages,
  pages: defaultPageMessages,
})
