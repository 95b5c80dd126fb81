import { join, relative } from 'node:path'
import ts from 'typescript'

/** An export of an entry, as declared. */
export interface Exported {
  name: string
  kind: 'component' | 'function' | 'class' | 'value' | 'type'
  /** Its declaration in TypeScript, with the comments of its members but without its own. */
  code: string
  /** Its doc comment as Markdown, with TSDoc links. */
  text: string
  tags: readonly { name: string; text: string }[]
  /** The path of its source file from the root. */
  file: string
}

/** A property of a component, as declared. */
export interface Prop {
  name: string
  type: string
  required: boolean
  text: string
  /** The text of `@default`. */
  default: string
}

/** The exports and props in the sources, as the compiler reads them. */
export interface Declarations {
  exportsOf(entry: string): Exported[]
  /** Returns the members of a props type, its own first, without those that a part of a union forbids. */
  propsOf(entry: string, typeName: string): Prop[]
}

/** Returns the comment as Markdown. The formatter joins its lines. */
function docOf(symbol: ts.Symbol, checker: ts.TypeChecker): string {
  return ts.displayPartsToString(symbol.getDocumentationComment(checker))
}

function tagsOf(symbol: ts.Symbol, checker: ts.TypeChecker): { name: string; text: string }[] {
  return symbol
    .getJsDocTags(checker)
    .map(({ name, text }) => ({ name, text: ts.displayPartsToString(text).replaceAll(/\s+/g, ' ').trim() }))
}

/** Removes `undefined` from a type, as an optional member already implies it. */
function withoutUndefined(type: string): string {
  const ofFunction = /^\((.*)\) \| undefined$/s.exec(type)?.[1]
  if (ofFunction !== undefined) return ofFunction
  return /^\(.*\) => /s.test(type) ? type : type.replace(/ \| undefined$/, '')
}

function kindOf(symbol: ts.Symbol, code: string): Exported['kind'] {
  if (symbol.flags & ts.SymbolFlags.Class) return 'class'
  if (symbol.flags & ts.SymbolFlags.Function) return code.includes('): ReactElement') ? 'component' : 'function'
  return symbol.flags & ts.SymbolFlags.Variable ? 'value' : 'type'
}

/** Returns the statement that declares a name in a declaration file. */
function statementOf(file: ts.SourceFile, name: string): ts.Statement | undefined {
  return file.statements.find((statement) => {
    if (ts.isVariableStatement(statement))
      return statement.declarationList.declarations.some((one) => one.name.getText(file) === name)
    return 'name' in statement && (statement.name as ts.Identifier | undefined)?.getText(file) === name
  })
}

function codeOf(statement: ts.Statement, file: ts.SourceFile): string {
  const own = statement
    .getText(file)
    .replace(/^export /, '')
    .replace(/^declare /, '')
  // An optional member already implies `undefined`, unlike the type that a function returns.
  const type = /(?:[^(),;<>]|<(?:[^<>]|<[^<>]*>)*>|\((?:[^()]|\([^()]*\))*\))*?/.source
  return own.replaceAll(new RegExp(`(\\?: ${type})\\s*\\| undefined(?=[;,)])`, 'g'), '$1')
}

/** Reads the sources of the entries and everything they import. */
export function readDeclarations(root: string, entries: readonly string[]): Declarations {
  const config = ts.readConfigFile(join(root, 'tsconfig.json'), (path) => ts.sys.readFile(path)).config as unknown
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root)
  const program = ts.createProgram(
    entries.map((entry) => join(root, entry)),
    {
      ...options,
      types: [],
      noEmit: false,
      declaration: true,
      emitDeclarationOnly: true,
      outDir: join(root, 'declarations'),
      rootDir: root,
    },
  )
  const checker = program.getTypeChecker()
  const emitted = new Map<ts.SourceFile, ts.SourceFile>()

  /** Emits one file at a time, on demand: emitting all takes the compiler many times as long. */
  function declarationOf(source: ts.SourceFile): ts.SourceFile {
    const known = emitted.get(source)
    if (known) return known
    let text = ''
    program.emit(source, (_path, written) => (text = written), undefined, true)
    const file = ts.createSourceFile(source.fileName, text, ts.ScriptTarget.Latest, true)
    emitted.set(source, file)
    return file
  }

  function symbolsOf(entry: string): ts.Symbol[] {
    const file = program.getSourceFile(join(root, entry))
    const symbol = file && checker.getSymbolAtLocation(file)
    if (!symbol) throw new Error(`${entry} exports nothing`)
    return checker.getExportsOfModule(symbol)
  }
  const resolved = (symbol: ts.Symbol): ts.Symbol =>
    symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol

  return {
    exportsOf(entry) {
      return symbolsOf(entry).map((symbol) => {
        const target = resolved(symbol)
        const [declaration] = target.declarations ?? []
        if (!declaration) throw new Error(`${entry}: no declaration of ${symbol.name}`)
        const source = declaration.getSourceFile()
        const file = relative(root, source.fileName).replaceAll('\\', '/')
        const declared = declarationOf(source)
        const statement = statementOf(declared, target.name)
        if (!statement) throw new Error(`${file}: no declaration of ${target.name}`)
        const code = codeOf(statement, declared)
        const text = docOf(target, checker)
        return { name: symbol.name, kind: kindOf(target, code), code, text, tags: tagsOf(target, checker), file }
      })
    },
    propsOf(entry, typeName) {
      const symbol = symbolsOf(entry).find(({ name }) => name === typeName)
      if (!symbol) throw new Error(`${entry} does not export ${typeName}`)
      const type = checker.getDeclaredTypeOfSymbol(resolved(symbol))
      const found = new Map<string, Prop>()
      for (const part of type.isUnion() ? type.types : [type]) {
        for (const property of checker.getPropertiesOfType(part)) {
          const declaration = property.declarations?.find(ts.isPropertySignature)
          const written = declaration?.type?.getText().replaceAll(/\s+/g, ' ') ?? 'undefined'
          if (written === 'undefined') continue
          const said = docOf(property, checker)
          const before = found.get(property.name)
          if (before && said === before.text) continue
          const isOptional = (property.flags & ts.SymbolFlags.Optional) !== 0
          const ofTags = tagsOf(property, checker).find(({ name }) => name === 'default')?.text ?? ''
          const types = [before?.type, withoutUndefined(written)].filter((one) => one !== undefined)
          found.set(property.name, {
            name: property.name,
            type: [...new Set(types)].join(' or '),
            required: !isOptional && !type.isUnion(),
            text: [before?.text, said].filter(Boolean).join(' Or: '),
            default: [before?.default, ofTags].filter(Boolean).join('; '),
          })
        }
      }
      return [...found.values()]
    },
  }
}
