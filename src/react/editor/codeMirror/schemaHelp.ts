import type { CompletionContext, CompletionResult } from '@codemirror/autocomplete'
import { autocompletion } from '@codemirror/autocomplete'
import type { EditorState, Extension } from '@codemirror/state'
import type { EditorView, Tooltip } from '@codemirror/view'
import { hoverTooltip, keymap } from '@codemirror/view'
import { completeAt } from '../../../editor/completeAt.ts'
import { describeAt } from '../../../editor/describeAt.ts'
import type { Options } from '../../../context/options.ts'
import type { Messages } from '../../messages.ts'
import { pin } from './pinnedTooltip.ts'
import type { SecretValues } from './secretValues.ts'

/** The longest text to read for completion and documentation. */
const most = 400_000

function paragraph(text: string, className: string): HTMLElement {
  const element = document.createElement('p')
  element.className = className
  element.textContent = text
  return element
}

/** Returns completion, and documentation on hover or by shortcut, from the schemas. */
export function schemaHelp(getOptions: () => Options, { hiddenIn }: SecretValues, messages: Messages): Extension {
  function complete({ state, pos, explicit }: CompletionContext): CompletionResult | null {
    if (state.doc.length > most || hiddenIn(state, { from: pos - 1, to: pos + 1 }).length > 0) return null
    const found = completeAt(state.doc.toString(), pos, getOptions())
    if (!found || found.options.length === 0 || (!explicit && found.from === pos)) return null
    return {
      from: found.from,
      to: found.to,
      validFor: /^[\w./-]*$/,
      options: found.options.map(({ label, kind, detail, description, insert }, i) => ({
        label,
        type: kind,
        apply: insert,
        boost: -Math.min(i, 99),
        ...(detail === undefined ? {} : { detail }),
        ...(description === undefined ? {} : { info: () => paragraph(description, 'cm-help-text') }),
      })),
    }
  }

  function tooltipAt(state: EditorState, pos: number): Tooltip | null {
    if (state.doc.length > most || hiddenIn(state, { from: pos, to: pos + 1 }).length > 0) return null
    const found = describeAt(state.doc.toString(), pos, getOptions())
    if (!found) return null
    return {
      pos: found.from,
      end: found.to,
      above: true,
      create: () => {
        const dom = document.createElement('div')
        dom.className = 'cm-help'
        const title = dom.appendChild(paragraph('', 'cm-help-title'))
        title.appendChild(document.createElement('strong')).textContent = found.title
        const notes = [found.type, found.required ? messages.required : undefined].filter(Boolean).join(', ')
        if (notes !== '') title.append(` ${notes}`)
        if (found.description) dom.append(paragraph(found.description, 'cm-help-text'))
        return { dom }
      },
    }
  }

  function explain(view: EditorView): boolean {
    const tooltip = tooltipAt(view.state, view.state.selection.main.head)
    if (!tooltip) return false
    view.dispatch({ effects: pin.of(tooltip) })
    return true
  }
  return [
    autocompletion({ override: [complete], icons: false, activateOnTypingDelay: 150, maxRenderedOptions: 60 }),
    hoverTooltip((view, pos) => tooltipAt(view.state, pos), { hoverTime: 400, hideOnChange: true }),
    keymap.of([{ key: 'Mod-k Mod-i', run: explain, preventDefault: true }]),
  ]
}
