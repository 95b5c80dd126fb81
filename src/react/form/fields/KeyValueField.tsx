import type { FieldProps } from '@rjsf/utils'
import type { ClipboardEvent, ReactElement } from 'react'
import { useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { toPointer } from '../../../base/pointer.ts'
import { Icon } from '../../Icon.tsx'
import { isRevealed } from '../diagnosticIndex.ts'
import { useAria } from '../FieldContext.ts'
import { useFormContext } from '../FormContext.ts'
import { titleIdOf } from '../ids.ts'
import { toText } from '../typedText.ts'
import { useStateAt } from '../useStateAt.ts'
import { verbatim } from '../widgets/inputs.tsx'
import type { MapRow } from './mapRows.ts'
import { duplicatesIn, editRow, emptyRow, insertRows, shownRows, toMap } from './mapRows.ts'
import { parseRows } from './parseRows.ts'

/** Rows of keys and values for a map with free keys, such as labels and annotations. */
export function KeyValueField(props: FieldProps): ReactElement {
  const { fieldPathId, formData, onChange, onBlur, schema, rawErrors, disabled, readonly } = props
  const { draft, messages, announce } = useFormContext()
  const described = useAria(fieldPathId.$id, schema.description, rawErrors)['aria-describedby']
  const id = fieldPathId.$id
  const [typed, setTyped] = useState<readonly MapRow[]>()
  const list = useRef<HTMLDivElement>(null)
  const add = useRef<HTMLButtonElement>(null)
  const title = schema.title ?? props.name
  const pointer = toPointer(fieldPathId.path)
  const isReported = useStateAt(pointer, ({ reported }) => reported[pointer] !== undefined)
  // Rows can hold more than a map: duplicate keys and empty rows.
  const rows = shownRows(typed, formData, isReported)
  const invalid = useStateAt(pointer, (state, { within }) =>
    (within.get(pointer) ?? [])
      .filter((one) => one.path.startsWith(pointer + '/') && isRevealed(state, one))
      .map(({ code, path }) => `${code} ${path}`)
      .join('\n'),
  ).split('\n')

  function update(next: readonly MapRow[]): void {
    setTyped(next)
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
  /** Updates the rows as an undo step of its own. */
  function updateAtOnce(next: readonly MapRow[]): void {
    draft.endStep()
    flushSync(() => update(next))
    draft.endStep()
  }
  function edit(index: number, part: { key: string } | { value: string }): void {
    update(rows.map((row, at) => (at === index ? editRow(row, part) : row)))
  }
  function focusRow(index: number, input: 0 | 1): void {
    list.current?.querySelectorAll('.bsf-row')[index]?.querySelectorAll('input')[input]?.focus()
  }
  function addRow(): void {
    flushSync(() => setTyped([...rows, emptyRow]))
    focusRow(rows.length, 0)
  }
  /** Turns pairs pasted into a key into rows. */
  function pasteRows(event: ClipboardEvent, index: number): void {
    const pasted = parseRows(event.clipboardData.getData('text'))
    if (!pasted || readonly) return
    event.preventDefault()
    updateAtOnce(insertRows(rows, index, pasted))
    announce(messages.rowsAdded(pasted.length))
    focusRow(index + pasted.length - 1, 1)
  }
  function removeRow(index: number): void {
    updateAtOnce(rows.toSpliced(index, 1))
    const buttons = list.current?.querySelectorAll<HTMLButtonElement>('.bsf-row-remove') ?? []
    const next = buttons[Math.min(index, buttons.length - 1)] ?? add.current
    next?.focus()
    announce(messages.removed(rows[index]?.key || messages.row(title, index + 1)))
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
      {rows.length === 0 ? <p className="bsf-hint">{locked ? messages.nothingYet : messages.pasteRowsHint}</p> : null}
      {rows.map((row, index) => {
        const name = messages.row(title, index + 1)
        const path = pointer + toPointer([row.key])
        const inKey = invalid.includes(`key-format ${path}`) || invalid.includes(`duplicate-key ${path}`)
        const inValue = invalid.some((one) => one.endsWith(` ${path}`) && !/^(key-format|duplicate-key) /.test(one))
        return (
          // A row has no identity of its own: keys may be empty or duplicate.
          // oxlint-disable-next-line react/no-array-index-key
          <div className="bsf-row" key={index} data-bsf-path={path}>
            <input
              id={`${id}__key${index}`}
              className="bsf-input"
              aria-label={`${name}: ${messages.key}`}
              aria-invalid={inKey || undefined}
              placeholder={messages.key}
              value={row.key}
              disabled={disabled}
              readOnly={readonly}
              {...verbatim}
              onChange={(event) => edit(index, { key: event.target.value })}
              onPaste={(event) => pasteRows(event, index)}
              onBlur={() => onBlur(id, undefined)}
            />
            <input
              className="bsf-input"
              aria-label={`${name}: ${messages.value}`}
              aria-invalid={inValue || undefined}
              placeholder={messages.value}
              value={toText(row.value)}
              disabled={disabled}
              readOnly={readonly}
              {...verbatim}
              onChange={(event) => edit(index, { value: event.target.value })}
              onBlur={() => onBlur(id, undefined)}
            />
            <button
              type="button"
              className="bsf-button bsf-row-remove"
              aria-label={messages.remove(name)}
              disabled={locked}
              onClick={() => removeRow(index)}
            >
              <Icon name="bin" />
            </button>
          </div>
        )
      })}
    </div>
  )
}
