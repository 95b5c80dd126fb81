import { mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[/\\]$/, '')

/** The strictest policy that still lets a page load its own files. */
const strictPolicy = "default-src 'self'"

const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' }

/** @typedef {{ find: RegExp | string, replacement: string }} Alias */

/**
 * Resolves all imports of React in a page to the same copy.
 *
 * @type {Alias}
 */
const oneReact = { find: /^(react|react-dom)(\/.*)?$/, replacement: `${root}/node_modules/$1$2` }

/**
 * Builds a page for production, and serves it under a Content-Security-Policy.
 *
 * @param {object} page
 * @param {string} page.script its script
 * @param {string} page.stylesheet the file of its style sheet
 * @param {string} page.html its markup, which loads them as `./page.js` and `./styles.css`
 * @param {readonly Alias[]} [page.aliases] replacements for its imports
 * @param {string} [page.policy] defaults to the strictest policy
 * @returns {Promise<{ origin: string, files: ReadonlyMap<string, Buffer>, close: () => void }>} `files` by their paths
 */
export async function servePage({ script, stylesheet, html, aliases = [], policy = strictPolicy }) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-page-'))
  mkdirSync(join(folder, 'source'))
  const write = (/** @type {string} */ file, /** @type {string | Buffer} */ content) =>
    writeFileSync(join(folder, 'source', file), content)
  write('page.js', script)
  write('index.html', html)
  write('styles.css', readFileSync(stylesheet))
  /** @type {Map<string, Buffer>} */
  const files = new Map()
  try {
    const built = await build({
      root: join(folder, 'source'),
      configFile: false,
      logLevel: 'error',
      mode: 'production',
      resolve: { dedupe: ['react', 'react-dom'], alias: [...aliases, oneReact] },
      build: {
        write: false,
        target: 'es2022',
        modulePreload: { polyfill: false },
        assetsInlineLimit: 0,
        chunkSizeWarningLimit: 5000,
      },
    })
    const { output } = /** @type {import('vite').Rolldown.RolldownOutput} */ (Array.isArray(built) ? built[0] : built)
    for (const file of output) {
      files.set(`/${file.fileName}`, Buffer.from(file.type === 'chunk' ? file.code : file.source))
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  const server = createServer((request, response) => {
    const asked = normalize(new URL(request.url ?? '/', 'http://localhost').pathname)
    const path = asked === '/' ? '/index.html' : asked
    const content = files.get(path)
    if (content === undefined) {
      response.writeHead(path === '/favicon.ico' ? 204 : 404).end()
      return
    }
    response.writeHead(200, {
      'Content-Type': types[/** @type {keyof typeof types} */ (extname(path))] ?? 'application/octet-stream',
      'Content-Security-Policy': policy,
    })
    response.end(content)
  })
  await new Promise((done) => server.listen(0, '127.0.0.1', () => done(undefined)))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return { origin: `http://127.0.0.1:${port}`, files, close: () => void server.close() }
}
