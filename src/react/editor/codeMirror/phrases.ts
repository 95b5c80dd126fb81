import type { Extension } from '@codemirror/state'
import { EditorState } from '@codemirror/state'
import type { EditorMessages } from '../editorMessages.ts'

/** Translates CodeMirror's own phrases, by their English text. */
export function phrases(messages: EditorMessages): Extension {
  return EditorState.phrases.of({
    Find: messages.find,
    Replace: messages.replaceWith,
    next: messages.next,
    previous: messages.previousMatch,
    all: messages.all,
    'match case': messages.matchCase,
    regexp: messages.regularExpression,
    'by word': messages.wholeWords,
    replace: messages.replace,
    'replace all': messages.replaceAll,
    close: messages.close,
    'replaced match on line $': messages.replacedOne,
    'replaced $ matches': messages.replacedAll,
    'Go to line': messages.goToLine,
    go: messages.go,
    'Fold line': messages.fold,
    'Unfold line': messages.unfold,
    'Folded lines': messages.foldedLines,
    'Unfolded lines': messages.unfoldedLines,
    to: messages.toLine,
    'folded code': messages.foldedText,
    unfold: messages.unfold,
    'Selection deleted': messages.selectionDeleted,
    Completions: messages.completions,
    'Control character': messages.controlCharacter,
    '$ unchanged lines': messages.unchangedLines,
  })
}
