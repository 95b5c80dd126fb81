import type { FieldProps } from '@rjsf/utils'
import type { ReactElement } from 'react'
import { useRef, useState } from 'react'
import { deepEqual, isObject, setMember } from '../../../core/json.ts'
import { toPointer } from '../../../core/pointer.ts'
import { useDraftState } from '../../useDraft.ts'
import { useFormContext } from '../FormContext.ts'
import { ariaOf } from '../ids.ts'
import { isRevealed } from '../visibility.ts'

interface Row {
  id: number
  key: string
  value: string
}

let lastId = 0

function toRows(data: unknown): Row[] {
  return Object.entries(isObject(data) ? data : {}).map(([key, value]) => ({ id: ++lastId, key, value: String(value) }))
}

/** The map of the rows. A row without a key and a value is only a place to type. */
function toMap(rows: readonly Row[]): Record<string, string> {
  const map: Record<string, string> = {}
  for (const { key, value } of rows) if (key !== '' || value !== '') setMember(map, key, value)
  return map
}

/** Keys that more than one row has. */
function duplicatesIn(rows: readonly Row[]): string[] {
  const keys = rows.map(({ key }) => key)
  return [...new Set(keys.filter((key, index) => key !== '' && keys.indexOf(key) < index))]
}

/** Rows of keys and values for a map with free keys: labels, annotations. */
export function KeyValueField(props: FieldProps): ReactElement {
  const { fieldPathId, formData, onChange, onBlur, schema, rawErrors, disabled, readonly } = props
  const { draft, messages } = useFormContext()
  const id = fieldPathId.$id
  const [rows, setRows] = useState(() => toRows(formData))
  const list = useRef<HTMLDivElement>(null)
  const add = useRef<HTMLButtonElement>(null)
  const title = schema.title ?? props.name
  // Rows can say more than a map (a key twice, a row still empty), so they are taken anew only where the map differs.
  const present = deepEqual(toMap(rows), formData ?? {}) ? rows : toRows(formData)
  if (present !== rows) setRows(present)
  const pointer = toPointer(fieldPathId.path)
  const faulty = useDraftState(draft, (state) =>
    draft
      .getDiagnostics()
      .filter((one) => one.path.startsWith(pointer + '/') && isRevealed(state, one))
      .map(({ code, path }) => `${code} ${path}`)
      .join('\n'),
  ).split('\n')

  function update(next: Row[]): void {
    setRows(next)
    onChange(toMap(next), fieldPathId.path)
    draft.report(
      fieldPathId.path,
      duplicatesIn(next).map((key) => ({
        code: 'duplicate-key',
        severity: 'error',
        message: messages.duplicateKey(key),
        path: pointer + toPointer([key]),
        source: 'schema',
      })),
    )
  }
  function change(row: Row, part: Partial<Row>): void {
    update(present.map((one) => (one === row ? { ...one, ...part } : one)))
  }
  function addRow(): void {
    const row = { id: ++lastId, key: '', value: '' }
    setRows([...present, row])
    requestAnimationFrame(() => document.getElementById(`${id}__key${row.id}`)?.focus())
  }
  function removeRow(row: Row): void {
    const index = present.indexOf(row)
    update(present.filter((one) => one !== row))
    requestAnimationFrame(() => {
      const buttons = list.current?.querySelectorAll<HTMLButtonElement>('.bsf-row-remove') ?? []
      const next = buttons[Math.min(index, buttons.length - 1)] ?? add.current
      next?.focus()
    })
  }
  const locked = Boolean(disabled || readonly)
  return (
    <div
      role="group"
      aria-labelledby={`${id}__title`}
      aria-describedby={ariaOf(id, schema.description, rawErrors)['aria-describedby']}
      className="bsf-rows"
      ref={list}
    >
      {present.map((row, index) => {
        const name = messages.row(title, index + 1)
        const path = pointer + toPointer([row.key])
        const inKey = faulty.includes(`key-format ${path}`) || faulty.includes(`duplicate-key ${path}`)
        const inValue = !inKey && faulty.some((one) => one.endsWith(` ${path}`))
        return (
          <div className="bsf-row" key={row.id} data-bsf-path={path}>
            <input
              id={`${id}__key${row.id}`}
              className="bsf-input"
              aria-label={`${name}: ${messages.key}`}
              aria-invalid={inKey || undefined}
              placeholder={messages.key}
              value={row.key}
              disabled={disabled}
              readOnly={readonly}
              autoComplete="off"
              spellCheck={false}
              onChange={(event) => change(row, { key: event.target.value })}
              onBlur={() => onBlur(id, undefined)}
            />
            <input
              className="bsf-input"
              aria-label={`${name}: ${messages.value}`}
              aria-invalid={inValue || undefined}
              placeholder={messages.value}
              value={row.value}
              disabled={disabled}
              readOnly={readonly}
              autoComplete="off"
              spellCheck={false}
              onChange={(event) => change(row, { value: event.target.value })}
              onBlur={() => onBlur(id, undefined)}
            />
            <button
              type="button"
              className="bsf-button bsf-row-remove"
              aria-label={messages.remove(name)}
              disabled={locked}
              onClick={() => removeRow(row)}
            >
              <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
                <path
                  d="M2.5 4h11M6 4V2.5h4V4M4 4l.7 9.5h6.6L12 4M6.7 6.5v4.5M9.3 6.5v4.5"
                  fill="none"
                  stroke="currentColor"
                />
              </svg>
            </button>
          </div>
        )
      })}
      {locked ? null : (
        <button
          type="button"
          className="bsf-button bsf-add"
          ref={add}
          onClick={addRow}
          aria-describedby={`${id}__title`}
        >
          <span aria-hidden="true">+ </span>
          {messages.addNew}
        </button>
      )}
    </div>
  )
}
