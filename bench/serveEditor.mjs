import { mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const root = fileURLToPath(new URL('..', import.meta.url))

const page = (/** @type {(file: string, source?: string) => string} */ at) => `
import { createElement, createRef } from 'react'
import { useState } from 'react'
import { createRoot } from 'react-dom/client'
import { ManifestDiff } from '${at('react/editor/ManifestDiff')}'
import { ManifestEditor } from '${at('react/editor/ManifestEditor')}'
import { ManifestPreview } from '${at('react/preview/ManifestPreview')}'
import { createDraft } from '${at('core/draft/createDraft', 'ts')}'
import { editText } from '${at('core/draft/manifestText', 'ts')}'

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
  editText(draft, format, text)
  draft.subscribe(() => (globalThis.text = draft.getState().text.yaml))
  return shown(createElement(ManifestPreview, { draft, defaultFormat: format }))
}
globalThis.showDiff = (props) =>
  root.render(createElement('div', { className: 'bsf' }, createElement(ManifestDiff, props)))
`

/** The strictest policy that lets a page load its own files. */
const policy = "default-src 'self'"

const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' }

/**
 * Builds a page with the editor for production, and serves it under a strict Content-Security-Policy.
 *
 * @param {'dist' | 'src'} [from] what of the package is built: what was built before, or its sources
 * @returns {Promise<{ origin: string, close: () => void }>}
 */
export async function serveEditor(from = 'dist') {
  const folder = mkdtempSync(join(tmpdir(), 'editor-page-'))
  const source = join(folder, 'source')
  mkdirSync(source)
  const css = join(root, from === 'dist' ? 'dist/styles.css' : 'src/react/styles.css')
  writeFileSync(
    join(source, 'page.js'),
    page((file, source = 'tsx') =>
      join(root, from, `${file}.${from === 'dist' ? 'js' : source}`).replaceAll('\\', '/'),
    ),
  )
  writeFileSync(
    join(source, 'index.html'),
    '<!doctype html><html lang="en"><title>Editor</title><link rel="stylesheet" href="./styles.css">' +
      '<div id="root"></div><script type="module" src="./page.js"></script></html>',
  )
  writeFileSync(join(source, 'styles.css'), readFileSync(css))
  await build({
    root: source,
    configFile: false,
    logLevel: 'error',
    mode: 'production',
    resolve: {
      dedupe: ['react', 'react-dom'],
      alias: [{ find: /^(react|react-dom)(\/.*)?$/, replacement: `${root.replace(/[/\\]$/, '')}/node_modules/$1$2` }],
    },
    build: {
      outDir: join(folder, 'out'),
      target: 'es2022',
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
    },
  })
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://localhost').pathname)
    const file = join(folder, 'out', path === '/' ? 'index.html' : path)
    try {
      const content = readFileSync(file)
      response.writeHead(200, {
        'Content-Type': types[/** @type {keyof types} */ (extname(file))] ?? 'application/octet-stream',
        'Content-Security-Policy': policy,
      })
      response.end(content)
    } catch {
      response.writeHead(path === '/favicon.ico' ? 204 : 404).end()
    }
  })
  await new Promise((done) => server.listen(0, '127.0.0.1', () => done(undefined)))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () => {
      server.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
