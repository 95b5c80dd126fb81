import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { defineProvider, defineResource, validateManifests } from 'backupstorage-forms/core'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { customProperties } from '../../docs/generate/customProperties.ts'
import { run } from '../../src/cli/run.ts'
import { checkCommands } from './checkCommands.ts'
import { compileBlocks } from './compileBlocks.ts'
import type { Block } from './readMarkdown.ts'
import { allPages, placeOf, root } from './readMarkdown.ts'

const blocks = allPages.flatMap((page) => page.blocks)
const isCode = ({ kind }: Block): boolean => ['ts', 'tsx', 'js', 'jsx'].includes(kind)
const isFile = (word: string): boolean => /^[\w./-]+\.\w+$/.test(word)
const files = allPages.map(({ file }) => file)

/** Blocks that `test/schemas/readme.test.ts` runs. */
const ofSchemas = ({ page, kind, info }: Block): boolean =>
  page === 'schemas/README.md' && (['text', 'yaml'].includes(kind) || (kind === 'json' && !isFile(info)))

function readYaml(code: string): unknown[] {
  return parseAllDocuments(code).map((document) => {
    const [error] = document.errors
    if (error) throw error
    return document.toJS() as unknown
  })
}

/** Returns the shell lines of a workflow. */
function linesToRun(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, one]) =>
    key === 'run' && typeof one === 'string' ? [one] : linesToRun(one),
  )
}

/** Returns the resource with the fields of an example. */
function withField(fields: object): object {
  const schema = JSON.parse(readFileSync(join(root, 'schemas/backupstorage.json'), 'utf8')) as { properties: object }
  return { ...schema, properties: { ...schema.properties, ...fields } }
}

/** Renders values with the CLI, and returns its errors. */
async function renderErrors(values: string): Promise<string[]> {
  let said = ''
  const out = { write: (text: string) => (said += text) }
  const none = (): Promise<never> => Promise.reject(new Error('not to render'))
  async function* stdin(): AsyncGenerator<string> {
    yield values
  }
  const status = await run({
    args: ['render', '-'],
    stdin: stdin(),
    stdout: out,
    stderr: out,
    cwd: root,
    env: {},
    interrupted: none,
    importPeer: none,
  })
  return status === 0 ? [] : [said]
}

async function yamlErrors({ code, info }: Block): Promise<string[]> {
  const found = readYaml(code)
  if (info === 'values') return renderErrors(code)
  if (info === 'workflow') return checkCommands(linesToRun(found).join('\n'))
  const kinds = (found as { kind?: string }[]).map(({ kind }) => kind ?? '')
  if (kinds.includes('BackupStorage'))
    return validateManifests(code)
      .filter(({ severity }) => severity === 'error')
      .map(({ message }) => message)
  return kinds.every((kind) => /^(Cluster)?Role$/.test(kind)) ? [] : [`what checks ${kinds.join(', ') || 'this'}?`]
}

/** Returns the errors of a block by its kind; an unknown kind is an error. */
const checks: Readonly<Record<string, (block: Block) => string[] | Promise<string[]>>> = {
  // The generator prints declarations, and `npm run generate -- --check` finds stale ones.
  declaration: ({ isGenerated }) => (isGenerated ? [] : ['declarations are generated']),
  json({ code, info }) {
    const data = JSON.parse(code) as unknown
    if (info === 'provider') defineProvider(data)
    if (info === 'field') defineResource(withField(data as object))
    return ['', 'provider', 'field'].includes(info) || isFile(info) ? [] : [`unknown kind of block: json ${info}`]
  },
  yaml: yamlErrors,
  sh: ({ code }) => checkCommands(code),
  text: ({ isGenerated }) => (isGenerated ? [] : ['no test compares this text with actual output']),
  css({ code }) {
    const known = new Set(
      customProperties(readFileSync(join(root, 'src/react/styles.css'), 'utf8')).map(({ name }) => name),
    )
    return (code.match(/--bsf-[\w-]+/g) ?? []).filter((name) => !known.has(name))
  },
  html({ code }) {
    const { diagnostics = [] } = ts.transpileModule(`export default (<>${code}</>)`, {
      fileName: 'markup.tsx',
      reportDiagnostics: true,
      compilerOptions: { jsx: ts.JsxEmit.Preserve },
    })
    return diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))
  },
  // The policy that applies to the tests of the built files.
  http({ code }) {
    const [, policy = ''] = /^Content-Security-Policy: (.+)$/m.exec(code) ?? []
    return readFileSync(join(root, 'bench/servePage.mjs'), 'utf8').includes(`"${policy}"`) ? [] : ['another policy']
  },
  // A directory tree.
  '': ({ code }) =>
    (code.match(/(?<=^|\s)(?:[\w-]+\/)+(?=\s|$|,)/g) ?? []).filter((folder) => !existsSync(join(root, folder))),
}

async function errorsOf(block: Block): Promise<string[]> {
  const kind = block.info === 'declaration' ? 'declaration' : block.kind
  const check = checks[kind]
  if (!check) return [`nothing checks a block of the kind "${block.kind}"`]
  try {
    return await check(block)
  } catch (error) {
    return [String(error)]
  }
}

it('finds the blocks and links of every page', () => {
  expect(files).toEqual(expect.arrayContaining(['README.md', 'CONTRIBUTING.md', 'docs/core.md', 'schemas/README.md']))
  expect(blocks.length).toBeGreaterThan(150)
  expect(allPages.flatMap(({ links }) => links).length).toBeGreaterThan(300)
})

describe('code blocks', () => {
  it('compile against the public types', { timeout: 240_000 }, () => {
    // Files of applications are checked where they are built.
    const code = blocks.filter((block) => isCode(block) && block.info !== 'declaration' && !isFile(block.info))
    expect(code.length).toBeGreaterThan(20)
    expect(compileBlocks(code)).toEqual([])
  })

  const rest = blocks.filter(
    (block) => block.info === 'declaration' || !(isCode(block) || isFile(block.info) || ofSchemas(block)),
  )
  it.each(files)('are valid for their kind: %s', { timeout: 60_000 }, async (file) => {
    const problems: string[] = []
    for (const block of rest.filter(({ page }) => page === file))
      for (const problem of await errorsOf(block)) problems.push(`${placeOf(block)}: ${problem}`)
    expect(problems).toEqual([])
  })

  it('are fenced and name their kind', () => {
    const indented = allPages.flatMap(({ file, text }) =>
      /\n\n {4}\S/.test(text.replaceAll(/^```[^]*?^```$/gm, '')) ? [file] : [],
    )
    expect(indented).toEqual([])
  })

  it.each(
    blocks.filter(({ info }) => isFile(info)).map((block) => [`${placeOf(block)} ${block.info}`, block] as const),
  )('match the application file they quote: %s', (_name, { host, info, code }) => {
    expect(host).not.toBe('')
    expect(readFileSync(join(root, host, info), 'utf8')).toContain(code)
  })
})

describe('links', () => {
  it.each(allPages.map((page) => [page.file, page] as const))(
    'lead to existing files and headings: %s',
    (file, page) => {
      const broken = page.links.filter(({ target }) => {
        if (/^(https?|mailto):/.test(target)) return false
        const [path = '', anchor = ''] = target.split('#')
        const to = path === '' ? file : posix.join(dirname(file), path)
        if (!existsSync(join(root, to))) return true
        return anchor !== '' && !allPages.find((one) => one.file === to)?.anchors.has(anchor)
      })
      expect(broken.map(({ target, line }) => `${file}:${line}: ${target}`)).toEqual([])
    },
  )

  it('reach every page of docs/ from the first one', () => {
    const reached = new Set<string>()
    const queue = ['docs/README.md']
    for (const file of queue) {
      if (reached.has(file)) continue
      reached.add(file)
      for (const { target } of allPages.find((one) => one.file === file)?.links ?? [])
        if (!/^https?:/.test(target)) queue.push(posix.join(dirname(file), target.split('#')[0] ?? ''))
    }
    expect(files.filter((file) => file.startsWith('docs/') && !reached.has(file))).toEqual([])
  })
})

describe('README', () => {
  const readme = allPages.find(({ file }) => file === 'README.md')
  const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { exports: object }

  it('names every entry point of the package', () => {
    const entries = Object.keys(exports).filter((entry) => !/\*|\.json$|styles/.test(entry))
    const named = entries.map((entry) => entry.replace(/^\./, 'backupstorage-forms'))
    expect(named.filter((name) => !readme?.text.includes(`\`${name}\``))).toEqual([])
  })

  it('has at most 150 lines', () => {
    expect(readme?.text.trimEnd().split('\n').length).toBeLessThanOrEqual(150)
  })
})
