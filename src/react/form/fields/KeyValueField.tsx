import type { FieldProps } from '@rjsf/utils'
import type { ClipboardEvent, ReactElement } from 'react'
import { useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { deepEqual, isObject, setMember } from '../../../base/json.ts'
import { toPointer } from '../../../base/pointer.ts'
import { Icon } from '../../Icon.tsx'
import { isRevealed } from '../diagnosticIndex.ts'
import { useAria } from '../FieldContext.ts'
import { useFormContext } from '../FormContext.ts'
import { titleIdOf } from '../ids.ts'
import { useStateAt } from '../useStateAt.ts'
import { verbatim } from '../widgets/inputs.tsx'
import { parseRows } from './parseRows.ts'

interface Row {
  id: number
  key: string
  value: string
}

let lastId = 0

/** Returns the rows of a map. Existing rows keep their id, and so the focus inside them. */
function toRows(data: unknown, before: readonly Row[] = []): Row[] {
  return Object.entries(isObject(data) ? data : {}).map(([key, value]) => ({
    id: before.find((row) => row.key === key)?.id ?? ++lastId,
    key,
    value: String(value),
  }))
}

/** Returns the map of the rows, without rows that are still empty. */
function toMap(rows: readonly Row[]): Record<string, string> {
  const map: Record<string, string> = {}
  for (const { key, value } of rows) if (key !== '' || value !== '') setMember(map, key, value)
  return map
}

function duplicatesIn(rows: readonly Row[]): string[] {
  const keys = rows.map(({ key }) => key)
  return [...new Set(keys.filter((key, index) => key !== '' && keys.indexOf(key) < index))]
}

/** Rows of keys and values for a map with free keys, such as labels and annotations. */
export function KeyValueField(props: FieldProps): ReactElement {
  const { fieldPathId, formData, onChange, onBlur, schema, rawErrors, disabled, readonly } = props
  const { draft, messages, announce } = useFormContext()
  const described = useAria(fieldPathId.$id, schema.description, rawErrors)['aria-describedby']
  const id = fieldPathId.$id
  const [rows, setRows] = useState(() => toRows(formData))
  const list = useRef<HTMLDivElement>(null)
  const add = useRef<HTMLButtonElement>(null)
  const title = schema.title ?? props.name
  // Rows can hold more than a map (duplicate keys, empty rows), so replace them only if the map differs.
  const present = deepEqual(toMap(rows), formData ?? {}) ? rows : toRows(formData, rows)
  if (present !== rows) setRows(present)
  const pointer = toPointer(fieldPathId.path)
  const invalid = useStateAt(pointer, (state, { within }) =>
    (within.get(pointer) ?? [])
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
    flushSync(() => setRows([...present, row]))
    focusRow(row, 0)
  }
  function focusRow(row: Row, input: 0 | 1): void {
    list.current?.querySelectorAll<HTMLElement>(`[data-row="${row.id}"] input`)[input]?.focus()
  }
  /** Turns pairs pasted into a key into rows. They replace the row if its key is empty, and go above it otherwise. */
  function pasteRows(event: ClipboardEvent, row: Row): void {
    const pasted = parseRows(event.clipboardData.getData('text'))
    if (!pasted || readonly) return
    event.preventDefault()
    const added = pasted.map((one, index) => ({ id: index === 0 && row.key === '' ? row.id : ++lastId, ...one }))
    const at = present.indexOf(row)
    const next = present.toSpliced(at, row.key === '' ? 1 : 0, ...added)
    flushSync(() => update(next))
    announce(messages.rowsAdded(added.length))
    const last = added.at(-1)
    if (last) focusRow(last, 1)
  }
  function removeRow(row: Row): void {
    const index = present.indexOf(row)
    flushSync(() => update(present.filter((one) => one !== row)))
    const buttons = list.current?.querySelectorAll<HTMLButtonElement>('.bsf-row-remove') ?? []
    const next = buttons[Math.min(index, buttons.length - 1)] ?? add.current
    next?.focus()
    announce(messages.removed(row.key === '' ? messages.row(title, index + 1) : row.key))
  }
  const locked = Boolean(disabled || readonly)
  return (
    <div role="group" aria-labelledby={titleIdOf(id)} aria-describedby={described} className="bsf-rows" ref={list}>
      {locked ? null : (
        <button
          type="button"
          className="bsf-button bsf-add"
          ref={add}
          onClick={addRow}
          aria-label={messages.addTo(title)}
        >
          <Icon name="add" />
          {messages.addNew}
        </button>
      )}
      {present.length === 0 ? (
        <p className="bsf-hint">{locked ? messages.nothingYet : messages.pasteRowsHint}</p>
      ) : null}
      {present.map((row, index) => {
        const name = messages.row(title, index + 1)
        const path = pointer + toPointer([row.key])
        const inKey = invalid.includes(`key-format ${path}`) || invalid.includes(`duplicate-key ${path}`)
        const inValue = invalid.some((one) => one.endsWith(` ${path}`) && !/^(key-format|duplicate-key) /.test(one))
        return (
          <div className="bsf-row" key={row.id} data-row={row.id} data-bsf-path={path}>
            <input
              id={`${id}__key${row.id}`}
              className="bsf-input"
              aria-label={`${name}: ${messages.key}`}
              aria-invalid={inKey || undefined}
              placeholder={messages.key}
              value={row.key}
              disabled={disabled}
              readOnly={readonly}
              {...verbatim}
              onChange={(event) => change(row, { key: event.target.value })}
              onPaste={(event) => pasteRows(event, row)}
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
              {...verbatim}
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
              <Icon name="bin" />
            </button>
          </div>
        )
      })}
    </div>
  )
}
