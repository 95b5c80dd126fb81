import { join } from 'node:path'
import ts from 'typescript'
import { restExample } from '../schemas/schemaFiles.ts'
import type { Block } from './readMarkdown.ts'
import { placeOf, root } from './readMarkdown.ts'

/** Compiles each block as a module in the repository's root, in a single program, and returns the errors. */
export function compileBlocks(blocks: readonly Block[]): string[] {
  const byName = new Map(blocks.map((block, index) => [join(root, `docs-block-${index}.${block.kind}`), block]))
  const config = ts.readConfigFile(join(root, 'tsconfig.json'), (path) => ts.sys.readFile(path)).config as unknown
  const { options: ours } = ts.parseJsonConfigFileContent(config, ts.sys, root)
  const options = { ...ours, noEmit: true, moduleDetection: ts.ModuleDetectionKind.Force }
  const host = ts.createCompilerHost(options)
  const { getSourceFile, fileExists } = host
  // The schema that the tutorial of schemas/README.md imports.
  const schema = join(root, 'rest.json')
  host.fileExists = (path) => byName.has(path) || path === schema || fileExists(path)
  host.getSourceFile = (path, ...rest) => {
    if (path === schema) return ts.createSourceFile(path, JSON.stringify(restExample()), ts.ScriptTarget.ES2022, true)
    const block = byName.get(path)
    return block ? ts.createSourceFile(path, block.code, ts.ScriptTarget.ES2022, true) : getSourceFile(path, ...rest)
  }
  const program = ts.createProgram([...byName.keys()], options, host)
  return [...byName].flatMap(([name, block]) => {
    const file = program.getSourceFile(name)
    return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map(
      ({ messageText, start = 0 }) => {
        const line = block.line + 1 + block.code.slice(0, start).split('\n').length - 1
        return `${placeOf({ ...block, line })}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`
      },
    )
  })
}
