import { createMessagesOf } from '../createMessagesOf.ts'
/** Strings of the manifest editor and of the comparison. The form does not load them. */
export const defaultEditorMessages = {
  hiddenValue: 'hidden value',
  tabLeaves: (keys: string): string => `Tab leaves the editor. To indent with Tab, press ${keys}.`,
  tabIndents: (keys: string): string => `Tab indents. To leave the editor, press ${keys}, or Escape and then Tab.`,
  keys: (search: string, complete: string, explain: string): string =>
    `Search: ${search}. Next problem: F8. Complete: ${complete}. Explain: ${explain}.`,
  plainOnly: "The full editor couldn't be loaded. You can edit the text here.",
  problemAt: (line: number, problem: string): string => `Line ${line}. ${problem}`,
  matchAt: (line: number): string => `Match on line ${line}.`,
  find: 'Find',
  replaceWith: 'Replace with',
  next: 'Next',
  previousMatch: 'Previous',
  all: 'All',
  matchCase: 'Match case',
  regularExpression: 'Regular expression',
  wholeWords: 'Whole words',
  replace: 'Replace',
  replaceAll: 'Replace all',
  close: 'Close',
  replacedOne: 'replaced match on line $',
  replacedAll: 'replaced $ matches',
  goToLine: 'Go to line',
  go: 'Go',
  fold: 'Fold',
  unfold: 'Unfold',
  foldedLines: 'Folded lines',
  unfoldedLines: 'Unfolded lines',
  toLine: 'to',
  foldedText: 'folded text',
  selectionDeleted: 'Selection deleted',
  completions: 'Completions',
  controlCharacter: 'Control character',
  noDifferences: 'No differences.',
  differences: (count: number): string => (count === 1 ? '1 change' : `${count} changes`),
  comparison: 'Comparison',
  hiddenChanged: 'changed',
  allLines: 'All lines',
  unchangedLines: '$ unchanged lines',
  notCompared: "The comparison couldn't be loaded. Both texts are shown instead.",
}

export type EditorMessages = typeof defaultEditorMessages

const complete = createMessagesOf(defaultEditorMessages)

/** Returns all messages of this part, English where the host gives none. */
export function editorMessagesOf({ editor }: { editor?: Partial<EditorMessages> | undefined }): EditorMessages {
  return complete(editor)
}
