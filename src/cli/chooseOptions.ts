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

/** The line about `--kind` in `--help`. */
export const kindHelp =
  '  --kind <name>                use a contributed kind of storage instead of BackupStorage, such as velero'

/** The lines about all of them in `--help`. */
export const choicesHelp = `  --provider <file|name>       add a provider: a schema file, or the name of a contributed provider (repeatable)
${kindHelp}`

function isFile(named: string, { cwd }: CommandContext): boolean {
  return /[./\\]/.test(named) || existsSync(resolve(cwd, named))
}

async function fromFile(file: string, resource: Resource | undefined, context: CommandContext): Promise<Provider> {
  const { readProvider } = await import('./readProvider.ts')
  const { provider, errors } = readProvider(readSource(file, context), resource)
  if (provider) return provider
  printLines(context.stderr, errors, { env: context.env, withPath: true })
  throw new Misuse(
    `${file} is not a valid provider schema. Fix its errors, and check it with "backupstorage-forms check ${file}".`,
  )
}

/** Returns the entry with a name, or throws a `Misuse` that lists the known names. */
function named<T>(what: string, name: string, all: ReadonlyMap<string, T>): T {
  const found = all.get(name)
  if (found !== undefined) return found
  const names = [...all.keys()]
  throw new Misuse(`Unknown ${what}: ${name}.${suggestion(name, names)} Available: ${names.join(', ')}.`)
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
  if (twice !== undefined) throw new Misuse(`--provider names ${twice} more than once. Name it once.`)
  return {
    providers: [...known.filter(({ name }) => !names.includes(name)), ...added],
    ...(chosen ? { resource: chosen.resource } : {}),
  }
}
