import { chmodSync, existsSync, readFileSync, rmSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import commonjs from '@rollup/plugin-commonjs'
import nodeResolve from '@rollup/plugin-node-resolve'
import ts from 'typescript'
import { minify } from 'vite'
import { declarations, tsOptions } from './build/declarations.mjs'
import { licences } from './build/licences.mjs'

const root = dirname(fileURLToPath(import.meta.url))
const sources = join(root, 'src')
const generator = join(root, 'schemas/generate')
const dist = join(root, 'dist')
const { dependencies, peerDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const installed = Object.keys({ ...dependencies, ...peerDependencies })

/** The library's entries and the command, as files in dist/. The elements are a separate bundle that includes React. */
const entries = [
  'react/index',
  'core',
  'contrib',
  'cluster/index',
  'editor/index',
  'kubernetes',
  'messages/de',
  'cli/main',
]
const elements = join(sources, 'element/index.ts')
/** What pages load when they need it, without the editor: data of forms, and what a user may not do. */
const vendors = join(sources, 'generated/vendors')
const permission = join(sources, 'react/wizard/PermissionNotice.tsx')
/** The parts of the detail page that load after its first view, also without the editor. */
const detail = ['RepositoriesTable', 'SessionsTable', 'SecretTable', 'DeleteDialog']

const isWithin = (/** @type {string} */ folder, /** @type {string} */ id) => id.startsWith(`${folder}/`)
const isOurs = (/** @type {string} */ id) => isWithin(sources, id) || isWithin(generator, id)
const isInstalled = (/** @type {string} */ id) => installed.some((name) => id === name || isWithin(name, id))

/** Compiles our modules, which import each other by the names of their TypeScript files. */
function typescript() {
  const compilerOptions = { ...tsOptions, noEmit: false, sourceMap: true, inlineSources: true }
  return {
    name: 'typescript',
    resolveId(source, importer) {
      if (importer === undefined || !isOurs(importer) || !source.startsWith('.')) return null
      const file = resolve(dirname(importer), source)
      return existsSync(file) ? file : null
    },
    transform(code, id) {
      if (!isOurs(id) || !/\.tsx?$/.test(id)) return null
      const result = ts.transpileModule(code, { fileName: id, compilerOptions })
      return { code: result.outputText.replace(/\n\/\/# sourceMappingURL=.*\s*$/, '\n'), map: result.sourceMapText }
    },
  }
}

/** Emits a file for each of our modules, so that consumers' bundlers can drop unused ones. */
function oneFileEach() {
  return {
    name: 'one-file-each',
    moduleParsed({ id }) {
      if (!isOurs(id)) return
      const path = isWithin(generator, id) ? `cli/generator/${basename(id)}` : relative(sources, id)
      const name = path.replace(/\.(?:tsx?|js)$/, '')
      if (!entries.includes(name)) this.emitFile({ type: 'chunk', id, name, preserveSignature: 'strict' })
    },
  }
}

/** Emits the style sheet, and makes the command executable. */
function packageFiles() {
  const stylesheet = join(sources, 'react/styles.css')
  return {
    name: 'package-files',
    buildStart() {
      rmSync(dist, { recursive: true, force: true })
      this.addWatchFile(stylesheet)
    },
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'styles.css', source: readFileSync(stylesheet) })
      this.emitFile({ type: 'asset', fileName: 'styles.d.ts', source: 'export {}\n' })
    },
    writeBundle: () => chmodSync(join(dist, 'cli/main.js'), 0o755),
  }
}

/** For files that pages load directly: inlines style sheets, sets React's production mode, and minifies the code. */
function forPages() {
  return {
    name: 'for-pages',
    resolveId: (source, importer) => (source.endsWith('.css?inline') ? resolve(dirname(importer), source) : null),
    load: (id) =>
      id.endsWith('.css?inline') ? `export default ${JSON.stringify(readFileSync(id.split('?')[0], 'utf8'))}` : null,
    transform: (code) => ({ code: code.replaceAll('process.env.NODE_ENV', '"production"'), map: null }),
    async renderChunk(code, { fileName }) {
      const { code: small, map, errors } = await minify(fileName, code, { sourcemap: true })
      if (errors.length > 0) this.error(errors[0].message)
      return { code: small, map }
    },
  }
}

/**
 * Keeps what a page loads at once in the entry, puts the rest of the detail page into a chunk, and everything else,
 * mainly the editor, but no data, into another one.
 */
function laterChunk(/** @type {string} */ name) {
  /** @type {Set<string> | undefined} */
  let atOnce
  /** @type {Set<string> | undefined} */
  let ofDetail
  return (/** @type {string} */ id, { getModuleInfo }) => {
    const withImports = (/** @type {string[]} */ ids) => {
      const all = new Set(ids)
      for (const one of all) for (const imported of getModuleInfo(one).importedIds) all.add(imported)
      return all
    }
    atOnce ??= withImports([elements])
    ofDetail ??= withImports(detail.map((file) => join(sources, `react/detail/${file}.tsx`)))
    if (atOnce.has(id) || isWithin(vendors, id) || id === permission) return undefined
    return ofDetail.has(id) ? 'detail' : name
  }
}

const banners = {
  // Without this, server components that render a component of this package fail with an error that names neither.
  'react/index.js': "'use client';",
  'cli/main.js': '#!/usr/bin/env node',
}

const output = { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name].js', hoistTransitiveImports: false }

function onwarn(warning) {
  const where = warning.loc?.file ?? warning.id ?? ''
  const theirs = (warning.ids ?? [where]).every((id) => id.includes('/node_modules/'))
  if (theirs && ['MODULE_LEVEL_DIRECTIVE', 'CIRCULAR_DEPENDENCY'].includes(warning.code)) return
  throw new Error(where === '' ? warning.message : `${warning.message} (${relative(root, where)})`)
}

export default [
  {
    input: Object.fromEntries(entries.map((name) => [name, join(sources, `${name}.ts`)])),
    external: (id) => isInstalled(id) || isBuiltin(id),
    plugins: [
      typescript(),
      oneFileEach(),
      packageFiles(),
      declarations([...entries.filter((name) => name !== 'cli/main'), 'element/index'], isInstalled),
    ],
    output: {
      ...output,
      dir: dist,
      sourcemap: true,
      minifyInternalExports: false,
      banner: ({ fileName }) => banners[fileName] ?? '',
    },
    onwarn,
  },
  {
    input: { index: elements },
    // The later chunk imports the code that it shares with the entry from the entry.
    preserveEntrySignatures: 'allow-extension',
    plugins: [
      typescript(),
      forPages(),
      nodeResolve({ browser: true, exportConditions: ['production'] }),
      commonjs(),
      licences(),
    ],
    // The source maps aren't published: they are large, mostly third-party code, and only for our own checks.
    output: {
      ...output,
      dir: join(dist, 'element'),
      sourcemap: 'hidden',
      manualChunks: laterChunk('editor'),
      onlyExplicitManualChunks: true,
    },
    onwarn,
  },
]
