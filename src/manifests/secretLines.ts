import type { TextRange } from '../text/parseText.ts'
import { hasCredentialKey, isCredentialComment, isCredentialKey, isPlainField } from './secretKinds.ts'

/** The fields of a Secret that contain others. */
const outerFields = new Set('metadata,labels,annotations,items,data,stringData'.split(','))
const shownKinds = new Set(['Secret', 'SecretList', 'List'])

/** A key at the start of a line, after dashes or brackets. */
const keyed = /^[\s[{,-]*(?:"([\w.$/-]+)"|'([\w.$/-]+)'|(\w[\w.$/-]*))[ \t]*:(?=\s|$)[ \t]*/
const brackets = /^[\s{}[\],-]*$/

/** Returns whether to show the value of a field in a text that may hold a Secret. */
function isShown(key: string, rest: string): boolean {
  if (outerFields.has(key)) return brackets.test(rest)
  const value = /^(["']?)([^\s"',]*)\1[\s,]*$/.exec(rest)?.[2]
  return value !== undefined && isPlainField(key, value) && (key !== 'kind' || shownKinds.has(value))
}

/**
 * Yields the ranges to hide in a text that can't be parsed. If it may hold a Secret, only its keys and a few plain
 * values are shown. Otherwise, hides only the lines that look like parts of one.
 */
export function* hiddenLines(text: string): Generator<TextRange> {
  // An annotation such as `example.com/secret: name` is no sign of a Secret.
  const isGuess = /\b(?!(?<=\/)secret["']?:\s)secret(?:list)?\b|\bdata\b|stringData|\\[ux]/i.test(text)
  let at = 0
  for (const line of text.split('\n')) {
    const { length } = line.trimEnd()
    const start = line.length - line.trimStart().length
    const match = keyed.exec(line)
    const key = match?.[1] ?? match?.[2] ?? match?.[3] ?? ''
    const after = match?.[0].length ?? start
    const rest = line.slice(after)
    const isEmpty = brackets.test(rest) || rest.startsWith('---')
    const isHidden = isGuess
      ? !(isEmpty || (match && isShown(key, rest)))
      : rest.startsWith('#')
        ? isCredentialComment(rest)
        : match
          ? isCredentialKey(key) || /:\s|\s#/.test(rest) || hasCredentialKey(rest)
          : !isEmpty
    if (isHidden && length > after) yield { from: at + after, to: at + length }
    at += line.length + 1
  }
}
