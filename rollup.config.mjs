import { chmodSync, existsSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import commonjs from '@rollup/plugin-commonjs'
import nodeResolve from '@rollup/plugin-node-resolve'
import ts from 'typescript'
import { minify } from 'vite'

const root = dirname(fileURLToPath(import.meta.url))
const sources = join(root, 'src')
const pkg = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const installed = Object.keys({ ...pkg.dependencies, ...pkg.peerDependencies })

const entries = {
  'react/index': join(sources, 'react/index.ts'),
  core: join(sources, 'core.ts'),
  contrib: join(sources, 'contrib.ts'),
  kubernetes: join(sources, 'kubernetes.ts'),
  'messages/de': join(sources, 'messages/de.ts'),
}

/** Built on their own, from the library: their declarations are made with the others. */
const elements = join(sources, 'element/index.ts')

const isInstalled = (/** @type {string} */ id) => installed.some((name) => id === name || id.startsWith(`${name}/`))
const isOurs = (/** @type {string} */ id) => id.startsWith(sources + '/')
const isGenerator = (/** @type {string} */ id) => id.startsWith(join(root, 'schemas/generate') + '/')

const { options: tsOptions } = ts.parseJsonConfigFileContent(
  ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile).config,
  ts.sys,
  root,
)

function typescript() {
  const compilerOptions = { ...tsOptions, noEmit: false, sourceMap: true, inlineSources: true }
  return {
    name: 'typescript',
    transform(code, id) {
      if (!(isOurs(id) || isGenerator(id)) || !/\.tsx?$/.test(id)) return null
      const result = ts.transpileModule(code, { fileName: id, compilerOptions })
      return { code: result.outputText.replace(/\n\/\/# sourceMappingURL=.*\s*$/, '\n'), map: result.sourceMapText }
    },
  }
}

/** Each of our modules becomes a file of its own, so that a consumer's bundler drops what its page does not use. */
function oneFileEach() {
  return {
    name: 'one-file-each',
    moduleParsed({ id }) {
      if (!isOurs(id)) return
      const name = relative(sources, id).replace(/\.(?:tsx?|js)$/, '')
      if (!(name in entries)) this.emitFile({ type: 'chunk', id, name, preserveSignature: 'strict' })
    },
  }
}

/**
 * Replaced in what is bundled: a Markdown parser for texts that ask for it (a third of rjsf's weight), a compiler of
 * validators for rjsf's own tests (which a strict CSP forbids), a resolver of URIs between schemas (ours refer to no
 * other), and a switch on `process`, which browsers lack.
 */
function replacements() {
  const modules = {
    'markdown-to-jsx/react': 'export const Markdown = ({ children }) => children ?? null',
    '@rjsf/validator-ajv8': 'export default undefined',
    'fast-uri': 'export default { equal: Object.is, resolve: (_base, reference) => reference }',
    'react-is': "export { default } from 'react-is/cjs/react-is.production.min.js'",
  }
  return {
    name: 'replacements',
    resolveId: (source) => (source in modules ? `\0replaced:${source}` : null),
    load: (id) => modules[id.replace('\0replaced:', '')] ?? null,
  }
}

/** Declarations of the entries and of what they refer to; those of private modules would only leak their dependencies. */
function declarations() {
  return {
    name: 'declarations',
    generateBundle() {
      const options = {
        ...tsOptions,
        noEmit: false,
        declaration: true,
        emitDeclarationOnly: true,
        outDir: join(root, 'dist'),
        rootDir: sources,
      }
      const program = ts.createProgram([...Object.values(entries), elements], options)
      /** @type {Map<string, string>} */
      const emitted = new Map()
      const result = program.emit(undefined, (file, text) => emitted.set(relative(options.outDir, file), text))
      const faults = [...ts.getPreEmitDiagnostics(program), ...result.diagnostics]
      if (faults.length > 0) {
        const host = { getCurrentDirectory: () => root, getCanonicalFileName: (f) => f, getNewLine: () => '\n' }
        this.error(ts.formatDiagnostics(faults, host))
      }
      const queue = [...Object.keys(entries), 'element/index'].map((name) => `${name}.d.ts`)
      for (const file of queue) {
        const text = emitted.get(file)
        if (text === undefined) this.error(`${file}: a declaration refers to it and tsc did not write it`)
        const written = text.replace(/(from |import\(|import )(['"])([^'"]+)\2/g, (match, before, quote, id) => {
          if (!id.startsWith('.')) {
            if (!isInstalled(id)) {
              this.error(
                `${file}: the public types refer to "${id}", which a consumer does not have. Describe the type ` +
                  'structurally, or make the package a dependency or a peer.',
              )
            }
            return match
          }
          const target = join(dirname(file), id.replace(/\.(ts|tsx|js)$/, '') + '.d.ts')
          if (!queue.includes(target)) queue.push(target)
          return `${before}${quote}${id.replace(/\.tsx?$/, '.js')}${quote}`
        })
        this.emitFile({ type: 'asset', fileName: file, source: written })
      }
    },
  }
}

/** The licences of what the vendor chunk holds ask to be shipped with it. */
function licences() {
  return {
    name: 'licences',
    generateBundle(_, bundle) {
      const folders = new Set()
      for (const output of Object.values(bundle)) {
        if (output.type !== 'chunk') continue
        for (const [id, { renderedLength }] of Object.entries(output.modules)) {
          const folder = /^\0?(.*\/node_modules\/(?:@[^/]+\/)?[^/?]+)/.exec(id)?.[1]
          if (folder !== undefined && renderedLength > 0) folders.add(folder)
        }
      }
      const texts = [...folders].sort().map((folder) => {
        const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
        const file = readdirSync(folder).find((f) => /^licen[cs]e/i.test(f))
        if (file === undefined && license === undefined) this.error(`${name} is bundled and states no licence`)
        const text = file === undefined ? '' : `\n\n${readFileSync(join(folder, file), 'utf8').trim()}`
        return `${name} ${version}\nLicence: ${license}${text}\n`
      })
      this.emitFile({
        type: 'asset',
        fileName: 'THIRD-PARTY-LICENSES.txt',
        source: `Parts of these packages are contained in the files of this folder.\n\n${texts.join(`\n${'-'.repeat(78)}\n\n`)}`,
      })
    },
  }
}

function stylesheet() {
  const file = join(sources, 'react/styles.css')
  return {
    name: 'stylesheet',
    buildStart() {
      rmSync(join(root, 'dist'), { recursive: true, force: true })
      this.addWatchFile(file)
    },
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'styles.css', source: readFileSync(file) })
      this.emitFile({ type: 'asset', fileName: 'styles.d.ts', source: 'export {}\n' })
    },
  }
}

function typescriptEndings() {
  return {
    name: 'typescript-endings',
    resolveId: (source, importer) => {
      if (importer === undefined || !(isOurs(importer) || isGenerator(importer)) || !source.startsWith('.')) return null
      const file = resolve(dirname(importer), source)
      return existsSync(file) ? file : null
    },
  }
}

/**
 * What the library was built into already is taken from there.
 *
 * @param {string} folder the sources that are built anew
 * @param {boolean} isImported whether it is imported from there, so that nothing is there twice, or becomes a part
 */
function fromLibrary(folder, isImported) {
  const isNew = (/** @type {string} */ id) => id.startsWith(join(sources, folder) + '/')
  return {
    name: 'from-library',
    resolveId: (source, importer) => {
      if (importer === undefined || !source.startsWith('.')) return null
      const file = resolve(dirname(importer), source)
      if (!isOurs(file) || isNew(file)) return null
      const id = file.replace(/\.tsx?$/, '.js')
      const built = join(root, 'dist', relative(sources, id))
      if (!existsSync(built)) return null
      return isImported ? { id, external: true } : built
    },
  }
}

/** A style sheet as a text. */
function inlineStyles() {
  return {
    name: 'inline-styles',
    resolveId: (source, importer) => (source.endsWith('.css?inline') ? resolve(dirname(importer), source) : null),
    load(id) {
      if (!id.endsWith('.css?inline')) return null
      const file = id.slice(0, -'?inline'.length)
      this.addWatchFile(file)
      return `export default ${JSON.stringify(readFileSync(file, 'utf8'))}`
    },
  }
}

/** React and what is small without a bundler's help: pages load these files as they are. */
function forPages() {
  return {
    name: 'for-pages',
    transform: (code) => ({ code: code.replaceAll('process.env.NODE_ENV', '"production"'), map: null }),
    async renderChunk(code, { fileName }) {
      const { code: small, map, errors } = await minify(fileName, code, { sourcemap: true })
      if (errors.length > 0) this.error(errors[0].message)
      return { code: small, map }
    },
  }
}

/** What a page loads at once stays in the entry; all that is loaded later, the editor above all, in one chunk beside it. */
function laterChunk(/** @type {string} */ name) {
  /** @type {Set<string> | undefined} */
  let atOnce
  return (/** @type {string} */ id, { getModuleInfo }) => {
    if (!atOnce) {
      atOnce = new Set([elements])
      for (const one of atOnce) for (const imported of getModuleInfo(one).importedIds) atOnce.add(imported)
    }
    return atOnce.has(id) ? undefined : name
  }
}

/** A command that the shell can start. */
function executable() {
  return {
    name: 'executable',
    writeBundle: ({ dir }) => chmodSync(join(dir, 'main.js'), 0o755),
  }
}

const output = {
  format: 'es',
  sourcemap: true,
  entryFileNames: '[name].js',
  chunkFileNames: '[name].js',
  // Not in a folder called node_modules: `npm pack` leaves those out. A page with a table needs nothing of rjsf.
  manualChunks: (id) =>
    isOurs(id) || isGenerator(id) ? undefined : id.includes('/node_modules/@tanstack/') ? 'vendorTable' : 'vendor',
  minifyInternalExports: false,
  hoistTransitiveImports: false,
  onlyExplicitManualChunks: true,
}

function onwarn(warning) {
  const where = warning.loc?.file ?? warning.id ?? ''
  const theirs = (warning.ids ?? [where]).every((id) => id.includes('/node_modules/'))
  if (theirs && ['MODULE_LEVEL_DIRECTIVE', 'CIRCULAR_DEPENDENCY'].includes(warning.code)) return
  throw new Error(where === '' ? warning.message : `${warning.message} (${relative(root, where)})`)
}

const library = {
  input: entries,
  external: isInstalled,
  plugins: [
    replacements(),
    typescriptEndings(),
    nodeResolve({ browser: true, exportConditions: ['production'] }),
    commonjs(),
    typescript(),
    oneFileEach(),
    stylesheet(),
    declarations(),
    licences(),
  ],
  output: {
    ...output,
    dir: join(root, 'dist'),
    // A server component may render what needs no function of it; without this its error would name neither.
    banner: ({ fileName }) => (fileName === 'react/index.js' ? "'use client';" : ''),
  },
  onwarn,
}

/** The command line, for Node: built after the library, which it imports. */
const commandLine = {
  input: { main: join(sources, 'cli/main.ts') },
  external: isInstalled,
  plugins: [
    fromLibrary('cli', true),
    typescriptEndings(),
    nodeResolve({ preferBuiltins: true }),
    commonjs(),
    typescript(),
    licences(),
    executable(),
  ],
  output: {
    ...output,
    dir: join(root, 'dist/cli'),
    banner: ({ fileName }) => (fileName === 'main.js' ? '#!/usr/bin/env node' : ''),
  },
  onwarn,
}

/** Custom elements, with React and all else inside: built after the library, from it. */
const customElements = {
  input: { index: elements },
  // The later chunk takes what it shares with the entry from the entry.
  preserveEntrySignatures: 'allow-extension',
  plugins: [
    inlineStyles(),
    fromLibrary('element', false),
    typescriptEndings(),
    nodeResolve({ browser: true, exportConditions: ['production'] }),
    forPages(),
    commonjs(),
    typescript(),
    licences(),
  ],
  output: {
    ...output,
    dir: join(root, 'dist/element'),
    manualChunks: laterChunk('editor'),
    // Mostly of others' code, and larger than all else together: for our own checks, and not published.
    sourcemap: 'hidden',
    minifyInternalExports: true,
  },
  onwarn,
}

export default [library, commandLine, customElements]
