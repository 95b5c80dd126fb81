import { existsSync, readFileSync, statSync } from 'node:fs'
import { isAbsolute, resolve } from 'node:path'
import { buffer as readAll } from 'node:stream/consumers'
import { decodeText } from '../base/decodeText.ts'
import { withoutFinalSlashes } from '../base/withoutFinalSlashes.ts'
import type { CommandContext } from './context.ts'
import { Misuse } from './context.ts'

/** A text, with its name in messages. */
export interface Source {
  /** The path as given or found. It is relative to the working folder if the pattern was. */
  readonly file: string
  readonly text: string
}

/** The name of standard input in messages. */
export const standardInput = '<stdin>'

const pattern = /[*?[\]{}()!]/

/** @throws {Misuse} if the file can't be read */
export function readSource(file: string, { cwd }: Pick<CommandContext, 'cwd'>): Source {
  const path = resolve(cwd, file)
  if (!existsSync(path)) throw new Misuse(`File not found: ${file}.`)
  if (statSync(path).isDirectory())
    throw new Misuse(
      `${file} is a folder. Pass its files, for example with the pattern "${withoutFinalSlashes(file)}/**/*.yaml".`,
    )
  try {
    return { file, text: decodeText(readFileSync(path)) }
  } catch (error) {
    throw new Misuse(`Can't read ${file}: ${(error as NodeJS.ErrnoException).code ?? 'unknown error'}.`)
  }
}

async function expand(given: string, { cwd }: Pick<CommandContext, 'cwd'>): Promise<string[]> {
  // The name of an existing file is no pattern, whatever characters it has.
  if (existsSync(resolve(cwd, given)) || !pattern.test(given)) return [given]
  const { glob } = await import('tinyglobby')
  const files = await glob([given], {
    cwd,
    absolute: isAbsolute(given),
    expandDirectories: false,
    ignore: ['**/node_modules/**'],
  })
  if (files.length === 0) throw new Misuse(`No files match ${given}. Folders named node_modules are skipped.`)
  return files.sort()
}

/**
 * Reads files, patterns and standard input (`-`), each file once.
 *
 * Patterns arrive here if they are quoted, or if the shell doesn't expand them.
 *
 * @param name - the name of the argument in the usage line, such as `<manifest…>`
 * @throws {Misuse} if a file is missing, is a folder, or can't be read
 */
export async function readSources(named: readonly string[], name: string, context: CommandContext): Promise<Source[]> {
  if (named.length === 0)
    throw new Misuse(`Missing argument: ${name}. Pass a file, a pattern in quotes, or - for standard input.`)
  const files: string[] = []
  for (const one of named) files.push(...(one === '-' ? [one] : await expand(one, context)))
  const seen = new Set<string>()
  const sources: Source[] = []
  for (const file of files) {
    const path = file === '-' ? file : resolve(context.cwd, file)
    if (seen.has(path)) continue
    seen.add(path)
    if (file === '-')
      sources.push({ file: standardInput, text: decodeText(await readAll(context.stdin as NodeJS.ReadableStream)) })
    else sources.push(readSource(file, context))
  }
  return sources
}
