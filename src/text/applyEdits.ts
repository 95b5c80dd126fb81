import type { Json } from '../base/json.ts'
import { textsWithDocument, textsWithFreshDocument, textsWithoutDocument } from './changeDocuments.ts'
import { deleteChanges, mergingMap, replace, replaceEntry, setChanges, unmergeChanges } from './changeTree.ts'
import { deepEqual } from '../base/json.ts'
import { getAt } from '../base/pointer.ts'
import { deleteIn, setIn } from './editValue.ts'
import type { Path } from '../base/pointer.ts'
import type { Edit } from './edit.ts'
import type { JoinedEdits } from './joinEdits.ts'
import { joinEdits } from './joinEdits.ts'
import { ownEntry } from './locate.ts'
import { markLength, parseTree, readTrees } from './parseText.ts'
import type { TextTrees, TreeDocument } from './parseText.ts'
import { splitEdit } from './splitEdit.ts'
import { applyChanges, isJson, surroundingsOf } from './textLayout.ts'
import type { Surroundings } from './textLayout.ts'
import type { TextNode } from './textNode.ts'

/**
 * Applies edits to a text, one after the other, and changes only the parts whose values change. Comments, order,
 * quotes, line breaks and all other bytes stay. The edited text is read again and compared with the intended values.
 * Throws for a text with errors (see `parseText`), for an index that does not exist, and for an empty path to delete.
 */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  return text.slice(0, markLength(text)) + editTrees(readTrees(text), edits).text
}

/** Applies edits to a text that is already read, and returns the trees of the result. Throws as `applyEdits` does. */
export function editTrees(trees: TextTrees, edits: readonly Edit[]): TextTrees {
  const state: State = { text: trees.text, trees, documents: readSound(trees) }
  let rest = edits
  while (rest.length > 0) {
    const joined = joinEdits(state.text, state.documents, rest)
    const isDone = joined.count > 1 && applyJoined(state, joined)
    // Otherwise apply them one by one, which can write a whole value where a splice fails.
    const count = Math.max(1, joined.count)
    if (!isDone) for (const edit of rest.slice(0, count)) applyEdit(state, edit)
    rest = rest.slice(count)
  }
  return state.trees
}

interface State {
  text: string
  trees: TextTrees
  documents: TreeDocument[]
}

function readSound(trees: TextTrees): TreeDocument[] {
  const { documents, errors } = parseTree(trees)
  if (errors.length === 0) return documents
  throw new Error(
    "backupstorage-forms: The text has syntax errors and can't be edited. Call parseText and show its errors; edit once there are none.",
  )
}

/** Applies several edits in one step, if the result has the intended values. */
function applyJoined(state: State, { changes, values }: JoinedEdits): boolean {
  const text = applyChanges(state.text, changes)
  return text !== undefined && take(state, values, text)
}

function applyEdit(state: State, edit: Edit): void {
  const { text, documents } = state
  const count = documents.length
  const limit = edit.type === 'insertDocument' ? count : count - 1
  if (!Number.isInteger(edit.document) || edit.document < 0 || edit.document > limit) {
    throw new Error(`backupstorage-forms: Document index ${edit.document} is out of range (documents: ${count}).`)
  }
  const values = documents.map((document) => document.value)
  if (edit.type === 'insertDocument') {
    settle(
      state,
      values.toSpliced(edit.document, 0, edit.value),
      textsWithDocument(text, documents, edit.document, edit.value),
    )
    return
  }
  if (edit.type === 'removeDocument') {
    settle(state, values.toSpliced(edit.document, 1), textsWithoutDocument(text, documents, edit.document))
    return
  }
  const document = documents[edit.document] as TreeDocument
  const old = getAt(document.value, edit.path)
  if (edit.type === 'set') {
    if (old !== undefined && deepEqual(old, edit.value)) return
    const parts = splitEdit(document, edit.path, edit.value)
    if (parts) {
      for (const part of parts) applyEdit(state, { ...part, document: edit.document })
      return
    }
    const next = setIn(document.value, edit.path, edit.value)
    const at = surroundingsOf(text, document)
    attempt(state, edit, next, () => setChanges(at, edit.path, edit.value))
    return
  }
  if (edit.path.length === 0) {
    throw new Error(
      "backupstorage-forms: A delete edit can't have an empty path. Use a removeDocument edit to remove the document.",
    )
  }
  if (old === undefined) return
  const map = mergingMap(document.root, edit.path)
  if (!map) {
    const at = surroundingsOf(text, document)
    attempt(state, edit, deleteIn(document.value, edit.path), () => deleteChanges(at, edit.path))
    return
  }
  const key = String(edit.path[edit.path.length - 1])
  const own = ownEntry(map, key) !== undefined
  const next = own ? document.value : deleteIn(document.value, edit.path)
  const at = surroundingsOf(text, document)
  attempt(state, edit, next, () => unmergeChanges(at, map, key))
  if (own) applyEdit(state, edit)
}

type PathEdit = Edit & { path: Path }

/** Tries the splice, then rewriting the values around it, from the smallest to the whole document. */
function attempt(state: State, edit: PathEdit, next: Json, changes: () => ReturnType<typeof replace>): void {
  const { text, documents } = state
  const document = documents[edit.document] as TreeDocument
  const values = documents.map((one, index) => (index === edit.document ? next : one.value))
  const at = surroundingsOf(text, document)
  settle(state, values, candidates())

  function* candidates(): Generator<string> {
    const spliced = changes()
    const first = spliced && applyChanges(text, spliced)
    yield first ?? text
    yield* freshParts(at, edit.path, next)
    yield* textsWithFreshDocument(text, documents, edit.document, next)
  }
}

function* freshParts(at: Surroundings, path: Path, next: Json): Generator<string> {
  const chain: TextNode[] = [at.document.root]
  for (const step of path) {
    const node = chain[chain.length - 1]
    const child: TextNode | undefined =
      node?.kind === 'map'
        ? ownEntry(node, String(step))?.value
        : node?.kind === 'seq' && typeof step === 'number'
          ? node.entries[step]?.value
          : undefined
    if (!child) break
    chain.push(child)
  }
  while (chain.length > 0) {
    const node = chain.pop() as TextNode
    const value = getAt(next, path.slice(0, chain.length)) as Json | undefined
    if (value === undefined) continue
    for (const write of [replace, replaceEntry]) {
      const changes = write(at, node, value)
      const text = changes && applyChanges(at.text, changes)
      if (text !== undefined) yield text
    }
  }
}

/** Takes the first text with the intended values. */
function settle(state: State, values: readonly Json[], texts: Iterable<string>): void {
  for (const text of texts) if (take(state, values, text)) return
  throw new Error(
    'backupstorage-forms: The edit was not applied because its value is too large, too deeply nested, or not plain JSON data. The text is unchanged.',
  )
}

/** Takes a text if it has the intended values, and is still JSON if it was JSON before. */
function take(state: State, values: readonly Json[], text: string): boolean {
  const trees = readTrees(text)
  const { documents, errors } = parseTree(trees)
  const isRight =
    errors.length === 0 &&
    documents.length === values.length &&
    documents.every((document, index) => deepEqual(document.value, values[index] as Json))
  if (!isRight) return false
  if (values.length === 1 && isCollection(values[0]) && isJson(state.text) && !isJson(text)) return false
  state.text = text
  state.trees = trees
  state.documents = documents
  return true
}

function isCollection(value: Json | undefined): boolean {
  return typeof value === 'object' && value !== null
}
