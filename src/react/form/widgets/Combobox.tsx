import type { WidgetProps } from '@rjsf/utils'
import type { KeyboardEvent, ReactElement } from 'react'
import { useEffect, useMemo, useRef, useState } from 'react'
import { activeElement } from '../../activeElement.ts'
import { useFormContext } from '../FormContext.ts'
import { listStatusIdOf } from '../ids.ts'
import { Notice } from '../Notice.tsx'
import type { LoadedList } from '../lists.ts'
import { toText } from '../typedText.ts'
import { useStateAt } from '../useStateAt.ts'
import { useControlProps, verbatim } from './inputs.tsx'

/** The maximum number of options shown. Typing narrows them down. */
const most = 200

interface ComboboxProps extends WidgetProps {
  /** The suggestions. With the state `none`, the field is a plain text input. */
  loaded: LoadedList<string>
  /** Whether a text that isn't in the list is likely a mistake. @default false */
  isComplete?: boolean
  /** The titles of the suggestions; empty if a suggestion has none. */
  titles?: ReadonlyMap<string, string>
  /** Called instead of `onChange` when the user selects a suggestion. */
  onChoose?: (item: string) => void
}

/**
 * A text input with suggestions from a list; users can type any other text. It follows the ARIA Authoring Practices for
 * an editable combobox with a list: the focus stays in the input, and the arrow keys move through the options.
 */
export function Combobox(props: ComboboxProps): ReactElement {
  const { id, label, loaded, titles, isComplete = false, onChange, onChoose = onChange } = props
  const { draft, messages } = useFormContext()
  const [open, setOpen] = useState(false)
  const [active, setActive] = useState(-1)
  const [narrowed, setNarrowed] = useState(false)
  const [stage, setStage] = useState<'start' | 'typing' | 'left'>('start')
  const asked = useStateAt('', ({ showAll }) => showAll)
  const input = useRef<HTMLInputElement>(null)
  const popup = useRef<HTMLDivElement>(null)
  const text = toText(props.value)
  const matches = useMemo(() => {
    const wanted = narrowed ? text.toLowerCase() : ''
    const textOf = (item: string): string => `${item} ${titles?.get(item) ?? ''}`
    return loaded.items.filter((item) => textOf(item).toLowerCase().includes(wanted)).slice(0, most)
  }, [loaded.items, titles, narrowed, text])
  const listId = `${id}__list`
  const locked = props.disabled || props.readonly
  const shown = open && !locked && matches.length > 0
  const isListed = text === '' || loaded.items.length === 0 || loaded.items.includes(text)
  const isDone = stage === 'left' || (stage === 'start' && asked)
  const isMissing = isComplete && isDone && !locked && loaded.state === 'ready' && !isListed

  useEffect(() => {
    if (shown) popup.current?.scrollIntoView({ block: 'nearest' })
  }, [shown])
  useEffect(() => {
    popup.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' })
  }, [active])

  function show(all: boolean): void {
    setOpen(true)
    setNarrowed(!all)
  }
  function close(): void {
    setOpen(false)
    setActive(-1)
  }
  function choose(item: string): void {
    // Not part of the typing before it.
    draft.endStep()
    onChoose(item)
    draft.endStep()
    close()
    input.current?.focus()
  }
  function move(step: number): void {
    if (!shown) {
      show(true)
      setActive(Math.max(loaded.items.indexOf(text), 0))
    } else setActive((active + step + matches.length) % matches.length)
  }
  function onKeyDown(event: KeyboardEvent): void {
    // These keys belong to the input method. Safari reports the last one only by its code.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return
    const chosen = matches[active]
    if (event.key === 'ArrowDown') move(1)
    else if (event.key === 'ArrowUp') move(shown && active < 0 ? 0 : -1)
    else if (event.key === 'Enter' && shown && chosen !== undefined) choose(chosen)
    else if (event.key === 'Escape' && shown) {
      event.stopPropagation()
      close()
    } else return
    event.preventDefault()
  }
  return (
    <div
      className="bsf-combobox"
      onBlur={({ currentTarget, relatedTarget }) => {
        if (currentTarget.contains(relatedTarget)) return
        close()
        setStage('left')
        props.onBlur(id, undefined)
      }}
    >
      <div className="bsf-combobox-control">
        <input
          {...useControlProps(
            props,
            loaded.state === 'loading' || loaded.state === 'failed' || isMissing ? listStatusIdOf(id) : undefined,
          )}
          {...verbatim}
          onBlur={undefined}
          ref={input}
          className="bsf-input"
          type="text"
          {...(loaded.state === 'none'
            ? {}
            : { role: 'combobox', 'aria-expanded': shown, 'aria-autocomplete': 'list' as const })}
          aria-controls={shown ? listId : undefined}
          aria-activedescendant={shown && active >= 0 ? `${listId}${active}` : undefined}
          value={text}
          readOnly={props.readonly}
          placeholder={props.readonly ? '' : props.placeholder}
          onChange={({ target }) => {
            onChange(target.value === '' ? undefined : target.value)
            setActive(-1)
            setStage('typing')
            // Text that was typed before hydration opens no list.
            if (activeElement() === target) show(false)
          }}
          onClick={() => (text === '' ? show(true) : undefined)}
          onKeyDown={onKeyDown}
        />
        {loaded.state === 'none' ? null : (
          <button
            type="button"
            className="bsf-combobox-toggle"
            tabIndex={-1}
            aria-label={messages.showOptions(label)}
            disabled={locked || loaded.items.length === 0}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => {
              if (shown) close()
              else {
                show(true)
                setActive(loaded.items.indexOf(text))
              }
              input.current?.focus()
            }}
          />
        )}
        {shown ? (
          <div className="bsf-popup" role="listbox" id={listId} aria-label={label} ref={popup}>
            {matches.map((item, index) => (
              // The focus stays in the input, which handles the keyboard.
              // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
              <div
                key={item}
                id={`${listId}${index}`}
                role="option"
                tabIndex={-1}
                className="bsf-option"
                aria-selected={index === active}
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => choose(item)}
              >
                {item}
                {titles ? <span className="bsf-option-title">{titles.get(item)}</span> : null}
              </div>
            ))}
          </div>
        ) : null}
      </div>
      <ListStatus id={id} loaded={loaded} isMissing={isMissing} />
    </div>
  )
}

/** The status of a list that is loading or failed to load, with a retry button, or a warning about a missing entry. */
function ListStatus({
  id,
  loaded,
  isMissing,
}: {
  id: string
  loaded: LoadedList<unknown>
  isMissing: boolean
}): ReactElement {
  const { messages } = useFormContext()
  return (
    <div className="bsf-list-status" role="status" id={listStatusIdOf(id)}>
      {isMissing ? (
        <Notice severity="warning">
          <strong>{messages.severity.warning}: </strong>
          {messages.notListed}
        </Notice>
      ) : null}
      {loaded.state === 'loading' ? <span className="bsf-hint">{messages.listLoading}</span> : null}
      {loaded.state === 'failed' ? (
        <>
          <span className="bsf-hint">{messages.listFailed}</span>{' '}
          <button type="button" className="bsf-link" onClick={loaded.retry}>
            {messages.retry}
          </button>
        </>
      ) : null}
    </div>
  )
}
