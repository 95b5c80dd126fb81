import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
const readme = readFileSync(`${root}README.md`, 'utf8')
const blocks = [...readme.matchAll(/^```(tsx?)\n([\s\S]*?)^```$/gm)].map(([, kind = '', code = '']) => ({ kind, code }))
const scripts = (JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as { scripts: Record<string, string> }).scripts

/** What the compiler says of a block, as a file in the root of the checkout. */
function faultsOf({ kind, code }: { kind: string; code: string }): string[] {
  const name = `${root}readme-block.${kind}`
  const config = ts.readConfigFile(`${root}tsconfig.json`, (path) => ts.sys.readFile(path)).config as unknown
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root)
  const host = ts.createCompilerHost(options)
  const { getSourceFile, fileExists } = host
  host.fileExists = (path) => path === name || fileExists(path)
  host.getSourceFile = (path, ...rest) =>
    path === name ? ts.createSourceFile(path, code, ts.ScriptTarget.ES2022) : getSourceFile(path, ...rest)
  const program = ts.createProgram([name], { ...options, noEmit: true }, host)
  return ts
    .getPreEmitDiagnostics(program, program.getSourceFile(name))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))
}

describe('the README', () => {
  it('shows how to embed the form, in another language, with all that it does, the list and the page, how to do without it, how to check manifests, and how to bring a provider', () => {
    expect(blocks.map(({ kind }) => kind)).toEqual(['tsx', 'tsx', 'tsx', 'tsx', 'ts', 'ts', 'tsx'])
  })

  it.each(blocks)('has code that compiles as it stands: %#', { timeout: 60_000 }, (block) => {
    expect(faultsOf(block)).toEqual([])
  })

  it('names commands that exist', () => {
    const named = [...readme.matchAll(/npm (?:run )?(start|test|[a-z-]+)/g)].map(([, name = '']) => name)
    const known = [...Object.keys(scripts), 'ci', 'install']
    expect(named.filter((name) => !known.includes(name))).toEqual([])
  })
})
