import { closeBrackets, closeBracketsKeymap } from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands'
import { json } from '@codemirror/lang-json'
import { yaml } from '@codemirror/lang-yaml'
import {
  bracketMatching,
  codeFolding,
  foldGutter,
  foldKeymap,
  indentOnInput,
  indentUnit,
  syntaxHighlighting,
} from '@codemirror/language'
import { setDiagnostics } from '@codemirror/lint'
import type { Extension } from '@codemirror/state'
import { Compartment, EditorState, StateEffect, Transaction } from '@codemirror/state'
import type { Panel } from '@codemirror/view'
import {
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
  showPanel,
} from '@codemirror/view'
import type { Diagnostic } from '../../../schema/diagnostics.ts'
import type { ManifestFormat } from '../../../draft/manifestText.ts'
import type { Options } from '../../../context/options.ts'
import type { TextRange } from '../../../text/parseText.ts'
import type { Messages } from '../../messages.ts'
import type { EditorMessages } from '../editorMessages.ts'
import { editorMessagesOf } from '../editorMessages.ts'
import { changeBetween } from '../lineBreaks.ts'
import { diagnosticMarks, marksOf } from './diagnosticMarks.ts'
import { phrases } from './phrases.ts'
import { pinnedTooltip } from './pinnedTooltip.ts'
import { schemaHelp } from './schemaHelp.ts'
import { searchAround } from './search.ts'
import { fromOutside, secretValues, setRevealed } from './secretValues.ts'
import { editorTheme, highlightStyle } from './theme.ts'
import { yamlIndent } from './yamlIndent.ts'

export interface EditorContent {
  /** The text, with `\n` for each line break. */
  text: string
  format: ManifestFormat
  readOnly: boolean
  revealed: boolean
  /** The diagnostics, with ranges as offsets into `text`. */
  diagnostics: readonly Diagnostic[]
  options: Options
  label: string
}

interface EditorSetup extends EditorContent {
  root: ShadowRoot
  messages: Messages
  nonce: string | undefined
  onChange: (text: string) => void
  selection: { anchor: number; head: number; isFocused: boolean; scrollTop: number } | undefined
}

export interface MountedEditor {
  focus: () => void
  select: (range: TextRange) => void
  /** Applies changes of the content. */
  update: (content: EditorContent) => void
  destroy: () => void
}

const isMac = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform)
const modifier = isMac ? '⌘' : 'Ctrl+'

const toggled = StateEffect.define<null>()

/** Returns the line below the text that explains the keys. It also describes the editor to screen readers. */
function keysPanel(id: string, messages: EditorMessages): Extension {
  const toggleKeys = isMac ? 'Shift+Option+M' : 'Ctrl+M'
  let tabIndents = false
  const tabText = (): string => messages[tabIndents ? 'tabIndents' : 'tabLeaves'](toggleKeys)
  const panel = (): Panel => {
    const dom = document.createElement('div')
    dom.className = 'cm-keys'
    dom.id = id
    const write = (): void => {
      const keys = messages.keys(`${modifier}F`, isMac ? '⌃Space' : 'Ctrl+Space', `${modifier}K ${modifier}I`)
      dom.textContent = `${tabText()} ${keys}`
    }
    write()
    return {
      dom,
      update: ({ transactions }) => {
        if (transactions.some(({ effects }) => effects.some((effect) => effect.is(toggled)))) write()
      },
    }
  }
  return [
    showPanel.of(panel),
    keymap.of([
      {
        key: 'Ctrl-m',
        mac: 'Shift-Alt-m',
        run: (view) => {
          tabIndents = !tabIndents
          view.setTabFocusMode(!tabIndents)
          view.dispatch({ effects: [toggled.of(null), EditorView.announce.of(tabText())] })
          return true
        },
      },
      indentWithTab,
    ]),
  ]
}

const languages = { yaml: () => [yaml(), yamlIndent], json }

function readOnlyness(readOnly: boolean): Extension {
  return [EditorState.readOnly.of(readOnly), EditorView.contentAttributes.of({ 'aria-readonly': String(readOnly) })]
}

/** The number of reported texts to remember until the host passes them back. */
const maxReported = 20

/** Mounts an editor in a shadow tree, where its styles need no permission from the page's CSP. */
export function mountEditor(setup: EditorSetup): MountedEditor {
  const { root, nonce, selection, onChange } = setup
  const messages = editorMessagesOf(setup.messages)
  let content: EditorContent = setup
  /** Texts passed to `onChange` that the host may pass back unchanged. */
  let reported: string[] = []
  const [language, editable, label] = [new Compartment(), new Compartment(), new Compartment()]
  const secrets = secretValues(setup.text, { revealed: setup.revealed, label: messages.hiddenValue })
  const labelled = (text: string): Extension => EditorView.contentAttributes.of({ 'aria-label': text })

  const state = EditorState.create({
    doc: setup.text,
    ...(selection ? { selection: { anchor: selection.anchor, head: selection.head } } : {}),
    extensions: [
      nonce === undefined ? [] : EditorView.cspNonce.of(nonce),
      phrases(messages),
      EditorState.lineSeparator.of('\n'),
      secrets.extension,
      diagnosticMarks(setup.messages),
      lineNumbers(),
      codeFolding(),
      foldGutter(),
      history(),
      highlightSpecialChars(),
      highlightActiveLine(),
      highlightActiveLineGutter(),
      bracketMatching(),
      closeBrackets(),
      indentOnInput(),
      indentUnit.of('  '),
      EditorState.tabSize.of(2),
      EditorView.lineWrapping,
      language.of(languages[setup.format]()),
      editable.of(readOnlyness(setup.readOnly)),
      label.of(labelled(setup.label)),
      EditorView.contentAttributes.of({ dir: 'ltr', tabindex: '0', 'aria-describedby': 'keys' }),
      editorTheme,
      syntaxHighlighting(highlightStyle),
      pinnedTooltip,
      searchAround(secrets, messages),
      schemaHelp(() => content.options, secrets, setup.messages),
      keysPanel('keys', messages),
      keymap.of([...closeBracketsKeymap, ...historyKeymap, ...foldKeymap, ...defaultKeymap]),
      EditorView.updateListener.of(({ docChanged, transactions, state: { doc } }) => {
        if (!docChanged || transactions.every((one) => one.annotation(fromOutside))) return
        const text = doc.toString()
        reported = [...reported, text].slice(-maxReported)
        onChange(text)
      }),
    ],
  })
  const view = new EditorView({ state, root })
  root.append(view.dom)
  view.setTabFocusMode(true)
  showDiagnostics()
  if (selection?.isFocused) view.focus()
  if (selection) {
    view.requestMeasure({
      read: () => undefined,
      write: () => {
        view.scrollDOM.scrollTop = selection.scrollTop
      },
    })
  }

  function showDiagnostics(): void {
    const marks = marksOf(content.diagnostics, setup.messages, view.state.doc)
    view.dispatch(setDiagnostics(view.state, marks))
  }

  function take(text: string): void {
    const at = reported.lastIndexOf(text)
    const now = view.state.doc.toString()
    reported = reported.slice(at + 1)
    if (at >= 0 || text === now) return
    view.dispatch({
      changes: changeBetween(now, text),
      annotations: [fromOutside.of(true), Transaction.addToHistory.of(false)],
    })
  }

  return {
    focus: () => view.focus(),
    select: (range) => {
      const { length } = view.state.doc
      const start = Math.min(range.from, length)
      const { from, to } = secrets.around(view.state, { from: start, to: Math.max(start, Math.min(range.to, length)) })
      view.dispatch({
        selection: { anchor: from, head: to },
        effects: EditorView.scrollIntoView(from, { y: 'center' }),
        userEvent: 'select',
      })
      view.focus()
    },
    update: (next) => {
      const before = content
      content = next
      const effects: StateEffect<unknown>[] = []
      // Hide values first, so that a new text in the same update doesn't show them.
      if (next.revealed !== before.revealed) effects.push(setRevealed.of(next.revealed))
      if (next.format !== before.format) effects.push(language.reconfigure(languages[next.format]()))
      if (next.readOnly !== before.readOnly) effects.push(editable.reconfigure(readOnlyness(next.readOnly)))
      if (next.label !== before.label) effects.push(label.reconfigure(labelled(next.label)))
      if (effects.length > 0) view.dispatch({ effects })
      if (next.text !== before.text) take(next.text)
      if (next.diagnostics !== before.diagnostics) showDiagnostics()
    },
    destroy: () => view.destroy(),
  }
}
