import type { Path } from '../base/pointer.ts'
import type { TextTrees } from './parseText.ts'
import { limits } from './textError.ts'
import type { TextError } from './textError.ts'
import { keyText, nodesOf } from './textNode.ts'
import type { TextNode } from './textNode.ts'

/** A value that YAML 1.1 and YAML 1.2 read differently: the index of its document, and its path there. */
interface Ambiguity {
  error: TextError
  document: number
  path: Path
  /** The value in YAML 1.2. */
  otherValue: unknown
}

/** Returns the path of a node in its document. */
function pathOf({ entry }: TextNode): Path {
  if (!entry) return []
  return [...pathOf(entry.parent), entry.parent.kind === 'seq' ? entry.index : (keyText(entry) ?? '')]
}

/** Returns the plain scalars that YAML 1.1 and YAML 1.2 read differently, such as `yes`, `010` and `1_000`. */
export function ambiguities({ trees }: TextTrees): Ambiguity[] {
  const found: Ambiguity[] = []
  for (const [document, { root }] of trees.entries()) {
    for (const node of nodesOf(root)) {
      if (node.kind !== 'scalar' || (node !== root && !node.entry)) continue
      const { value, otherValue, from, to } = node
      if (value === otherValue || Number.isNaN(value)) continue
      const sentence = typeof value === 'boolean' ? 'ambiguousBoolean' : 'ambiguousNumber'
      const error: TextError = { code: 'yaml11-value', sentence, from, to }
      found.push({ error, document, path: pathOf(node), otherValue })
      if (found.length === limits.errors) return found
    }
  }
  return found
}
