import { mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const root = fileURLToPath(new URL('..', import.meta.url))

/** The strictest policy that lets a page load its own files. */
const policy = "default-src 'self'"

const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' }

/**
 * Builds a page for production, and serves it under a strict Content-Security-Policy.
 *
 * @param {{ script: string, stylesheet: string, html: string }} page its script, the file of its style sheet, and its
 *   markup, which loads them as `./page.js` and `./styles.css`
 * @returns {Promise<{ origin: string, close: () => void }>}
 */
export async function servePage({ script, stylesheet, html }) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-page-'))
  const source = join(folder, 'source')
  mkdirSync(source)
  writeFileSync(join(source, 'page.js'), script)
  writeFileSync(join(source, 'index.html'), html)
  writeFileSync(join(source, 'styles.css'), readFileSync(stylesheet))
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
