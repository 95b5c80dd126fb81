import type { Diagnostic } from '../schema/diagnostics.ts'
import { textRange } from '../schema/diagnostics.ts'
import { isObject, member } from '../base/json.ts'
import type { Manifest } from '../schema/manifest.ts'
import { contextOf } from '../context/createContext.ts'
import type { Options } from '../context/options.ts'
import type { Path } from '../base/pointer.ts'
import type { TextDocument, TextTrees } from '../text/parseText.ts'
import { parseText, readTrees } from '../text/parseText.ts'
import { duplicateKeyCode, sentenceOf } from '../text/textError.ts'
import { defaultSyntaxMessages } from '../messages/syntax.ts'

/** A manifest in a text: the index of its document, and its path there (a List holds several). */
export interface TextManifest {
  manifest: Manifest
  document: number
  path: Path
}

/** A text with its manifests. */
export interface ReadText {
  text: string
  trees: TextTrees
  manifests: TextManifest[]
  documents: readonly TextDocument[]
  diagnostics: Diagnostic[]
  /** Whether the whole text is well-formed. */
  parses: boolean
  /** Whether the text has usable content: its only errors, if any, are duplicate keys. */
  readable: boolean
}

/**
 * Reads the manifests of a text, with their positions. Never throws.
 *
 * @param trees - the trees of the text, if it is already read
 */
export function readText(text: string, options?: Options, trees: TextTrees = readTrees(text)): ReadText {
  const { manifestMessages, messages } = contextOf(options)
  const sentences = { ...defaultSyntaxMessages, ...messages?.syntax }
  const { documents, errors } = parseText(text, trees)
  const diagnostics = errors.map((error): Diagnostic => ({
    code: error.code,
    severity: 'error',
    message: sentenceOf(error, sentences),
    path: '',
    source: 'manifest',
    range: textRange(text, error.from, error.to),
  }))
  const manifests: TextManifest[] = []
  documents.forEach((one, document) => {
    const { value } = one
    if (value === null) return
    const items = member(value, 'items')
    if (member(value, 'kind') === 'List' && Array.isArray(items)) {
      items.forEach((item, index) => {
        if (isObject(item)) manifests.push({ manifest: item as Manifest, document, path: ['items', index] })
      })
    } else if (isObject(value)) manifests.push({ manifest: value as Manifest, document, path: [] })
    else {
      const range = textRange(text, one.from, one.to)
      diagnostics.push({
        code: 'not-an-object',
        severity: 'error',
        message: manifestMessages.notAnObject,
        path: '',
        source: 'manifest',
        range,
      })
    }
  })
  return {
    text,
    trees,
    manifests,
    documents,
    diagnostics,
    parses: errors.length === 0,
    readable: errors.every(({ code }) => code === duplicateKeyCode),
  }
}
