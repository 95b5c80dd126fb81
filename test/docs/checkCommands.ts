import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { run } from '../../src/cli/run.ts'
import { root } from './readMarkdown.ts'

interface Package {
  name: string
  scripts: Record<string, string>
  dependencies: Record<string, string>
  devDependencies: Record<string, string>
  peerDependencies: Record<string, string>
}

const pkg = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Package
const installable = new Set([
  pkg.name,
  ...[pkg.dependencies, pkg.devDependencies, pkg.peerDependencies].flatMap(Object.keys),
])

/** Known programs of others, which aren't checked. */
const others = new Set(['cd', 'git', 'kind', 'kubectl', 'kustomize', 'curl', 'sops', 'docker'])

/** Splits a shell line into words, without its comment. Operators are separate words. */
function wordsOf(line: string): string[] {
  const words = line.match(/"(?:\\.|[^"])*"|'[^']*'|#.*$|\|\||&&|[|;<>]|[^\s|;<>]+/g) ?? []
  const comment = words.findIndex((word) => word.startsWith('#'))
  return comment < 0 ? [...words] : words.slice(0, comment)
}

/** Returns the commands of a line, split at its operators, without redirections. */
function commandsOf(line: string): string[][] {
  const commands: string[][] = [[]]
  let skip = false
  for (const word of wordsOf(line)) {
    if (skip) skip = false
    else if (word === '<' || word === '>') skip = true
    else if (['|', '||', '&&', ';'].includes(word)) commands.push([])
    else commands.at(-1)?.push(word)
  }
  return commands.map((words) => words.slice(words.findIndex((word) => !/^[A-Z_]+=/.test(word))))
}

const helps = new Map<string, Promise<string>>()

/** Returns the help of a command of the CLI, or of the CLI itself for an unknown command. */
function helpOf(command: string): Promise<string> {
  const known = helps.get(command)
  if (known) return known
  const asked = (async () => {
    let printed = ''
    const stdout = { write: (text: string) => (printed += text) }
    const none = (): Promise<never> => Promise.reject(new Error('not for help'))
    await run({
      args: [command, '--help'],
      stdin: process.stdin,
      stdout,
      stderr: stdout,
      cwd: root,
      env: {},
      interrupted: none,
      importPeer: none,
    })
    return printed
  })()
  helps.set(command, asked)
  return asked
}

async function faultsOfOurs([command = '', ...args]: string[]): Promise<string[]> {
  if (command.startsWith('-')) return []
  const help = await helpOf(command)
  if (!help.startsWith(`Usage: ${pkg.name} ${command} `)) return [`there is no command ${command}`]
  const options = args.filter((word) => /^--?[a-z]/.test(word)).map((word) => word.split('=')[0] ?? '')
  return options.filter((option) => !help.includes(option)).map((option) => `${command} has no option ${option}`)
}

function faultsOfNpm([command = '', ...args]: string[]): string[] {
  const names = args.filter((word) => !word.startsWith('-'))
  if (command === 'install')
    return names.filter((name) => !installable.has(name)).map((name) => `this package knows no package ${name}`)
  if (command === 'run') {
    const [script = ''] = names
    // `dev` belongs to an application created with Vite.
    return script in pkg.scripts || script === 'dev' ? [] : [`there is no script ${script}`]
  }
  if (['ci', 'create', 'pack', 'version', 'publish', 'login', 'whoami', 'audit'].includes(command)) return []
  return command in pkg.scripts ? [] : [`npm knows no ${command}, and there is no such script`]
}

/** Words that look like files of this repository. */
const ours = /^(?:test|src|docs|stories|bench|examples|\.ci|\.github)\/[\w./-]+$/

/** Returns the errors in shell lines: unknown commands, options, scripts and files. */
export async function checkCommands(code: string): Promise<string[]> {
  const problems: string[] = []
  for (const line of code.replaceAll('\\\n', ' ').split('\n')) {
    for (const [program, ...args] of commandsOf(line)) {
      if (program === undefined) continue
      const [first = '', ...rest] = args
      if (program === 'npm') problems.push(...faultsOfNpm(args))
      else if (program === 'npx' && first === pkg.name) problems.push(...(await faultsOfOurs(rest)))
      else if (program === 'npx' && installable.has(first)) problems.push(...missingFiles(rest))
      else if (program === 'node' || program.includes('/')) problems.push(...missingFiles([program, ...args]))
      else if (!others.has(program)) problems.push(`unknown program: ${program}`)
    }
  }
  return problems
}

const missingFiles = (words: readonly string[]): string[] =>
  words.filter((word) => ours.test(word) && !existsSync(join(root, word))).map((word) => `there is no file ${word}`)
