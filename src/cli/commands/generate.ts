import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, watch, writeFileSync } from 'node:fs'
import { extname, join, resolve } from 'node:path'
import type { Resource } from '../../schema/resource.ts'
import { choices, chooseOptions } from '../chooseOptions.ts'
import type { Command, CommandContext } from '../context.ts'
import { expectedMessage, Misuse, status } from '../context.ts'
import { printLines } from '../printDiagnostics.ts'
import { onlyArgument, readArguments } from '../readArguments.ts'
import type { FileDiagnostic } from '../readData.ts'
import type { ReadProvider } from '../readProvider.ts'
import { readProvider } from '../readProvider.ts'
import { readSource } from '../readSources.ts'
import { sameNames } from '../sameNames.ts'

const help = `Usage: backupstorage-forms generate <dir> --out <dir> [options]

Compiles the provider schemas of a folder (its *.json, *.yaml and *.yml) into a module of your own code:
  providers.js     exports each provider by its name in camelCase, and all of them as "providers"
  providers.d.ts   their types, and those of the values of each
It needs no bundler, and no "eval" at run time. Nothing is written while a schema has an error, and no file that would
stay the same.

Options:
  --out <dir>   the folder to write into; it is made where it is missing
  --watch       go on, and write again when a schema changes; Ctrl+C ends it
  --kind <name> another kind of storage than BackupStorage: a name of a contributed kind of the package
  -h, --help    print this

It needs a package that isn't installed with this one:
  npm install --save-dev json-schema-to-typescript

Examples:
  backupstorage-forms generate schemas --out src/providers
  backupstorage-forms generate schemas --out src/providers --watch

In your code:
  import { builtinProviders } from 'backupstorage-forms/core'
  import { providers } from './providers/providers.js'
  const all = [...builtinProviders, ...providers]   // for the option "providers"
`

const peer = 'json-schema-to-typescript'

async function requirePeer({ importPeer }: CommandContext): Promise<void> {
  try {
    await importPeer(peer)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error
    throw new Misuse(`generate needs ${peer}. Install it: npm install --save-dev ${peer}`)
  }
}

const isSchemaFile = (name: string): boolean => ['.json', '.yaml', '.yml'].includes(extname(name))

/** @throws {Misuse} if it is no folder */
function folderAt(folder: string, { cwd }: CommandContext): string {
  const path = resolve(cwd, folder)
  if (!existsSync(path)) throw new Misuse(`There is no folder ${folder}.`)
  if (!statSync(path).isDirectory()) throw new Misuse(`${folder} is a file. Name the folder that it is in.`)
  return path
}

function readSchemas(folder: string, resource: Resource | undefined, context: CommandContext): ReadProvider[] {
  const path = folderAt(folder, context)
  const names = readdirSync(path).filter(isSchemaFile).sort()
  if (names.length === 0)
    throw new Misuse(
      `There is no schema in ${folder}: no file ends in .json, .yaml or .yml. Write one with "backupstorage-forms new <name>".`,
    )
  return names.map((name) => readProvider(readSource(join(folder, name), context), resource))
}

/** Reports providers with the same export name, such as two names that differ only in hyphens. */
function sameExports(read: readonly ReadProvider[], exportName: (name: string) => string): FileDiagnostic[] {
  const names = read.map(({ provider }) => provider && exportName(provider.name))
  return read.flatMap(({ provider, located }, index) => {
    const other = names.indexOf(names[index])
    if (provider === undefined || other === index || read[other]?.provider?.name === provider.name) return []
    const message = `In code this is ${names[index]}, and so is the name of ${read[other]?.file}. Give one of the two another name.`
    return located([{ code: 'same-export', severity: 'error', message, path: '/x-provider/name', source: 'schema' }])
  })
}

function writeChanged(folder: string, files: ReadonlyMap<string, string>): string[] {
  mkdirSync(folder, { recursive: true })
  const changed = [...files].filter(([name, content]) => {
    const file = join(folder, name)
    return !existsSync(file) || readFileSync(file, 'utf8') !== content
  })
  for (const [name, content] of changed) writeFileSync(join(folder, name), content)
  return changed.map(([name]) => name)
}

interface Task {
  readonly from: string
  readonly out: string
  /** The kind and its name, if it is not BackupStorage. */
  readonly resource: Resource | undefined
  readonly kind: string | undefined
}

async function generateOnce({ from, out, resource, kind }: Task, context: CommandContext): Promise<number> {
  const { cwd, env, stdout, stderr } = context
  const { exportName, providerModules } = await import('../../../schemas/generate/providerModules.ts')
  const read = readSchemas(from, resource, context)
  const errors = [...read.flatMap((one) => one.errors), ...sameNames(read), ...sameExports(read, exportName)]
  if (errors.length > 0) {
    printLines(stderr, errors, { env, withPath: true })
    stderr.write('Nothing was written.\n')
    return status.invalid
  }
  const providers = read.flatMap(({ provider }) => provider ?? []).toSorted((a, b) => a.order - b.order)
  const values = resource && { name: `${resource.kind}Values`, module: 'backupstorage-forms/contrib' }
  const files = await providerModules(
    providers.map(({ schema }) => schema),
    values,
    kind,
  )
  const written = writeChanged(resolve(cwd, out), files)
  const names = providers.map(({ name }) => name).join(', ')
  if (written.length === 0) stdout.write(`${out} is up to date: ${names}.\n`)
  else stdout.write(`Wrote ${written.map((name) => join(out, name)).join(', ')}: ${names}.\n`)
  return status.fine
}

/** The pause before compiling again, in ms: long enough for editors that write in several steps. */
const pause = 100

async function watchSchemas(task: Task, context: CommandContext): Promise<void> {
  const again = async (): Promise<void> => {
    try {
      await generateOnce(task, context)
    } catch (error) {
      const message = expectedMessage(error)
      if (message === undefined) throw error
      context.stderr.write(`${message}\n`)
    }
  }
  let timer: NodeJS.Timeout | undefined
  let last = Promise.resolve()
  // Both start before the first run, so that no change and no interrupt is missed.
  const ended = context.interrupted()
  const watcher = watch(folderAt(task.from, context), (_event, name) => {
    if (name !== null && !isSchemaFile(name)) return
    clearTimeout(timer)
    timer = setTimeout(() => {
      last = last.then(again)
    }, pause)
  })
  watcher.on('error', () => undefined) // the folder is gone: the next run reports it, and the user ends the command
  last = again()
  await last
  context.stdout.write(`Watching ${task.from}. Ctrl+C ends it.\n`)
  await ended
  watcher.close()
  clearTimeout(timer)
  await last
}

async function run(context: CommandContext): Promise<number> {
  const { values, positionals } = readArguments(
    context.args,
    { out: { type: 'string' }, watch: { type: 'boolean', default: false }, kind: choices.kind },
    'generate',
  )
  const from = onlyArgument(positionals, 'the folder with the schemas', 'generate')
  const { out } = values
  if (out === undefined || out === '') throw new Misuse('Name the folder to write into: --out <dir>')
  await requirePeer(context)
  const { resource } = await chooseOptions({ kind: values.kind }, context)
  const task = { from, out, resource, kind: values.kind }
  if (!values.watch) return generateOnce(task, context)
  await watchSchemas(task, context)
  return status.fine
}

export const generate: Command = { help, run }
