import type { Options } from '../context/options.ts'
import type { Path } from '../base/pointer.ts'
import { dotted } from '../base/pointer.ts'
import type { Knowledge } from '../manifests/knowledgeAt.ts'
import { isFreeMap, knowledgeAt } from '../manifests/knowledgeAt.ts'
import { contextOf } from '../context/createContext.ts'
import { longestText, outlineReader, cursorAt } from '../manifests/cursorAt.ts'
import { holdsFields, typeWords } from '../manifests/typeWords.ts'

/** A description of the key or value at an offset; `from` and `to` are UTF-16 offsets around it. */
export interface Description {
  from: number
  to: number
  /** The title of the form's field, or the path in the API, such as `spec.storage`. */
  title: string
  /** The type of its value, in plain words. */
  type?: string
  description?: string
  /** `true` if a manifest must have it, else unset. */
  required?: boolean
}

/** Returns the path up to a map with free keys, such as labels. */
function knownPart(path: Path, knowledge: Knowledge): Path {
  const end = path.findIndex((_key, index) => {
    const around = knowledge.at(path.slice(0, index))
    return around !== undefined && isFreeMap(around) && !knowledge.isSecretValue(path)
  })
  return end < 0 ? path : path.slice(0, end)
}

/**
 * Describes the key or value at an offset of a text with manifests, from the form and the API (`options.crd`). The text
 * is YAML or JSON, well-formed or incomplete. The description never contains the value in the text.
 *
 * @param offset - in UTF-16 units
 * @returns undefined if nothing is known, or for a text of more than 1 Mi characters. Never throws.
 */
export function describeAt(text: string, offset: number, options: Options = {}): Description | undefined {
  if (text.length > longestText || !(offset >= 0 && offset <= text.length)) return undefined
  const reader = outlineReader(text)
  const cursor = cursorAt(reader, offset)
  if (!cursor?.word) return undefined
  const { from, to } = cursor
  const { path, isKey } = cursor.word
  const context = contextOf(options)
  const knowledge = knowledgeAt(reader, cursor, context)
  const known = knowledge.at(path)
  if (!known || path.length === 0 || (!isKey && holdsFields(known))) return undefined
  const messages = context.manifestMessages
  const part = knownPart(path, knowledge)
  const title = (part === path ? known : knowledge.at(part))?.schema?.title ?? dotted(part)
  const names = path.length === 1 ? knowledge.kinds[path[0] as 'kind'] : undefined
  const kinds = names?.map((one) => one[path[0] as 'kind'])
  const type = kinds ? messages.oneOf(kinds.join(', ')) : typeWords(known, messages)
  const { description, required } = known
  return {
    from,
    to,
    title,
    ...(type === undefined ? {} : { type }),
    ...(description === undefined ? {} : { description }),
    ...(required ? { required: true } : {}),
  }
}
