import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { builtinProviders } from '../schema/builtin.ts'
import type { Options } from '../context/options.ts'
import type { Provider } from '../schema/provider.ts'
import type { Resource } from '../schema/resource.ts'
import type { CommandContext } from './context.ts'
import { Misuse } from './context.ts'
import { printLines } from './printDiagnostics.ts'
import { suggestion } from './readArguments.ts'
import { readSource } from './readSources.ts'

/** The command-line options for more providers, or for another kind of storage. */
export const choices = {
  provider: { type: 'string', multiple: true },
  kind: { type: 'string' },
} as const

/** The lines about them in `--help`. */
export const choicesHelp = `  --provider <file or name>  know this provider too: a schema file, or a name of a contributed provider
                             of the package; may be given several times
  --kind <name>              another kind of storage than BackupStorage, with its providers: a name of a
                             contributed kind of the package, such as velero`

function isFile(named: string, { cwd }: CommandContext): boolean {
  return /[./\\]/.test(named) || existsSync(resolve(cwd, named))
}

async function fromFile(file: string, resource: Resource | undefined, context: CommandContext): Promise<Provider> {
  const { readProvider } = await import('./readProvider.ts')
  const { provider, errors } = readProvider(readSource(file, context), resource)
  if (provider) return provider
  printLines(context.stderr, errors, { env: context.env, withPath: true })
  throw new Misuse(
    `${file} cannot be used as a provider. Correct it; "backupstorage-forms check ${file}" says when it is right.`,
  )
}

/** Returns the entry with a name, or throws a `Misuse` that lists the existing names. */
function named<T>(what: string, name: string, all: ReadonlyMap<string, T>): T {
  const found = all.get(name)
  if (found !== undefined) return found
  const names = [...all.keys()]
  throw new Misuse(`There is no ${what} ${name}, only ${names.join(', ')}.${suggestion(name, names)}`)
}

/**
 * Returns the providers and the kind for a command. A provider from a file replaces one of the same name.
 *
 * @throws {Misuse} if a name is unknown or given twice, or a file can't be used
 */
export async function chooseOptions(
  { provider: wanted = [], kind }: { provider?: string[] | undefined; kind?: string | undefined },
  context: CommandContext,
): Promise<Options & { providers: readonly Provider[] }> {
  if (wanted.length === 0 && kind === undefined) return { providers: builtinProviders }
  const { contribKinds, contribProviders } = await import('../contrib.ts')
  const chosen = kind === undefined ? undefined : named('kind', kind, new Map(Object.entries(contribKinds)))
  const known = chosen?.providers ?? builtinProviders
  const byName = new Map([...known, ...(chosen ? [] : Object.values(contribProviders))].map((one) => [one.name, one]))
  const added: Provider[] = []
  for (const one of wanted) {
    added.push(isFile(one, context) ? await fromFile(one, chosen?.resource, context) : named('provider', one, byName))
  }
  const names = added.map(({ name }) => name)
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined) throw new Misuse(`--provider gives ${twice} twice. Give it once.`)
  return {
    providers: [...known.filter(({ name }) => !names.includes(name)), ...added],
    ...(chosen ? { resource: chosen.resource } : {}),
  }
}
