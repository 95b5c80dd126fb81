import type { Diagnostic, Provider } from 'backupstorage-forms/core'
import { builtinProviders, defineProvider, ProviderSchemaError } from 'backupstorage-forms/core'
import type { Document } from 'yaml'
import { isAlias, isMap, isPair, isScalar, isSeq, parseDocument } from 'yaml'

/** The maximum length of a text, in bytes. */
export const maxBytes = 200_000

/** A problem in a schema, with its position in the text. */
export interface SchemaFault extends Pick<Diagnostic, 'severity' | 'message'> {
  /** JSON Pointer into the schema; empty for the whole schema, or if the text can't be parsed. */
  pointer: string
  /** An offset in the text, and its line, from 1. */
  from: number
  line: number
}

export interface ReadSchema {
  faults: readonly SchemaFault[]
  /** Missing if an error prevents using the schema. */
  provider?: Provider
  /** Adds the position in the text to a diagnostic. */
  locate: (found: Diagnostic) => SchemaFault
}

export const sizeOf = (text: string): number => new TextEncoder().encode(text).length

const lineAt = (text: string, offset: number): number => text.slice(0, offset).split('\n').length

/** Returns the offset of a value's key or of a list item, or that of the nearest ancestor if the value is missing. */
function offsetOf(document: Document, pointer: string): number {
  let node: unknown = document.contents
  let offset = isMap(node) || isSeq(node) ? (node.range?.[0] ?? 0) : 0
  for (const part of pointer.split('/').slice(1)) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~')
    if (isAlias(node)) node = node.resolve(document)
    const found: unknown = isMap(node)
      ? node.items.find((pair) => isScalar(pair.key) && String(pair.key.value) === key)
      : isSeq(node)
        ? node.items[Number(key)]
        : undefined
    if (found === undefined) return offset
    node = isPair(found) ? found.value : found
    const marked = (isPair(found) ? found.key : found) as { range?: readonly number[] | null }
    offset = marked.range?.[0] ?? offset
  }
  return offset
}

const severities: readonly SchemaFault['severity'][] = ['error', 'warning', 'info']

/** Sorts by severity, then by position in the text. */
export function inOrder(faults: readonly SchemaFault[]): SchemaFault[] {
  const rank = ({ severity }: SchemaFault): number => severities.indexOf(severity)
  return faults.toSorted((a, b) => rank(a) - rank(b) || a.from - b.from)
}

/** Creates a provider from the text of a schema, JSON or YAML, or lists the errors that prevent it. Never throws. */
export function readSchemaText(text: string): ReadSchema {
  function at(from: number, message: string, pointer = '', severity: SchemaFault['severity'] = 'error'): SchemaFault {
    return { severity, message, pointer, from, line: lineAt(text, from) }
  }
  const locateIn =
    (document?: Document) =>
    ({ path, message, severity }: Diagnostic): SchemaFault =>
      at(document ? offsetOf(document, path) : 0, message, path, severity)
  const refused = (...faults: readonly SchemaFault[]): ReadSchema => ({ faults: inOrder(faults), locate: locateIn() })
  const size = sizeOf(text)
  if (size > maxBytes)
    return refused(
      at(
        0,
        `The schema has ${size.toLocaleString('en')} bytes. Shorten it to at most ${maxBytes.toLocaleString('en')} bytes.`,
      ),
    )
  if (text.trim() === '') return refused(at(0, 'Paste a schema, or reset to the example.'))
  const document = parseDocument(text, { prettyErrors: false, uniqueKeys: true })
  if (document.errors.length > 0)
    return refused(...document.errors.map(({ message, pos: [from] }) => at(from, `Syntax error: ${message}`)))
  const locate = locateIn(document)
  try {
    return { faults: [], provider: defineProvider(document.toJS()), locate }
  } catch (error) {
    if (error instanceof ProviderSchemaError) return refused(...error.diagnostics.map(locate))
    return refused(at(0, `Can't read the schema: ${error instanceof Error ? error.message : String(error)}`))
  }
}

/** Returns the built-in providers and this one, which replaces any with the same name. */
export function withBuiltin(provider: Provider): Provider[] {
  return [...builtinProviders.filter(({ name }) => name !== provider.name), provider]
}
