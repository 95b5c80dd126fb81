import { readValue } from './readValue.ts'
import { replaceNode } from './replaceNode.ts'
import type { Change, Surroundings } from './textLayout.ts'
import { nodesOf } from './textNode.ts'
import type { AliasNode, TextNode } from './textNode.ts'

export interface KeptAliases {
  changes: Change[]
  /** The nodes whose anchor has moved to an alias. */
  dropped: Set<TextNode>
}

/**
 * Keeps the values of aliases when an anchored value changes or goes. For each anchor in the replaced part of the text,
 * and on the nodes around it, the definition moves to the first alias outside.
 */
export function keepAliases(
  at: Surroundings,
  region: { from: number; to: number },
  around: readonly TextNode[],
): KeptAliases | undefined {
  const { root } = at.document
  const users = new Map<TextNode, AliasNode>()
  for (const node of nodesOf(root)) {
    if (node.kind !== 'alias' || !node.target || users.has(node.target)) continue
    if (node.from >= region.from && node.to <= region.to && region.to > region.from) continue
    users.set(node.target, node)
  }
  const changes: Change[] = []
  const dropped = new Set<TextNode>()
  for (const [target, alias] of users) {
    const inside = target.start >= region.from && target.to <= region.to && region.to > region.from
    if (!inside && !around.includes(target)) continue
    const name = target.anchor?.name
    const moved = name === undefined ? undefined : replaceNode(at, alias, readValue(target), { name })
    if (!moved) return undefined
    changes.push(...moved)
    dropped.add(target)
    if (!inside && target.anchor) changes.push(removeAnchor(at.text, target.anchor))
  }
  return { changes, dropped }
}

function removeAnchor(text: string, anchor: { from: number; to: number }): Change {
  let { from, to } = anchor
  while (text[to] === ' ') to++
  if (text[to] === undefined || text[to] === '\n' || text[to] === '\r') while (text[from - 1] === ' ') from--
  return { from, to, insert: '' }
}

/** Returns the node and those that contain it, up to the root. */
export function nodeAndAround(node: TextNode): TextNode[] {
  const chain: TextNode[] = []
  for (let at: TextNode | undefined = node; at; at = at.entry?.parent) chain.push(at)
  return chain
}
