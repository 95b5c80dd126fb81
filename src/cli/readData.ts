import type { Diagnostic } from '../core/diagnostics.ts'
import { textRange } from '../core/diagnostics.ts'
import { locate } from '../core/manifests/locate.ts'
import { readText } from '../core/manifests/readText.ts'
import { fromPointer } from '../core/pointer.ts'
import type { Source } from './readSources.ts'

/** A diagnostic with the file that it is about. */
export interface FileDiagnostic extends Diagnostic {
  readonly file: string
}

/** The object that a text says, with what keeps it from being one. */
export interface ReadData {
  /** Undefined where there are faults. */
  readonly data: object | undefined
  readonly faults: FileDiagnostic[]
  /** Says of diagnostics, whose paths are JSON Pointers into the data, where in the file they stand. */
  readonly placed: (diagnostics: readonly Diagnostic[]) => FileDiagnostic[]
}

/** Words that stand at a key, and not at its value. */
const aboutKeys = ['unknown-word', 'unknown-field', 'forbidden-name', 'key-format']

/**
 * Reads YAML or JSON that says one object.
 *
 * @param what - what the object is, for messages: "A provider schema"
 */
export function readData({ file, text }: Source, what: string): ReadData {
  const read = readText(text)
  const manifest = read.manifests[0]?.manifest
  const placed = (diagnostics: readonly Diagnostic[]): FileDiagnostic[] =>
    diagnostics.map((one) => {
      const range = locate(text, read, manifest, [fromPointer(one.path)], aboutKeys.includes(one.code))
      return { ...one, file, ...(range ? { range } : {}) }
    })
  const whole = (code: string, message: string, range = textRange(text, 0, text.length)): FileDiagnostic => {
    return { code, severity: 'error', message, path: '', source: 'schema', file, range }
  }
  const faults = read.diagnostics.map((one): FileDiagnostic =>
    one.code === 'not-an-object'
      ? whole(one.code, `${what} is an object: names with values.`, one.range)
      : { ...one, file },
  )
  const second = read.documents[1]
  if (faults.length > 0) return { data: undefined, faults, placed }
  if (second !== undefined && read.manifests.length > 1) {
    const range = textRange(text, second.from, second.to)
    return {
      data: undefined,
      faults: [whole('several-documents', `${what} stands alone in its file. Take the other documents out.`, range)],
      placed,
    }
  }
  if (manifest === undefined)
    return {
      data: undefined,
      faults: [whole('empty', `${what} is an object: names with values. There is nothing here.`)],
      placed,
    }
  return { data: manifest, faults: [], placed }
}
