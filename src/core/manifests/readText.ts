import type { Diagnostic } from '../diagnostics.ts'
import { textRange } from '../diagnostics.ts'
import { isObject, member } from '../json.ts'
import type { Manifest } from '../manifest.ts'
import type { Path } from '../pointer.ts'
import type { TextDocument } from '../text/parseText.ts'
import { parseText } from '../text/parseText.ts'

/** A manifest in a text: which document holds it, and where in it (a List holds several). */
export interface TextManifest {
  manifest: Manifest
  document: number
  path: Path
}

export interface ReadText {
  manifests: TextManifest[]
  documents: readonly TextDocument[]
  diagnostics: Diagnostic[]
  /** Whether the whole text is well-formed. */
  parses: boolean
}

/** Reads the manifests of a text with their places. Never throws. */
export function readText(text: string): ReadText {
  const { documents, faults } = parseText(text)
  const diagnostics = faults.map(({ code, message, from, to }): Diagnostic => ({
    code,
    severity: 'error',
    message,
    path: '',
    source: 'manifest',
    range: textRange(text, from, to),
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
      const message = 'This document is no Kubernetes object. An object starts with apiVersion and kind.'
      const range = textRange(text, one.from, one.to)
      diagnostics.push({ code: 'not-an-object', severity: 'error', message, path: '', source: 'manifest', range })
    }
  })
  return { manifests, documents, diagnostics, parses: faults.length === 0 }
}
