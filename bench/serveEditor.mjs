import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { servePage } from './servePage.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))

const page = (/** @type {(file: string, source?: string) => string} */ at) => `
import { createElement, createRef } from 'react'
import { useState } from 'react'
import { createRoot } from 'react-dom/client'
import { ManifestDiff } from '${at('react/editor/ManifestDiff')}'
import { ManifestEditor } from '${at('react/editor/ManifestEditor')}'
import { ManifestPreview } from '${at('react/preview/ManifestPreview')}'
import { createDraft } from '${at('draft/createDraft', 'ts')}'

globalThis.violations = []
addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile }) => {
  globalThis.violations.push([violatedDirective, blockedURI, sourceFile].join(' '))
})

const root = createRoot(document.getElementById('root'))
globalThis.editor = createRef()

function Editor({ text, ...props }) {
  const [now, setNow] = useState(text)
  globalThis.text = now
  return createElement('div', { className: 'bsf' },
    createElement(ManifestEditor, { ref: globalThis.editor, ...props, text: now, onChange: setNow, label: 'Manifest' }))
}

function shown(element) {
  const start = performance.now()
  root.render(element)
  return new Promise((done) => {
    const look = () => {
      const found = document.querySelector('.bsf-editor-host')?.shadowRoot?.querySelector('.cm-line')
      if (found) requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)))
      else setTimeout(look, 4)
    }
    look()
  })
}
globalThis.showEditor = (props) => shown(createElement(Editor, props))
globalThis.showPreview = ({ text, format }) => {
  const draft = createDraft({})
  draft.editText(text, format)
  draft.subscribe(() => (globalThis.text = draft.getState().text.yaml))
  return shown(createElement(ManifestPreview, { draft, defaultFormat: format }))
}
globalThis.showDiff = (props) =>
  root.render(createElement('div', { className: 'bsf' }, createElement(ManifestDiff, props)))
`

/**
 * Builds a page with the editor for production, and serves it under a strict Content-Security-Policy.
 *
 * @param {'dist' | 'src'} [from] whether to build the page from the built package or from its sources
 * @returns {Promise<{ origin: string, close: () => void }>}
 */
export function serveEditor(from = 'dist') {
  const at = (/** @type {string} */ file) => join(root, from, file).replaceAll('\\', '/')
  return servePage({
    script: page((file, source = 'tsx') => at(`${file}.${from === 'dist' ? 'js' : source}`)),
    stylesheet: at(from === 'dist' ? 'styles.css' : 'react/styles.css'),
    html:
      '<!doctype html><html lang="en"><title>Editor</title><link rel="stylesheet" href="./styles.css">' +
      '<div id="root"></div><script type="module" src="./page.js"></script></html>',
  })
}
