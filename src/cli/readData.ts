import type { Diagnostic } from '../schema/diagnostics.ts'
import { rangeAt } from '../manifests/rangeAt.ts'
import { readText } from '../manifests/readText.ts'
import { fromPointer } from '../base/pointer.ts'
import type { Source } from './readSources.ts'

/** A diagnostic with the file it is about. */
export interface FileDiagnostic extends Diagnostic {
  readonly file: string
}

/** The object in a text, or the errors that prevent reading it. */
export interface ReadData {
  /** Undefined if there are errors. */
  readonly data: object | undefined
  readonly errors: FileDiagnostic[]
  /** Adds ranges in the file to diagnostics whose paths lead into the data, and sorts them by range. */
  readonly located: (diagnostics: readonly Diagnostic[]) => FileDiagnostic[]
}

/** Codes of diagnostics about a key instead of its value. */
const aboutKeys = ['unknown-word', 'unknown-field', 'forbidden-name', 'key-format']

/**
 * Reads YAML or JSON that holds one object.
 *
 * @param what - the name of the object in messages, such as "A provider schema"
 */
export function readData({ file, text }: Source, what: string): ReadData {
  const read = readText(text)
  const manifest = read.manifests[0]?.manifest
  const locateAll = (diagnostics: readonly Diagnostic[]): FileDiagnostic[] =>
    diagnostics.map((one): FileDiagnostic => {
      const range = rangeAt(read, manifest, [fromPointer(one.path)], aboutKeys.includes(one.code))
      return { ...one, file, ...(range ? { range } : {}) }
    })
  const located: ReadData['located'] = (diagnostics) =>
    locateAll(diagnostics).toSorted((a, b) => (a.range?.from ?? -1) - (b.range?.from ?? -1))
  const notAnObject = `${what} must be an object: keys with values.`
  const whole = (code: string, message: string, range = read.rangeOf(0, text.length)): FileDiagnostic => {
    return { code, severity: 'error', message, path: '', source: 'schema', file, range }
  }
  const errors = read.diagnostics.map((one): FileDiagnostic =>
    one.code === 'not-an-object' ? whole(one.code, notAnObject, one.range) : { ...one, file },
  )
  const second = read.documents[1]
  if (errors.length > 0) return { data: undefined, errors, located }
  if (second !== undefined && read.manifests.length > 1) {
    const range = read.rangeOf(second.from, second.to)
    return {
      data: undefined,
      errors: [whole('several-documents', 'The file contains more than one document. Keep only one.', range)],
      located,
    }
  }
  if (manifest === undefined)
    return {
      data: undefined,
      errors: [whole('empty', `The file is empty. ${notAnObject}`)],
      located,
    }
  return { data: manifest, errors: [], located }
}
