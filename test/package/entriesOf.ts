import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** An entry point of the package. */
export interface Entry {
  /** The import specifier. */
  name: string
  /** The absolute path of its built file. */
  file: string
  values: string[]
  types: string[]
}

type Exports = Record<string, string | { types: string; default: string }>

/** Returns the entry points with code and the names that their declarations export, in alphabetical order. */
export function packageEntries(): Entry[] {
  const read = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { name: string; exports: Exports }
  const modules = Object.entries(read.exports).flatMap(([path, target]) =>
    typeof target === 'object' && target.default.endsWith('.js')
      ? [{ name: path.replace('.', read.name), file: join(root, target.default), types: join(root, target.types) }]
      : [],
  )
  const options = { module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext }
  const program = ts.createProgram(
    modules.map(({ types }) => types),
    { ...options, types: [], skipLibCheck: true },
  )
  const checker = program.getTypeChecker()
  return modules.map(({ name, file, types }) => {
    const source = program.getSourceFile(types)
    const symbol = source && checker.getSymbolAtLocation(source)
    if (symbol === undefined) throw new Error(`${types} is not there, or exports nothing. Run: npm run build`)
    const named = checker.getExportsOfModule(symbol).map((one) => {
      const target = one.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(one) : one
      return { name: one.name, isValue: (target.flags & ts.SymbolFlags.Value) !== 0 }
    })
    const namesOf = (isValue: boolean): string[] =>
      named
        .filter((one) => one.isValue === isValue)
        .map((one) => one.name)
        .sort()
    return { name, file, values: namesOf(true), types: namesOf(false) }
  })
}
