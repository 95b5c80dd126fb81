import { json } from '@codemirror/lang-json'
import { yaml } from '@codemirror/lang-yaml'
import { codeFolding, syntaxHighlighting } from '@codemirror/language'
import { getChunks, MergeView, unifiedMergeView } from '@codemirror/merge'
import type { Extension } from '@codemirror/state'
import { EditorState } from '@codemirror/state'
import { EditorView, highlightSpecialChars, lineNumbers } from '@codemirror/view'
import type { ManifestFormat } from '../../../draft/manifestText.ts'
import type { EditorMessages } from '../editorMessages.ts'
import { phrases } from './phrases.ts'
import { besideStyle, besideTheme, diffTheme, editorTheme, highlightStyle } from './theme.ts'

export interface DiffSetup {
  root: ShadowRoot
  /** The texts, with secrets masked. */
  before: string
  after: string
  beforeLabel: string
  afterLabel: string
  format: ManifestFormat
  /** Whether the texts are side by side; otherwise the old lines are above the new ones. */
  isWide: boolean
  /** Whether to show unchanged lines too. */
  isWhole: boolean
  messages: EditorMessages
  nonce: string | undefined
}

const languages = { yaml, json }

// Limited, as comparing two long texts with little in common could take forever.
const diffConfig = { scanLimit: 1000, timeout: 200 }

/** Shows a comparison in a shadow tree. Returns the number of changes, and a function to remove it. */
export function mountDiff(setup: DiffSetup): { changes: number; destroy: () => void } {
  const { root, before, after, isWide, isWhole, messages, nonce } = setup
  const collapse = isWhole ? {} : { collapseUnchanged: { margin: 3, minSize: 4 } }
  const extensions = (label: string): Extension => [
    nonce === undefined ? [] : EditorView.cspNonce.of(nonce),
    phrases(messages),
    EditorState.readOnly.of(true),
    EditorView.editable.of(false),
    EditorView.contentAttributes.of({ 'aria-label': label, 'aria-readonly': 'true', tabindex: '0', dir: 'ltr' }),
    EditorView.lineWrapping,
    highlightSpecialChars(),
    lineNumbers(),
    codeFolding(),
    languages[setup.format](),
    diffTheme,
    editorTheme,
    syntaxHighlighting(highlightStyle),
  ]
  if (isWide) {
    const view = new MergeView({
      a: { doc: before, extensions: [besideTheme, extensions(setup.beforeLabel)] },
      b: { doc: after, extensions: [besideTheme, extensions(setup.afterLabel)] },
      root,
      parent: root,
      diffConfig,
      ...collapse,
    })
    Object.assign(view.dom.style, besideStyle)
    return { changes: view.chunks.length, destroy: () => view.destroy() }
  }
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: after,
      extensions: [
        extensions(`${setup.beforeLabel}, ${setup.afterLabel}`),
        unifiedMergeView({ original: before, mergeControls: false, diffConfig, ...collapse }),
      ],
    }),
  })
  return { changes: getChunks(view.state)?.chunks.length ?? 0, destroy: () => view.destroy() }
}
