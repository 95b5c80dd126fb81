import { styleText } from 'node:util'
import type { Diagnostic } from '../schema/diagnostics.ts'
import type { CommandContext, Output } from './context.ts'
import type { FileDiagnostic } from './readData.ts'
import { standardInput } from './readSources.ts'

export const formats = ['text', 'json', 'github'] as const
export type Format = (typeof formats)[number]

/** The checked files and their diagnostics. */
export interface Findings {
  /** The number of checked files. */
  readonly files: number
  /** Files that were skipped, as they contain nothing to check. */
  readonly skipped?: readonly string[]
  readonly diagnostics: readonly FileDiagnostic[]
}

type Severity = Diagnostic['severity']

const colours = { error: 'red', warning: 'yellow', info: 'cyan' } as const
const commands = { error: 'error', warning: 'warning', info: 'notice' } as const

/** Returns whether an output may have colours: a terminal may, unless the environment overrides it. */
function hasColours({ isTTY }: Output, env: CommandContext['env']): boolean {
  const { FORCE_COLOR: force, NO_COLOR: none, TERM: terminal } = env
  if (force !== undefined && force !== '') return force !== '0' && force !== 'false'
  return isTTY === true && (none === undefined || none === '') && terminal !== 'dumb'
}

/** Returns a text on one line without control characters, which names from files may contain. */
function printable(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, (signs) => (/^\s+$/.test(signs) ? ' ' : '\uFFFD'))
}

function textLine(one: FileDiagnostic, coloured: boolean, withPath: boolean): string {
  const { file, range, severity, message, code, path } = one
  const place = range ? `${file}:${range.line}:${range.column}` : file
  const said = coloured ? styleText(colours[severity], severity, { validateStream: false }) : severity
  const pointer = withPath && path !== '' ? `${path}: ` : ''
  return `${printable(place)}: ${said}: ${printable(`${pointer}${message} [${code}]`)}\n`
}

/** Escapes the message of a workflow command. */
const escapeData = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')

/** Escapes a property of a workflow command, which a colon or a comma would end. */
const escapeProperty = (text: string): string => escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C')

function annotation({ file, range, severity, message, code, path }: FileDiagnostic, withPath: boolean): string {
  const properties = {
    ...(file === standardInput ? {} : { file: file.replaceAll('\\', '/') }),
    ...(range ? { line: range.line, col: range.column } : {}),
    title: code,
  }
  const written = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(String(value))}`)
  const pointer = withPath && path !== '' ? `${path}: ` : ''
  return `::${commands[severity]} ${written.join(',')}::${escapeData(`${pointer}${message}`)}\n`
}

const counted = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`

function summary({ files, diagnostics }: Findings): string {
  const count = (severity: Severity): number => diagnostics.filter((one) => one.severity === severity).length
  const counts = (
    [
      [count('error'), 'error'],
      [count('warning'), 'warning'],
      [count('info'), 'note'],
    ] as const
  ).flatMap(([found, word]) => (found > 0 ? [counted(found, word)] : []))
  const listed = counts.length === 0 ? 'No problems' : counts.join(', ').replace(/, ([^,]+)$/, ' and $1')
  return `${listed} in ${counted(files, 'file')}.\n`
}

/**
 * Prints diagnostics as lines with a summary, as one JSON object, or as annotations of a workflow.
 *
 * @param withPath - whether lines include the JSON Pointer, if it leads into the file
 */
export function printDiagnostics(
  output: Output,
  findings: Findings,
  { format, env, withPath = false }: { format: Format; env: CommandContext['env']; withPath?: boolean },
): void {
  const { files, skipped = [], diagnostics } = findings
  if (format === 'json') {
    const count = (severity: Severity): number => diagnostics.filter((one) => one.severity === severity).length
    const counts = { errors: count('error'), warnings: count('warning'), notes: count('info') }
    output.write(`${JSON.stringify({ files, skipped, ...counts, diagnostics }, null, 2)}\n`)
    return
  }
  const coloured = format === 'text' && hasColours(output, env)
  const lines = diagnostics.map((one) =>
    format === 'github' ? annotation(one, withPath) : textLine(one, coloured, withPath),
  )
  output.write(`${lines.join('')}${summary(findings)}`)
}

/** Prints diagnostics as lines without a summary, next to the output of a command. */
export function printLines(
  output: Output,
  diagnostics: readonly FileDiagnostic[],
  { env, withPath = false }: { env: CommandContext['env']; withPath?: boolean },
): void {
  const coloured = hasColours(output, env)
  for (const one of diagnostics) output.write(textLine(one, coloured, withPath))
}

export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === 'error')
}
