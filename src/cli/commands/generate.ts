import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, watch, writeFileSync } from 'node:fs'
import { extname, join, resolve } from 'node:path'
import type { Resource } from '../../schema/resource.ts'
import { choices, chooseOptions } from '../chooseOptions.ts'
import type { Command, CommandContext } from '../context.ts'
import { expectedMessage, Misuse, status } from '../context.ts'
import { printLines } from '../printDiagnostics.ts'
import { onlyArgument, readArguments, seeHelp } from '../readArguments.ts'
import type { FileDiagnostic } from '../readData.ts'
import type { ReadProvider } from '../readProvider.ts'
import { readProvider } from '../readProvider.ts'
import { readSource } from '../readSources.ts'
import { sameNames } from '../sameNames.ts'

const help = `Usage: backupstorage-forms generate <dir> --out <dir> [options]

Compiles the provider schemas in a folder (*.json, *.yaml, *.yml) into a module:
  providers.js     exports each provider under its name in camelCase, and all of them as "providers"
  providers.d.ts   the types of the providers and their values

The module needs no bundler and no "eval". If a schema has an error, nothing is written. Unchanged files are left alone.

Options:
  --out <dir>     write to this folder, created if missing (required)
  --watch         keep running, and compile again when a schema changes
  --kind <name>   compile providers for a contributed kind of storage instead of BackupStorage, such as velero
  -h, --help      show this help

Requires a package that you install separately:
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
    throw new Misuse(`generate requires ${peer}. Install it: npm install --save-dev ${peer}`)
  }
}

const isSchemaFile = (name: string): boolean => ['.json', '.yaml', '.yml'].includes(extname(name))

/** @throws {Misuse} if it is no folder */
function folderAt(folder: string, { cwd }: CommandContext): string {
  const path = resolve(cwd, folder)
  if (!existsSync(path)) throw new Misuse(`Folder not found: ${folder}.`)
  if (!statSync(path).isDirectory()) throw new Misuse(`${folder} is a file. Pass the folder that contains it.`)
  return path
}

function readSchemas(folder: string, resource: Resource | undefined, context: CommandContext): ReadProvider[] {
  const path = folderAt(folder, context)
  const names = readdirSync(path).filter(isSchemaFile).sort()
  if (names.length === 0)
    throw new Misuse(
      `No schemas (*.json, *.yaml, *.yml) in ${folder}. Create one with "backupstorage-forms new <name>".`,
    )
  return names.map((name) => readProvider(readSource(join(folder, name), context), resource))
}

/** Reports providers with the same export name, such as two names that differ only in hyphens. */
function sameExports(read: readonly ReadProvider[], exportName: (name: string) => string): FileDiagnostic[] {
  const names = read.map(({ provider }) => provider && exportName(provider.name))
  return read.flatMap(({ provider, located }, index) => {
    const other = names.indexOf(names[index])
    if (provider === undefined || other === index || read[other]?.provider?.name === provider.name) return []
    const message = `The export name ${names[index]} is already used for ${read[other]?.file}. Rename one of the two providers.`
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
  if (written.length === 0) stdout.write(`${out} is up to date. Providers: ${names}.\n`)
  else stdout.write(`Wrote ${written.map((name) => join(out, name)).join(', ')}. Providers: ${names}.\n`)
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
  context.stdout.write(`Watching ${task.from}. Press Ctrl+C to stop.\n`)
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
  const from = onlyArgument(positionals, '<dir>', 'generate')
  const { out } = values
  if (out === undefined || out === '') throw new Misuse(`Missing option: --out <dir>. ${seeHelp('generate')}`)
  await requirePeer(context)
  const { resource } = await chooseOptions({ kind: values.kind }, context)
  const task = { from, out, resource, kind: values.kind }
  if (!values.watch) return generateOnce(task, context)
  await watchSchemas(task, context)
  return status.fine
}

export const generate: Command = { help, run }
