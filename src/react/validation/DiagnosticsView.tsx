import type { ReactElement, ReactNode } from 'react'
import { useEffect, useId, useMemo, useRef, useState } from 'react'
import type { Diagnostic, Fix } from '../../schema/diagnostics.ts'
import type { IconName } from '../Icon.tsx'
import { Icon } from '../Icon.tsx'
import type { Messages } from '../messages.ts'
import type { Block, Group, Row } from './groupDiagnostics.ts'
import { groupDiagnostics } from './groupDiagnostics.ts'
import type { FormLocation } from './createLocations.ts'
import type { Fixed } from './useFixes.ts'
import { useKeptFocus } from './useKeptFocus.ts'
import { useSettledAnnouncer } from './useSettledAnnouncer.ts'

/** A check that was left out: the cluster's own, the other storages, or the user's permission to create the storage. */
export type NotChecked = 'server' | 'siblings' | 'permissions'

export interface DiagnosticsViewProps {
  diagnostics: readonly Diagnostic[]
  locationOf: (pointer: string) => FormLocation
  messages: Messages
  notChecked: readonly NotChecked[]
  onSelect: ((diagnostic: Diagnostic) => void) | undefined
  canSelect?: (diagnostic: Diagnostic) => boolean
  onFix: ((fix: Fix, diagnostic: Diagnostic) => void) | undefined
  canFix?: (fix: Fix) => boolean
  /** The last accepted fix. */
  fixed?: Fixed | undefined
  /** The summary of an empty list. */
  empty?: string
  /** A live status instead of the summary. */
  status?: ReactNode
}

/** The number of rows listed of a longer section, until the user shows all. */
const listed = 20

const icons = { error: 'error', warning: 'warning', info: 'info' } as const

function countOf({ severity, count }: Block, messages: Messages): string {
  const say = { error: messages.errors, warning: messages.warnings, info: messages.notes }[severity]
  return say(count)
}

/** Returns the summary of the whole list. */
function summarize(blocks: readonly Block[], messages: Messages, empty: string): { icon: IconName; text: string } {
  const [worst] = blocks
  if (!worst) return { icon: 'done', text: empty }
  const counts = blocks.map((block) => countOf(block, messages)).join(', ')
  const text = worst.severity === 'error' ? counts : `${counts}. ${messages.nothingBlocks}`
  return { icon: icons[worst.severity], text }
}

interface RowProps extends Pick<DiagnosticsViewProps, 'messages' | 'onSelect'> {
  row: Row
  id: string
  onFix: ((fix: Fix) => void) | undefined
}

function DiagnosticRow({ row, id, messages, onSelect, onFix }: RowProps): ReactElement {
  const { diagnostic, location } = row
  const { severity, message, range, fix } = diagnostic
  const { title } = location
  const at = title === undefined ? -1 : message.indexOf(title)
  const text = (
    <>
      {at > 0 ? message.slice(0, at) : null}
      {title === undefined ? null : <strong className="bsf-diagnostic-field">{title}</strong>}
      {title === undefined ? message : at < 0 ? `: ${message}` : message.slice(at + title.length)}
      {range ? (
        <>
          {' '}
          <span className="bsf-diagnostic-place">{messages.atLine(range.line, range.column)}</span>
        </>
      ) : null}
    </>
  )
  return (
    <li className="bsf-diagnostic" data-severity={severity} data-bsf-row={row.key}>
      <Icon name={icons[severity]} />
      <span className="bsf-visually-hidden">{messages.severity[severity]}: </span>
      {onSelect ? (
        <button type="button" className="bsf-diagnostic-text" id={id} onClick={() => onSelect(diagnostic)}>
          {text}
        </button>
      ) : (
        <span className="bsf-diagnostic-text" id={id}>
          {text}
        </span>
      )}
      {fix && onFix ? (
        <button type="button" className="bsf-button bsf-fix" aria-describedby={id} onClick={() => onFix(fix)}>
          {fix.title}
        </button>
      ) : null}
    </li>
  )
}

/** A list of diagnostics with its summary: see `ValidationPanel`. */
export function DiagnosticsView(props: DiagnosticsViewProps): ReactElement {
  const { diagnostics, locationOf, messages, notChecked, onSelect, canSelect, onFix, canFix, fixed } = props
  const id = useId()
  const root = useRef<HTMLElement>(null)
  const heading = useRef<HTMLHeadingElement & HTMLDivElement>(null)
  const lastFixed = useRef<string>(undefined)
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set())
  const blocks = useMemo(() => groupDiagnostics(diagnostics, locationOf), [diagnostics, locationOf])
  const rows = useMemo(() => blocks.flatMap(({ groups }) => groups.flatMap((group) => group.rows)), [blocks])
  const keys = useMemo(() => rows.map(({ key }) => key), [rows])
  const idOf = useMemo(() => new Map(keys.map((key, index) => [key, `${id}${index}`])), [keys, id])
  const moveTo = useKeptFocus(root, heading, keys)
  const summary = summarize(blocks, messages, props.empty ?? messages.noProblems)
  const { status } = props
  const { say, region } = useSettledAnnouncer(status ? '' : summary.text)
  useEffect(() => {
    if (fixed) say(messages.fixed(fixed.title))
  }, [fixed, say, messages])

  const parted = blocks.length > 1
  const SectionHeading = parted ? 'h5' : 'h4'
  function listGroup({ section, rows: all }: Group, severity: Diagnostic['severity']): ReactElement {
    const name = `${severity} ${section}`
    const shown = opened.has(name) ? all : all.slice(0, listed)
    return (
      <div key={section} className="bsf-diagnostic-group">
        <SectionHeading className="bsf-diagnostic-section">
          {section} {all.length > 1 ? <span className="bsf-diagnostic-count">{all.length}</span> : null}
        </SectionHeading>
        <ul className="bsf-diagnostics">
          {shown.map((row) => (
            <DiagnosticRow
              key={row.key}
              row={row}
              id={idOf.get(row.key) ?? ''}
              messages={messages}
              onSelect={canSelect?.(row.diagnostic) === false ? undefined : onSelect}
              onFix={
                onFix && row.diagnostic.fix && canFix?.(row.diagnostic.fix) !== false
                  ? (fix) => {
                      lastFixed.current = row.key
                      onFix(fix, row.diagnostic)
                    }
                  : undefined
              }
            />
          ))}
        </ul>
        {shown.length < all.length ? (
          <button
            type="button"
            className="bsf-button"
            onClick={() => {
              moveTo(all[shown.length]?.key)
              setOpened(new Set([...opened, name]))
            }}
          >
            {messages.showAll(all.length)}
          </button>
        ) : null}
      </div>
    )
  }
  return (
    <section
      className="bsf bsf-validation"
      aria-label={messages.problems}
      data-severity={blocks[0]?.severity}
      ref={root}
    >
      {region}
      {status ? (
        <div className="bsf-validation-status" tabIndex={-1} ref={heading}>
          {status}
        </div>
      ) : (
        <h3 className="bsf-validation-summary" tabIndex={-1} ref={heading}>
          <Icon name={summary.icon} />
          <span>{summary.text}</span>
        </h3>
      )}
      {fixed ? (
        <div className="bsf-note">
          <p id={`${id}fixed`}>{messages.fixed(fixed.title)}</p>
          <div className="bsf-note-actions">
            <button
              type="button"
              className="bsf-button"
              aria-describedby={`${id}fixed`}
              onClick={() => {
                moveTo(lastFixed.current)
                say(`${messages.undone(fixed.title)}.`)
                fixed.undo()
              }}
            >
              <Icon name="undo" />
              {messages.undo}
            </button>
          </div>
        </div>
      ) : null}
      {blocks.map((block) => (
        <div key={block.severity} className="bsf-diagnostic-block" data-severity={block.severity}>
          {parted ? <h4 className="bsf-severity">{countOf(block, messages)}</h4> : null}
          {block.groups.map((group) => listGroup(group, block.severity))}
        </div>
      ))}
      {notChecked.length > 0 ? (
        <div className="bsf-unchecked">
          <h4 className="bsf-unchecked-title">{messages.notChecked}</h4>
          <ul>
            {notChecked.map((one) => (
              <li key={one}>{messages.unchecked[one]}</li>
            ))}
          </ul>
        </div>
      ) : null}
    </section>
  )
}
