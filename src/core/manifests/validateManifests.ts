import type { Diagnostic, TextRange } from '../diagnostics.ts'
import { textRange } from '../diagnostics.ts'
import { isObject } from '../json.ts'
import type { Options } from '../options.ts'
import { resolveOptions } from '../options.ts'
import { fromPointer } from '../pointer.ts'
import { validateValues } from '../validation/validateValues.ts'
import type { Found } from './fromManifests.ts'
import { findStorage, fromManifests } from './fromManifests.ts'
import type { ReadText } from './readText.ts'
import { readText } from './readText.ts'

/** The range of the value at a path of the values, or of the nearest thing around it that is in the text. */
function locate(text: string, read: ReadText, found: Found, pointer: string): TextRange | undefined {
  const path = fromPointer(pointer)
  const field = found.fields
    .filter((one) => one.path.length <= path.length && one.path.every((key, index) => key === path[index]))
    .sort((a, b) => b.path.length - a.path.length)[0]
  const inSecret = field?.place.document === 'secret'
  const at = read.manifests.find(({ manifest }) => manifest === (inSecret ? found.secret : found.storage))
  const document = at && read.documents[at.document]
  if (!at || !document) return undefined
  const places = !field
    ? [[]]
    : field.place.document === 'resource'
      ? [[...field.place.path, ...path.slice(field.path.length)]]
      : [
          ['stringData', field.place.key],
          ['data', field.place.key],
        ]
  for (let shorter = 0; shorter <= Math.max(...places.map((place) => place.length)); shorter++) {
    for (const place of places) {
      const here = [...at.path, ...place.slice(0, place.length - shorter)]
      const range = shorter === 0 ? document.locate(here) : (document.locateKey(here) ?? document.locate(here))
      if (range) return textRange(text, range.from, range.to)
    }
  }
  return undefined
}

/**
 * Checks manifests: whether they can be read, whether they hold one storage, and what `validateValues` says of it. Given a
 * text, each diagnostic has its place in it. Takes anything and never throws.
 */
export function validateManifests(input: string | readonly object[], options?: Options): Diagnostic[] {
  const isText = typeof input === 'string'
  const read = isText ? readText(input) : undefined
  const given = Array.isArray(input) ? input.filter(isObject) : []
  const manifests = read ? read.manifests.map(({ manifest }) => manifest) : given
  const { values, diagnostics } = fromManifests(manifests, options)
  const found = findStorage(manifests, resolveOptions(options))
  const ofValues = found ? validateValues(values, options) : []
  const placed = [...diagnostics, ...ofValues].map((diagnostic) => {
    const range = isText && read && found ? locate(input, read, found, diagnostic.path) : undefined
    return range ? { ...diagnostic, range } : diagnostic
  })
  return [...(read?.diagnostics ?? []), ...placed]
}
