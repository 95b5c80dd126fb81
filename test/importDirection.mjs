import { isBuiltin } from 'node:module'
import { dirname, posix, relative, resolve } from 'node:path'

/**
 * A rule for oxlint: which folders may import which others. The first line whose folder contains a file decides.
 *
 * @typedef {object} Line
 * @property {string} folder
 * @property {string[]} from files and folders of ours that it may import
 * @property {string[]} [types] files and folders of which it may only import types
 * @property {string[]} [not] exceptions from `from`
 * @property {string[] | 'any' | 'any but node'} packages
 */

/** The files at the top of `src/`: the package's entry points. */
const looseEntries = ['src/core.ts', 'src/contrib.ts', 'src/kubernetes.ts']

const entries = [...looseEntries, 'src/react/index.ts', 'src/element/index.ts', 'src/messages/de.ts']

/**
 * The folders of `src/` as a pipeline, with the packages that each may import. A folder imports only from those above.
 *
 * @type {[folder: string, packages: Line['packages']][]}
 */
const pipeline = [
  ['src/base', []],
  ['src/text', ['yaml']],
  ['src/schema', []],
  ['src/context', []],
  ['src/values', []],
  ['src/validation', []],
  ['src/manifests', []],
  ['src/draft', []],
  ['src/editor', []],
  ['src/cluster', []],
  ['src/react', 'any but node'],
  ['src/element', ['react', 'react-dom']],
  ['src/cli', 'any'],
]

/** Plain data and texts that every folder may import. */
const plain = ['src/generated', 'src/messages']

/** @type {Record<string, string[]>} */
const exceptions = {
  'src/react': ['src/cluster/kubernetes'],
  'src/cli': ['src/draft', 'src/editor', 'src/cluster', 'src/react', 'src/element'],
}

/** @type {Line[]} */
const lines = [
  {
    folder: 'schemas',
    from: ['schemas', 'src/base', 'src/schema', 'src/manifests/structure', 'docs/generate'],
    packages: 'any',
  },
  ...plain.map((folder) => ({ folder, from: plain, types: ['src'], packages: [] })),
  ...looseEntries.map((folder) => ({
    folder,
    from: ['src'],
    not: ['src/react', 'src/element', 'src/cli'],
    packages: [],
  })),
  ...pipeline.map(([folder, packages], index) => ({
    folder,
    from: [
      ...pipeline.slice(0, index + 1).map(([above]) => above),
      ...plain,
      // It compiles providers like the generator.
      ...(folder === 'src/cli' ? ['src/contrib.ts', 'schemas/generate'] : []),
    ],
    not: exceptions[folder] ?? [],
    packages,
  })),
  { folder: 'examples', from: ['examples'], packages: 'any' },
  // It reads the sources, and prints the help of the command line.
  { folder: 'docs', from: ['docs', 'src/cli/run.ts', 'src/element/exposeParts.ts'], packages: 'any' },
  { folder: 'stories', from: ['stories', 'test', 'docs'], packages: 'any' },
  { folder: 'bench', from: ['bench', 'test'], packages: 'any' },
  // Internals are imported by path and public names by package name, so that the same tests run against dist/.
  {
    folder: 'test',
    from: ['test', '.ci', 'src', 'schemas', 'examples', 'bench', 'stories', 'docs'],
    not: entries,
    packages: 'any',
  },
]

// rjsf would add a compiler of validators; the core validates without one.
const never = ['ajv', 'ajv-formats', '@rjsf/validator-ajv8']

const within = (/** @type {string} */ file, /** @type {string} */ folder) =>
  file === folder || file.startsWith(`${folder}/`)

const packageName = (/** @type {string} */ specifier) =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')

/**
 * @param {string} file relative to the repository's root
 * @param {string} specifier
 * @param {boolean} typesOnly
 * @returns {string | undefined} the error, if any
 */
function problem(file, specifier, typesOnly) {
  const line = lines.find(({ folder }) => within(file, folder))
  if (line === undefined) return undefined
  const { folder, from, types = [], not = [], packages } = line
  if (specifier.startsWith('.')) {
    const target = posix.normalize(posix.join(dirname(file), specifier))
    if (entries.includes(target) && not.includes(target))
      return `Import it by the package's name, not by the path of an entry.`
    if (not.some((excluded) => within(target, excluded))) return `${folder} imports nothing from ${target}.`
    if (from.some((allowed) => within(target, allowed))) return undefined
    if (types.some((allowed) => within(target, allowed))) {
      return typesOnly ? undefined : `${folder} may import types from ${types.join(', ')}, and no values.`
    }
    return `${folder} imports from ${[...from, ...types].join(', ')}, and not from ${target}.`
  }
  const name = packageName(specifier)
  const isSource = within(folder, 'src')
  if (isSource && never.includes(name)) return `Nothing under src/ uses ${name} at run time.`
  if (isSource && name === 'backupstorage-forms') return 'Inside the package, import by path.'
  if (packages === 'any') return undefined
  if (packages === 'any but node') return isBuiltin(specifier) ? `${folder} runs in browsers.` : undefined
  return packages.includes(name)
    ? undefined
    : `${folder} may not import ${name}, only ${packages.join(', ') || 'files'}.`
}

const importDirection = {
  create(/** @type {any} */ context) {
    const file = relative(context.cwd, resolve(context.filename)).replaceAll('\\', '/')
    const check = (/** @type {any} */ node) => {
      const specifier = node.source?.value
      if (typeof specifier !== 'string') return
      const typesOnly = node.importKind === 'type' || node.exportKind === 'type' || node.type === 'TSImportType'
      const message = problem(file, specifier, typesOnly)
      if (message !== undefined) context.report({ node, message })
    }
    return {
      ImportDeclaration: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
      ImportExpression: check,
      TSImportType: check,
    }
  },
}

export default { meta: { name: 'house' }, rules: { 'import-direction': importDirection } }
