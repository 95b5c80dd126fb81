import type { ParseArgsConfig } from 'node:util'
import { parseArgs } from 'node:util'
import { nearest } from '../base/nearest.ts'
import { Misuse } from './context.ts'

type OptionConfigs = NonNullable<ParseArgsConfig['options']>

/** Returns "Did you mean …?" if one of the words is close, otherwise an empty string. */
export function suggestion(word: string, words: readonly string[]): string {
  const near = nearest(word, words)
  return near === undefined ? '' : ` Did you mean ${near}?`
}

/** Returns the sentence that refers to the help of a command. */
export function seeHelp(command = ''): string {
  return `See "backupstorage-forms ${command && `${command} `}--help".`
}

/** Returns Node's error message, without its advice on how to write a name that starts with a hyphen. */
function reasonOf(error: Error, options: OptionConfigs): string {
  const unknown = /^Unknown option '([^']+)'/.exec(error.message)?.[1]
  if (unknown === undefined) return `${error.message.split(/[.\n]/)[0]}.`
  const names = Object.keys(options).map((name) => `--${name}`)
  return `Unknown option: ${unknown}.${suggestion(unknown, names)}`
}

/**
 * Parses the options and the other arguments of a command.
 *
 * @throws {Misuse} naming the argument that is wrong
 */
export function readArguments<const T extends OptionConfigs>(
  args: readonly string[],
  options: T,
  command: string,
): ReturnType<typeof parseArgs<{ options: T; allowPositionals: true }>> {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true })
  } catch (error) {
    throw new Misuse(`${reasonOf(error as Error, options)} ${seeHelp(command)}`)
  }
}

/**
 * Returns the value of an option that allows only a few.
 *
 * @throws {Misuse} for any other value
 */
export function oneOf<T extends string>(option: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((one) => one === value)
  if (found !== undefined) return found
  throw new Misuse(`Invalid --${option}: ${value}.${suggestion(value, allowed)} Use one of ${allowed.join(', ')}.`)
}

/**
 * Returns the only argument of a command.
 *
 * @param name - its name in the usage line, such as `<dir>`
 * @throws {Misuse} if there is none, or more than one
 */
export function onlyArgument(positionals: readonly string[], name: string, command: string): string {
  const [first, second] = positionals
  if (first !== undefined && second === undefined) return first
  const problem = first === undefined ? `Missing argument: ${name}.` : `Unexpected argument: ${second}.`
  throw new Misuse(`${problem} ${seeHelp(command)}`)
}
