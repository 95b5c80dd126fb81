import type { Diagnostic } from '../../schema/diagnostics.ts'
import type { FormDraft } from '../../draft/createFormDraft.ts'
import type { DraftState } from '../../draft/state.ts'

type ByPointer = ReadonlyMap<string, readonly Diagnostic[]>

interface DiagnosticIndex {
  /** What is told at a place itself. */
  readonly at: ByPointer
  /** What is told at a place or anywhere below it. */
  readonly within: ByPointer
}

const none: readonly Diagnostic[] = []
const indexed = new WeakMap<readonly Diagnostic[], DiagnosticIndex>()

function add(map: Map<string, Diagnostic[]>, pointer: string, diagnostic: Diagnostic): void {
  const present = map.get(pointer)
  if (present) present.push(diagnostic)
  else map.set(pointer, [diagnostic])
}

/** Each field asks for its own at each change: so they are looked up, once for all. */
function indexOf(diagnostics: readonly Diagnostic[]): DiagnosticIndex {
  let index = indexed.get(diagnostics)
  if (!index) {
    const at = new Map<string, Diagnostic[]>()
    const within = new Map<string, Diagnostic[]>()
    for (const diagnostic of diagnostics) {
      for (const pointer of new Set([diagnostic.path, ...(diagnostic.related ?? [])])) add(at, pointer, diagnostic)
      for (let up = diagnostic.path; up !== ''; up = up.slice(0, up.lastIndexOf('/'))) add(within, up, diagnostic)
    }
    indexed.set(diagnostics, (index = { at, within }))
  }
  return index
}

/** The diagnostics by the JSON Pointers of the places that they are about. */
export function diagnosticsByPlace(diagnostics: readonly Diagnostic[]): ByPointer {
  return indexOf(diagnostics).at
}

/** Whether two lists say the same. */
export function sameDiagnostics(a: readonly Diagnostic[], b: readonly Diagnostic[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ code, path, message, severity, fix }, index) => {
      const other = b[index]
      const fixed = fix?.path === other?.fix?.path && Object.is(fix?.value, other?.fix?.value)
      return (
        fixed && code === other?.code && path === other.path && message === other.message && severity === other.severity
      )
    })
  )
}

/** Whether a diagnostic may be shown at its field: everything was asked for, or the field was left. */
export function isRevealed(state: DraftState, { path }: Diagnostic): boolean {
  if (state.showAll) return true
  for (let at = path; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) if (state.touched.has(at)) return true
  return false
}

/** The errors to show now at a place and below it. */
export function errorsWithin(draft: FormDraft, state: DraftState, pointer: string): readonly Diagnostic[] {
  const found = indexOf(draft.getDiagnostics()).within.get(pointer) ?? none
  return found.filter((one) => one.severity === 'error' && isRevealed(state, one))
}

/** The errors to show now at a place itself. */
export function errorsAt(draft: FormDraft, state: DraftState, pointer: string): readonly Diagnostic[] {
  const found = indexOf(draft.getDiagnostics()).at.get(pointer) ?? none
  return found.filter((one) => one.path === pointer && one.severity === 'error' && isRevealed(state, one))
}

/** The warnings and notes to show now at a place: those of the place, once it was left, and those that concern it too. */
export function notesAt(draft: FormDraft, state: DraftState, pointer: string): readonly Diagnostic[] {
  const found = indexOf(draft.getDiagnostics()).at.get(pointer) ?? none
  return found.filter((one) => one.severity !== 'error' && (one.path !== pointer || isRevealed(state, one)))
}
