import { mask } from '../../manifests/maskText.ts'
import { parseText } from '../../text/parseText.ts'
import { createSecretFinder } from './hiddenRanges.ts'
import { withPlainBreaks } from './lineBreaks.ts'

interface HiddenValue {
  from: number
  to: number
  /** The key of the value, with its number among equal keys. */
  key: string
  source: string
}

/** Matches the key at the end of the text before a value. */
const keyBefore = /("(?:[^"\\]|\\.)*"|'[^']*'|[^\s"'{,]+)\s*:\s*$/

function hiddenValues(text: string): HiddenValue[] {
  const seen = new Map<string, number>()
  return createSecretFinder()(text).map(({ from, to }) => {
    const name = keyBefore.exec(text.slice(Math.max(0, from - 300), from))?.[1] ?? ''
    const key = name.replace(/^["']|["']$/g, '')
    const number = (seen.get(key) ?? 0) + 1
    seen.set(key, number)
    return { from, to, key: `${key} ${number}`, source: text.slice(from, to) }
  })
}

/** Returns whether two sources are the same value, whatever their quotes. */
function isSame(a: string, b: string): boolean {
  if (a === b) return true
  const [one, other] = [a, b].map((source) => {
    const { documents, errors } = parseText(`value: ${source}`)
    return errors.length > 0 ? source : JSON.stringify(documents[0]?.value)
  })
  return one === other
}

function replaced(text: string, values: readonly HiddenValue[], shown: (value: HiddenValue) => string): string {
  let result = ''
  let end = 0
  for (const value of values) {
    result += text.slice(end, value.from) + shown(value)
    end = value.to
  }
  return result + text.slice(end)
}

/** Masks the values of Secrets in two texts, and adds the word `changed` to the new ones that differ. */
export function diffTexts(before: string, after: string, changed: string): { before: string; after: string } {
  const [one, other] = [withPlainBreaks(before), withPlainBreaks(after)]
  const [old, now] = [hiddenValues(one), hiddenValues(other)]
  const known = new Map(old.map(({ key, source }) => [key, source]))
  const shown = ({ key, source }: HiddenValue): string => {
    const was = known.get(key)
    return was === undefined || isSame(was, source) ? mask : `${mask} (${changed})`
  }
  return { before: replaced(one, old, () => mask), after: replaced(other, now, shown) }
}
