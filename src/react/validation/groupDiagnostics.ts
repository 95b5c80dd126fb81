import type { Diagnostic } from '../../schema/diagnostics.ts'
import type { FormLocation } from './createLocations.ts'

/** A diagnostic in the list. */
export interface Row {
  /** Unique among the rows, and the same for the same diagnostic in the next list. */
  readonly key: string
  readonly diagnostic: Diagnostic
  readonly location: FormLocation
}

export interface Group {
  readonly section: string
  readonly rows: readonly Row[]
}

export interface Block {
  readonly severity: Diagnostic['severity']
  readonly count: number
  readonly groups: readonly Group[]
}

const severities = ['error', 'warning', 'info'] as const

const positionOf = ({ diagnostic: { range } }: Row): number => range?.from ?? Number.MAX_SAFE_INTEGER

/** Groups diagnostics by severity, then by section of the form. Within a section, they are in the order of the text. */
export function groupDiagnostics(
  diagnostics: readonly Diagnostic[],
  locationOf: (pointer: string) => FormLocation,
): readonly Block[] {
  const seen = new Map<string, number>()
  const rows = diagnostics.map((diagnostic): Row => {
    const name = JSON.stringify([diagnostic.severity, diagnostic.code, diagnostic.path, diagnostic.range?.from])
    const times = seen.get(name) ?? 0
    seen.set(name, times + 1)
    return { key: `${name}${times}`, diagnostic, location: locationOf(diagnostic.path) }
  })
  return severities.flatMap((severity) => {
    const own = rows
      .filter(({ diagnostic }) => diagnostic.severity === severity)
      .sort((a, b) => a.location.order - b.location.order || positionOf(a) - positionOf(b))
    const groups = new Map<string, Row[]>()
    for (const row of own) {
      const group = groups.get(row.location.section)
      if (group) group.push(row)
      else groups.set(row.location.section, [row])
    }
    const listed = [...groups].map(([section, ofSection]) => ({ section, rows: ofSection }))
    return own.length === 0 ? [] : [{ severity, count: own.length, groups: listed }]
  })
}
