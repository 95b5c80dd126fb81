import type { Json } from '../base/json.ts'
import type { Edit } from './edit.ts'
import { deleteChanges, mergingMap, setChanges } from './changeTree.ts'
import { deepEqual } from '../base/json.ts'
import { getAt } from '../base/pointer.ts'
import { deleteIn, setIn } from './editValue.ts'
import type { TreeDocument } from './parseText.ts'
import type { PartialEdit } from './splitEdit.ts'
import { splitEdit } from './splitEdit.ts'
import { surroundingsOf } from './textLayout.ts'
import type { Change, Surroundings } from './textLayout.ts'

/** The result of several edits that are made in one step. */
export interface JoinedEdits {
  /** The number of edits, counted from the first. */
  count: number
  changes: Change[]
  /** The values of the documents after the edits. */
  values: Json[]
}

/**
 * Returns the changes of as many of the first edits as touch separate parts of the text. The text needs to be read
 * again only once for all of them. The result must still be compared with the intended values: one edit can rely
 * on something that another one removes.
 */
export function joinEdits(text: string, documents: readonly TreeDocument[], edits: readonly Edit[]): JoinedEdits {
  const joined: JoinedEdits = { count: 0, changes: [], values: documents.map(({ value }) => value) }
  const surroundings: Surroundings[] = []
  for (const edit of edits) {
    const document = documents[edit.document]
    if (!document || edit.type === 'insertDocument' || edit.type === 'removeDocument') break
    const at = (surroundings[edit.document] ??= surroundingsOf(text, document))
    let value = joined.values[edit.document] as Json
    // An edit is split by the values in the text, which no longer hold if an earlier edit has changed them.
    if (!deepEqual(getAt(document.value, edit.path), getAt(value, edit.path))) break
    const changes: Change[] = []
    let isApart = true
    for (const part of partsOf(document, edit)) {
      const { path } = part
      const old = getAt(value, path)
      if (part.type === 'set' ? old !== undefined && deepEqual(old, part.value) : old === undefined) continue
      const made = isPlain(document, part) ? spliceOf(at, part) : undefined
      isApart = made !== undefined && !made.some((one) => touches(one, [...joined.changes, ...changes]))
      if (!made || !isApart) break
      changes.push(...made)
      value = part.type === 'set' ? setIn(value, path, part.value) : deleteIn(value, path)
    }
    if (!isApart) break
    joined.count++
    joined.changes.push(...changes)
    joined.values[edit.document] = value
  }
  return joined
}

/** Splits an edit as far as possible. */
function partsOf(document: TreeDocument, edit: PartialEdit): PartialEdit[] {
  const parts = edit.type === 'set' ? splitEdit(document, edit.path, edit.value) : undefined
  return parts?.flatMap((part) => partsOf(document, part)) ?? [edit]
}

/** Returns whether an edit moves nothing that another relies on: it adds or removes no list item and no merged key. */
function isPlain(document: TreeDocument, { type, path }: PartialEdit): boolean {
  if (path.length === 0 || (type === 'delete' && mergingMap(document.root, path))) return false
  const last = path.findLastIndex((step) => typeof step === 'number')
  if (last < 0) return true
  const isKept = getAt(document.value, path.slice(0, last + 1)) !== undefined
  return isKept && !(type === 'delete' && last === path.length - 1)
}

function spliceOf(at: Surroundings, part: PartialEdit): Change[] | undefined {
  return part.type === 'set' ? setChanges(at, part.path, part.value) : deleteChanges(at, part.path)
}

/**
 * Returns whether a change touches the same part of the text as another. Insertions at one offset don't, as they follow
 * each other, unless one ends its line and the next begins with a line break: an empty line would be between them.
 */
function touches(change: Change, others: readonly Change[]): boolean {
  const isInsertion = change.from === change.to
  const startsLine = /^\r?\n/.test(change.insert)
  return others.some(({ from, to, insert }) => {
    if (change.from > to || change.to < from) return false
    const follows = isInsertion && from === to && from === change.from
    return !follows || (startsLine && insert.endsWith('\n'))
  })
}
