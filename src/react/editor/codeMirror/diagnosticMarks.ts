import type { Diagnostic as Mark } from '@codemirror/lint'
import { forEachDiagnostic, lintGutter, linter } from '@codemirror/lint'
import type { Extension, Text } from '@codemirror/state'
import type { Command } from '@codemirror/view'
import { EditorView, keymap } from '@codemirror/view'
import type { Diagnostic } from '../../../schema/diagnostics.ts'
import type { Messages } from '../../messages.ts'
import { editorMessagesOf } from '../editorMessages.ts'
import { pin } from './pinnedTooltip.ts'

function content({ severity, message }: Diagnostic, messages: Messages): HTMLElement {
  const element = document.createElement('span')
  const word = element.appendChild(document.createElement('strong'))
  word.className = 'cm-severity'
  word.textContent = messages.severity[severity]
  element.append(` ${message}`)
  return element
}

/** Returns marks in the text and the gutter for diagnostics that have a range, each within its first line. */
export function marksOf(diagnostics: readonly Diagnostic[], messages: Messages, doc: Text): Mark[] {
  return diagnostics.flatMap((diagnostic) => {
    const { range, severity, message } = diagnostic
    if (!range) return []
    const from = Math.min(range.from, doc.length)
    const to = Math.min(Math.max(range.to, from), doc.lineAt(from).to)
    return [{ from, to, severity, message, renderMessage: () => content(diagnostic, messages) }]
  })
}

/** Returns a command that goes to the next or previous diagnostic, and announces it. */
function goTo(direction: 1 | -1, messages: Messages): Command {
  return (view) => {
    const found: { mark: Mark; from: number; to: number }[] = []
    forEachDiagnostic(view.state, (mark, from, to) => found.push({ mark, from, to }))
    if (found.length === 0) return false
    found.sort((a, b) => a.from - b.from || a.to - b.to)
    if (direction < 0) found.reverse()
    const { from: here } = view.state.selection.main
    const next = found.find(({ from }) => (from - here) * direction > 0) ?? found[0]
    if (!next) return false
    const { mark, from } = next
    const at = found.filter((one) => one.from === from)
    const line = view.state.doc.lineAt(from).number
    const said = at.map(
      (one) => `${messages.severity[one.mark.severity as Diagnostic['severity']]}: ${one.mark.message}`,
    )
    view.dispatch({
      selection: { anchor: from },
      scrollIntoView: true,
      userEvent: 'select',
      effects: [
        EditorView.announce.of(editorMessagesOf(messages).problemAt(line, said.join(' '))),
        pin.of({
          pos: from,
          create: () => {
            const dom = document.createElement('div')
            dom.className = 'cm-tooltip-lint'
            for (const one of at) {
              const item = dom.appendChild(document.createElement('div'))
              item.className = `cm-diagnostic cm-diagnostic-${mark.severity}`
              const rendered = one.mark.renderMessage?.(view)
              if (rendered) item.append(rendered)
            }
            return { dom }
          },
        }),
      ],
    })
    return true
  }
}

export function diagnosticMarks(messages: Messages): Extension {
  return [
    linter(null),
    lintGutter(),
    keymap.of([{ key: 'F8', run: goTo(1, messages), shift: goTo(-1, messages), preventDefault: true }]),
  ]
}
