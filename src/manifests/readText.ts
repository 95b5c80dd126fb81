import type { Diagnostic, TextRange } from '../schema/diagnostics.ts'
import { rangesIn } from '../schema/diagnostics.ts'
import { isObject, textOf } from '../base/json.ts'
import type { Manifest } from '../schema/manifest.ts'
import { contextOf } from '../context/createContext.ts'
import type { Options } from '../context/options.ts'
import type { Path } from '../base/pointer.ts'
import type { TextDocument, TextTrees } from '../text/parseText.ts'
import { markLength, parseText, readTrees } from '../text/parseText.ts'
import { ambiguities } from '../text/ambiguities.ts'
import { checkYaml11 } from '../text/checkYaml11.ts'
import { duplicateKeyCode, sentenceOf } from '../text/textError.ts'
import type { TextError } from '../text/textError.ts'
import { defaultSyntaxMessages } from '../messages/syntax.ts'
import { objectsIn } from './findStorage.ts'

/** A manifest in a text: the index of its document, and its path there (a List holds several). */
export interface TextManifest {
  manifest: Manifest
  document: number
  path: Path
}

/** A warning about a value in a text: the index of its document, and its path there. */
interface TextWarning {
  diagnostic: Diagnostic
  document: number
  path: Path
  /** The value in YAML 1.2. */
  otherValue: unknown
}

/** A text with its manifests. */
export interface ReadText {
  text: string
  trees: TextTrees
  manifests: TextManifest[]
  documents: readonly TextDocument[]
  diagnostics: Diagnostic[]
  /** The errors of well-formed text that YAML 1.1 readers such as kubectl can't read. */
  yaml11Errors: Diagnostic[]
  /** The values that YAML 1.1 and YAML 1.2 read differently. */
  warnings: TextWarning[]
  /** Returns the range of two offsets. */
  rangeOf: (from: number, to: number) => TextRange
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
export function readText(given: string, options?: Options, trees: TextTrees = readTrees(textOf(given))): ReadText {
  const text = textOf(given)
  const { manifestMessages, messages } = contextOf(options)
  const sentences = { ...defaultSyntaxMessages, ...messages?.syntax }
  const { documents, errors } = parseText(text, trees)
  const rangeOf = rangesIn(text)
  const mark = markLength(text)
  const diagnosticOf = (error: TextError, severity: Diagnostic['severity'], shift = 0): Diagnostic => ({
    code: error.code,
    severity,
    message: sentenceOf(error, sentences),
    path: '',
    source: 'manifest',
    range: rangeOf(error.from + shift, error.to + shift),
  })
  const diagnostics = errors.map((error) => diagnosticOf(error, 'error'))
  const manifests: TextManifest[] = []
  documents.forEach((one, document) => {
    const { value } = one
    if (value === null) return
    if (isObject(value))
      for (const { object, path } of objectsIn(value)) manifests.push({ manifest: object as Manifest, document, path })
    else {
      const range = rangeOf(one.from, one.to)
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
    yaml11Errors: checkYaml11(trees).map((error) => diagnosticOf(error, 'error', mark)),
    warnings: ambiguities(trees).map(({ error, ...one }) => ({
      ...one,
      diagnostic: diagnosticOf(error, 'warning', mark),
    })),
    rangeOf,
    parses: errors.length === 0,
    readable: errors.every(({ code }) => code === duplicateKeyCode),
  }
}
