import { getSearchQuery, gotoLine, openSearchPanel, search, SearchQuery, setSearchQuery } from '@codemirror/search'
import { closeSearchPanel, findNext, findPrevious } from '@codemirror/search'
import type { EditorState, Extension } from '@codemirror/state'
import { EditorState as State, Transaction } from '@codemirror/state'
import type { Command } from '@codemirror/view'
import { EditorView, keymap } from '@codemirror/view'
import type { EditorMessages } from '../editorMessages.ts'
import type { SecretValues } from './secretValues.ts'

/** Returns a search that neither finds nor announces hidden values. */
export function searchAround({ hiddenIn }: SecretValues, messages: EditorMessages): Extension {
  const isShown = (_match: string, state: EditorState, from: number, to: number): boolean =>
    hiddenIn(state, { from, to }).length === 0

  /** Clears a selection with hidden values first, as the selection becomes the query, which is in the DOM. */
  const safely =
    (command: Command): Command =>
    (view) => {
      const { main } = view.state.selection
      if (hiddenIn(view.state, main).length > 0) view.dispatch({ selection: { anchor: main.to } })
      return command(view)
    }
  const [next, previous, open] = [safely(findNext), safely(findPrevious), safely(openSearchPanel)]
  const scope = 'editor search-panel'

  return [
    search({ top: true }),
    State.transactionFilter.of((transaction) => {
      const { effects, startState } = transaction
      const query = effects.findLast((effect) => effect.is(setSearchQuery))
      if (query && query.value.test !== isShown) {
        const { search: words, caseSensitive, literal, regexp, wholeWord, replace } = query.value as SearchQuery
        const own = new SearchQuery({
          search: words,
          caseSensitive,
          literal,
          regexp,
          wholeWord,
          replace,
          test: isShown,
        })
        return [transaction, { effects: setSearchQuery.of(own) }]
      }
      // CodeMirror's announcement of a match quotes the text around it.
      const event = transaction.annotation(Transaction.userEvent)
      const isMatch = event === 'select.search' || event === 'input.replace'
      if (!isMatch || !effects.some((effect) => effect.is(EditorView.announce))) return transaction
      const at = transaction.newSelection.main.from
      const line = transaction.newDoc.lineAt(at).number
      const isKnown = getSearchQuery(startState).valid
      return {
        changes: transaction.changes,
        selection: transaction.newSelection,
        scrollIntoView: transaction.scrollIntoView,
        annotations: Transaction.userEvent.of(event),
        effects: [
          ...effects.filter((effect) => !effect.is(EditorView.announce)),
          ...(isKnown ? [EditorView.announce.of(messages.matchAt(line))] : []),
        ],
      }
    }),
    keymap.of([
      { key: 'Mod-f', run: open, scope },
      { key: 'F3', run: next, shift: previous, scope, preventDefault: true },
      { key: 'Mod-g', run: next, shift: previous, scope, preventDefault: true },
      { key: 'Escape', run: closeSearchPanel, scope },
      { key: 'Mod-Alt-g', run: gotoLine },
    ]),
  ]
}
