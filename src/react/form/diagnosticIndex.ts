import type { Diagnostic } from '../../schema/diagnostics.ts'
import type { DraftState } from '../../draft/state.ts'

type ByPointer = ReadonlyMap<string, readonly Diagnostic[]>

/** Diagnostics by JSON Pointer, because every field looks up its own after each change. */
export interface DiagnosticIndex {
  /** The diagnostics of the pointer itself, including those related to it. */
  readonly at: ByPointer
  /** The diagnostics of the pointer and of everything inside it. */
  readonly within: ByPointer
}

const none: readonly Diagnostic[] = []

function add(map: Map<string, Diagnostic[]>, pointer: string, diagnostic: Diagnostic): void {
  const present = map.get(pointer)
  if (present) present.push(diagnostic)
  else map.set(pointer, [diagnostic])
}

export function indexDiagnostics(diagnostics: readonly Diagnostic[]): DiagnosticIndex {
  const at = new Map<string, Diagnostic[]>()
  const within = new Map<string, Diagnostic[]>()
  for (const diagnostic of diagnostics) {
    for (const pointer of new Set([diagnostic.path, ...(diagnostic.related ?? [])])) add(at, pointer, diagnostic)
    for (let up = diagnostic.path; up !== ''; up = up.slice(0, up.lastIndexOf('/'))) add(within, up, diagnostic)
  }
  return { at, within }
}

/** Returns whether two lists of diagnostics look the same to a user. */
export function sameDiagnostics(a: readonly Diagnostic[], b: readonly Diagnostic[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ code, path, message, severity, fix }, index) => {
      const other = b[index]
      const sameFix = fix?.path === other?.fix?.path && Object.is(fix?.value, other?.fix?.value)
      return (
        sameFix &&
        code === other?.code &&
        path === other.path &&
        message === other.message &&
        severity === other.severity
      )
    })
  )
}

/**
 * Returns whether a diagnostic may be shown: the draft shows all, or the user has left the field. A collision with
 * another object is shown at once, as the values may come from a copy of it, but not while the user types.
 */
export function isRevealed(state: DraftState, { path, source }: Diagnostic): boolean {
  if (state.showAll || (source === 'siblings' && state.typing !== path)) return true
  for (let at = path; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) if (state.touched.has(at)) return true
  return false
}

/** Returns the errors to show at a pointer and inside it. */
export function errorsWithin({ within }: DiagnosticIndex, state: DraftState, pointer: string): readonly Diagnostic[] {
  return (within.get(pointer) ?? none).filter((one) => one.severity === 'error' && isRevealed(state, one))
}

/** Returns the errors to show at a pointer itself. */
export function errorsAt({ at }: DiagnosticIndex, state: DraftState, pointer: string): readonly Diagnostic[] {
  const found = at.get(pointer) ?? none
  return found.filter((one) => one.path === pointer && one.severity === 'error' && isRevealed(state, one))
}

/** Returns the warnings and notes to show at a pointer: its own once the user has left the field, and related ones. */
export function notesAt({ at }: DiagnosticIndex, state: DraftState, pointer: string): readonly Diagnostic[] {
  const found = at.get(pointer) ?? none
  return found.filter((one) => one.severity !== 'error' && (one.path !== pointer || isRevealed(state, one)))
}
