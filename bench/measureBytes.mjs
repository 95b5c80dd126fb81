import {
  cpSync,
  existsSync,
  mkdtempSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { isBuiltin } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bundle, gzipped } from './bundle.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const budgets = JSON.parse(readFileSync(new URL('./budgets.json', import.meta.url), 'utf8'))

/** The pages of a consumer, each with a single import or export. */
const entries = {
  'validateValues and toManifests': `export { validateValues, toManifests } from 'backupstorage-forms/core'`,
  defineProvider: `export { defineProvider } from 'backupstorage-forms/core'`,
  'all of ./contrib': `export * from 'backupstorage-forms/contrib'`,
  'all of ./core': `export * from 'backupstorage-forms/core'`,
  ManifestPreview: `export { ManifestPreview } from 'backupstorage-forms'`,
  ValidationPanel: `export { ValidationPanel } from 'backupstorage-forms'`,
  BackupStorageForm: `export { BackupStorageForm } from 'backupstorage-forms'`,
  BackupStorageWizard: `export { BackupStorageWizard } from 'backupstorage-forms'`,
  BackupStorageList: `export { BackupStorageList } from 'backupstorage-forms'`,
  BackupStorageDetail: `export { BackupStorageDetail } from 'backupstorage-forms'`,
  'all of ./cluster': `export * from 'backupstorage-forms/cluster'`,
  'all of ./editor': `export * from 'backupstorage-forms/editor'`,
  'all of ./kubernetes': `export * from 'backupstorage-forms/kubernetes'`,
  'messages/de': `export * from 'backupstorage-forms/messages/de'`,
  './element': `import 'backupstorage-forms/element'`,
}

/** Patterns that no page may contain: code that a strict CSP blocks, and packages that the build leaves out. */
const forbidden = {
  'new Function': /\bnew\s+Function\b|(?<![\w$.])Function\s*\(/,
  'a call of eval': /(?<![\w$.])eval\s*\(|\(0,\s*eval\)/,
  "ajv's compiler": /Error compiling schema, function code|meta-schema not available/,
  'markdown-to-jsx': /allowTransparency/,
}

/** Entries that run without React; the elements include their own. */
const withoutReact = /^(?:validateValues|defineProvider|all of|messages)/

const forbiddenSource = /\/node_modules\/(?:ajv|ajv-formats|markdown-to-jsx)\//

/** Creates a folder with the package in its node_modules, as `npm install` would. */
function consumer() {
  const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  if (!existsSync(join(root, 'dist/core.js'))) throw new Error('dist/ is missing. Run: npm run build')
  const folder = mkdtempSync(join(tmpdir(), 'backupstorage-forms-'))
  const installed = join(folder, 'node_modules/backupstorage-forms')
  mkdirSync(installed, { recursive: true })
  cpSync(join(root, 'package.json'), join(installed, 'package.json'))
  cpSync(join(root, 'dist'), join(installed, 'dist'), { recursive: true })
  for (const name of Object.keys(dependencies)) {
    mkdirSync(join(folder, 'node_modules', name, '..'), { recursive: true })
    symlinkSync(join(root, 'node_modules', name), join(folder, 'node_modules', name), 'junction')
  }
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }')
  return folder
}

/**
 * @param {string} folder
 * @param {string} code
 */
function bundlePage(folder, code) {
  const page = join(folder, 'page.js')
  writeFileSync(page, code)
  return bundle(folder, page)
}

/** Returns the sources of the files in dist/, from their source maps. */
function sourcesOfDist() {
  return readdirSync(join(root, 'dist'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.js.map'))
    .flatMap((file) => JSON.parse(readFileSync(join(root, 'dist', file), 'utf8')).sources)
}

/**
 * @typedef {object} BytesRow
 * @property {string} entry
 * @property {number} gzip bytes that load at once, compressed with gzip, without React
 * @property {number | null} budget
 * @property {number} lazy bytes that load later
 * @property {number} lazyBudget
 * @property {string[]} forbidden the names of forbidden contents
 */

/**
 * Bundles each entry of dist/ as a consumer would, with Vite's production build, and measures its size.
 *
 * @returns {Promise<BytesRow[]>}
 */
export async function measureBytes() {
  const folder = consumer()
  try {
    const left = sourcesOfDist().filter((source) => forbiddenSource.test(source))
    const rows = []
    for (const [entry, code] of Object.entries(entries)) {
      const chunks = await bundlePage(folder, code)
      const atOnce = new Set(chunks.filter((chunk) => chunk.isEntry).map((chunk) => chunk.fileName))
      for (const name of atOnce) {
        for (const imported of chunks.find((chunk) => chunk.fileName === name)?.imports ?? []) {
          if (chunks.some((chunk) => chunk.fileName === imported)) atOnce.add(imported)
        }
      }
      const sum = (/** @type {boolean} */ now) =>
        chunks
          .filter((chunk) => atOnce.has(chunk.fileName) === now)
          .reduce((total, chunk) => total + gzipped(chunk.code), 0)
      const found = Object.entries(forbidden)
        .filter(([, pattern]) => chunks.some((chunk) => pattern.test(chunk.code)))
        .map(([name]) => name)
      const sources = chunks.flatMap((chunk) => chunk.moduleIds).filter((id) => forbiddenSource.test(id))
      const imported = chunks.flatMap((chunk) => [...chunk.imports, ...chunk.dynamicImports, ...chunk.moduleIds])
      const foreign = imported.filter(
        (id) =>
          isBuiltin(id) ||
          id.includes('browser-external') ||
          (withoutReact.test(entry) && /^react(?:-dom)?(?:\/|$)/.test(id)),
      )
      rows.push({
        entry,
        gzip: sum(true),
        budget: budgets.bytes[entry] ?? null,
        lazy: sum(false),
        lazyBudget: budgets.bytesLater[entry] ?? 0,
        forbidden: [...found, ...new Set([...left, ...sources, ...foreign])],
      })
    }
    return rows
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
