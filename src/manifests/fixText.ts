import { deepEqual, isObject } from '../base/json.ts'
import { fromPointer, getAt, setAt } from '../base/pointer.ts'
import type { Context } from '../context/context.ts'
import type { TextFix } from '../schema/diagnostics.ts'
import { applyEdits } from '../text/applyEdits.ts'
import { renderFlow } from '../text/renderText.ts'
import { findStorage } from './findStorage.ts'
import { rangeAt } from './rangeAt.ts'
import type { ReadText } from './readText.ts'
import { readText } from './readText.ts'

/** Returns the text with a fix that the user accepted; unchanged if the fix no longer applies to it. */
export function fixText(read: ReadText, { document, at, value, key, remove }: TextFix, context: Context): string {
  const { text, manifests } = read
  const all = manifests.map(({ manifest }) => manifest)
  const found = findStorage(all, context)
  const manifest = document === 'secret' ? found?.secret : found?.storage
  const place = manifests.find((one) => one.manifest === manifest)
  const path = fromPointer(at)
  const present = getAt(manifest, path)
  if (!place || present === undefined) return text
  if (value !== undefined || remove) {
    const target = { document: place.document, path: [...place.path, ...path] }
    try {
      return applyEdits(text, [remove ? { type: 'delete', ...target } : { type: 'set', ...target, value: value ?? '' }])
    } catch {
      return text
    }
  }
  const around = path.slice(0, -1)
  const range = rangeAt(read, place.manifest, [path], true)
  const siblings = getAt(place.manifest, around)
  if (!range || key === undefined || !isObject(siblings) || Object.hasOwn(siblings, key)) return text
  const quoted = /^["']/.test(text.slice(range.from, range.to))
  const renamed = text.slice(0, range.from) + renderFlow(key, { quoted, compact: false }) + text.slice(range.to)
  const wanted = setAt(setAt(place.manifest, path, undefined), [...around, key], present)
  const now = readText(renamed)
  // A key of an anchor or a merge is also that of other maps.
  const isMeant =
    now.parses &&
    now.manifests.length === all.length &&
    now.manifests.every((one, index) => deepEqual(one.manifest, all[index] === manifest ? wanted : all[index]))
  return isMeant ? renamed : text
}
