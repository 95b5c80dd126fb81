import type { TextRange } from '../schema/diagnostics.ts'
import type { Path } from '../base/pointer.ts'
import { getAt } from '../base/pointer.ts'
import type { ReadText } from './readText.ts'

/** Returns the path with list indices as numbers. */
function withIndices(data: unknown, path: Path): Path {
  return path.map((key, index) => (Array.isArray(getAt(data, path.slice(0, index))) ? Number(key) : key))
}

/** Returns the range of the first path that exists in the text, or of its nearest existing parent. */
export function rangeAt(
  read: ReadText,
  manifest: object | undefined,
  paths: readonly Path[],
  key = false,
): TextRange | undefined {
  const at = read.manifests.find((one) => one.manifest === manifest)
  const document = at && read.documents[at.document]
  if (!at || !document) return undefined
  const candidates = paths.map((path) => withIndices(at.manifest, path))
  for (let shorter = 0; shorter <= Math.max(...candidates.map((candidate) => candidate.length)); shorter++) {
    for (const candidate of candidates) {
      const here = [...at.path, ...candidate.slice(0, candidate.length - shorter)]
      const byKey = key || shorter > 0 ? document.locateKey(here) : undefined
      const range = byKey ?? document.locate(here)
      if (range) return read.rangeOf(range.from, range.to)
    }
  }
  return undefined
}
