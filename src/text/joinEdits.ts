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

/** What several edits come to that are made in one step. */
export interface JoinedEdits {
  /** How many of the edits these are, from the first on. */
  count: number
  changes: Change[]
  /** What the documents say afterwards. */
  values: Json[]
}

/**
 * The changes of as many of the first edits as touch places apart from each other, so that the text needs to be read
 * again only once for all of them. What they come to has still to be compared with what was meant: one edit can rely on
 * what another one has taken away.
 */
export function joinEdits(text: string, documents: readonly TreeDocument[], edits: readonly Edit[]): JoinedEdits {
  const joined: JoinedEdits = { count: 0, changes: [], values: documents.map(({ value }) => value) }
  const surroundings: Surroundings[] = []
  for (const edit of edits) {
    const document = documents[edit.document]
    if (!document || edit.type === 'insertDocument' || edit.type === 'removeDocument') break
    const at = (surroundings[edit.document] ??= surroundingsOf(text, document))
    let value = joined.values[edit.document] as Json
    // An edit is taken apart by what the text says, which is no longer so where an edit before has changed it.
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

/** An edit taken apart as far as it can be. */
function partsOf(document: TreeDocument, edit: PartialEdit): PartialEdit[] {
  const parts = edit.type === 'set' ? splitEdit(document, edit.path, edit.value) : undefined
  return parts?.flatMap((part) => partsOf(document, part)) ?? [edit]
}

/** Whether a change moves nothing that another one counts on: no item of a list comes or goes, and no key is merged in. */
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
 * Whether two changes share a place. Insertions at one place do not, as they follow each other, unless one ends its line
 * and the next begins with a line break: between them would be an empty line.
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
