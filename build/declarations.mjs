import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[/\\]$/, '')
const sources = join(root, 'src')
const dist = join(root, 'dist')

const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile)
/** The compiler options of tsconfig.json. */
export const { options: tsOptions } = ts.parseJsonConfigFileContent(config, ts.sys, root)

/**
 * Returns a plugin that emits the declarations of entries and of the modules they refer to. Declarations of other
 * modules would only expose their dependencies.
 *
 * @param {readonly string[]} names the entries, as files in src/ without extension
 * @param {(id: string) => boolean} isInstalled whether consumers have a package
 */
export function declarations(names, isInstalled) {
  return {
    name: 'declarations',
    generateBundle() {
      const outputs = { noEmit: false, declaration: true, emitDeclarationOnly: true, outDir: dist, rootDir: sources }
      const program = ts.createProgram(
        names.map((name) => join(sources, `${name}.ts`)),
        { ...tsOptions, ...outputs },
      )
      /** @type {Map<string, string>} */
      const emitted = new Map()
      const result = program.emit(undefined, (file, text) => emitted.set(relative(dist, file), text))
      const errors = [...ts.getPreEmitDiagnostics(program), ...result.diagnostics]
      const host = { getCurrentDirectory: () => root, getCanonicalFileName: (f) => f, getNewLine: () => '\n' }
      if (errors.length > 0) this.error(ts.formatDiagnostics(errors, host))
      const queue = names.map((name) => `${name}.d.ts`)
      for (const file of queue) {
        const text = emitted.get(file)
        if (text === undefined) this.error(`${file}: a declaration refers to this file, but tsc did not emit it`)
        const source = text.replace(/(from |import\(|import )(['"])([^'"]+)\2/g, (match, before, quote, id) => {
          if (!id.startsWith('.')) {
            if (!isInstalled(id)) this.error(`${file}: consumers do not have "${id}". Use a structural type instead.`)
            return match
          }
          const target = join(dirname(file), id.replace(/\.(ts|tsx|js)$/, '') + '.d.ts')
          if (!queue.includes(target)) queue.push(target)
          return `${before}${quote}${id.replace(/\.tsx?$/, '.js')}${quote}`
        })
        this.emitFile({ type: 'asset', fileName: file, source })
      }
    },
  }
}
