import type { ReactElement, Ref } from 'react'
import { useEffect, useImperativeHandle, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { maskText } from '../../manifests/maskText.ts'
import type { TextRange } from '../../text/parseText.ts'
import type { SecretFinder } from './hiddenRanges.ts'
import {
  awayFrom,
  changeBehind,
  createSecretFinder,
  joinRanges,
  mapRanges,
  much,
  offsetBehind,
  offsetShown,
  settled,
  settledLong,
} from './hiddenRanges.ts'

const useEffectBeforePaint = typeof document === 'undefined' ? useEffect : useLayoutEffect

export interface PlainEditorHandle {
  /** Returns the selection in the unmasked text, whether the editor is focused, and its scroll offset. */
  selection: () => { anchor: number; head: number; isFocused: boolean; scrollTop: number }
  select: (range: TextRange | undefined) => void
}

interface PlainEditorProps {
  handle?: Ref<PlainEditorHandle>
  text: string
  onChange: (text: string) => void
  readOnly: boolean
  revealed: boolean
  label: string
  describedBy: string | undefined
  isInvalid?: boolean
}

interface State {
  /** The last text taken from the props. */
  given: string
  text: string
  revealed: boolean
  hidden: readonly TextRange[]
}

/** Returns the state for a text from the props. All its values are hidden, unless `revealed` is set. */
function start(find: SecretFinder, { text, revealed }: Pick<PlainEditorProps, 'text' | 'revealed'>): State {
  return { given: text, text, revealed, hidden: revealed ? [] : find(text) }
}

/** The text in a text area, with masks instead of the values of Secrets. */
export function PlainEditor(props: PlainEditorProps): ReactElement {
  const { text, revealed, onChange } = props
  const area = useRef<HTMLTextAreaElement>(null)
  const [find] = useState(createSecretFinder)
  const [kept, setState] = useState(() => start(find, props))
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const caret = useRef<number>(undefined)

  let state = kept
  if (kept.revealed !== revealed || (kept.given !== text && kept.text !== text)) state = start(find, props)
  else if (kept.given !== text) state = { ...kept, given: text }
  if (state !== kept) setState(state)

  const masked = useMemo(() => maskText(state.text, state.hidden), [state.text, state.hidden])
  const latest = useRef(masked)

  useEffectBeforePaint(() => {
    latest.current = masked
    if (caret.current === undefined || !area.current) return
    const at = offsetShown(masked, caret.current)
    caret.current = undefined
    if (area.current.matches(':focus') && area.current.selectionEnd !== at) area.current.setSelectionRange(at, at)
  }, [masked])
  useEffect(() => () => clearTimeout(timer.current), [])

  /** Hides typed values, except for the one the user is typing. */
  function settle(typing: boolean): void {
    clearTimeout(timer.current)
    setState((now) => {
      if (now.revealed) return now
      const at = area.current && offsetBehind(latest.current, area.current.selectionEnd, 'to')
      const more = awayFrom(find(now.text), typing ? (at ?? undefined) : undefined)
      const hidden = joinRanges(now.hidden, more)
      if (JSON.stringify(hidden) === JSON.stringify(now.hidden)) return now
      caret.current = at ?? undefined
      return { ...now, hidden }
    })
  }
  function later(): void {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => settle(true), find.unread(state.text) > much ? settledLong : settled)
  }
  useImperativeHandle(props.handle, () => ({
    selection: () => {
      const { selectionStart = 0, selectionEnd = 0, scrollTop = 0 } = area.current ?? {}
      return {
        anchor: offsetBehind(latest.current, selectionStart, 'from'),
        head: offsetBehind(latest.current, selectionEnd, 'to'),
        isFocused: area.current?.matches(':focus') ?? false,
        scrollTop,
      }
    },
    select: (range) => {
      const element = area.current
      if (!element) return
      element.focus()
      if (!range) return
      const from = offsetShown(latest.current, range.from)
      element.setSelectionRange(from, Math.max(from, offsetShown(latest.current, range.to)))
      const lines = latest.current.shown.split('\n').length
      const line = latest.current.shown.slice(0, from).split('\n').length - 1
      element.scrollTop = (element.scrollHeight * line) / lines - element.clientHeight / 2
    },
  }))
  return (
    <textarea
      ref={area}
      className="bsf-plain-editor"
      aria-label={props.label}
      aria-describedby={props.describedBy}
      aria-invalid={props.isInvalid}
      dir="ltr"
      // As high as the editor that replaces it, so that nothing below it moves.
      rows={Math.max(5, masked.shown.split('\n', 200).length)}
      spellCheck={false}
      autoCapitalize="off"
      autoComplete="off"
      autoCorrect="off"
      readOnly={props.readOnly}
      value={masked.shown}
      onChange={(event) => {
        const change = changeBehind(masked, event.currentTarget.value)
        const next = state.text.slice(0, change.from) + change.insert + state.text.slice(change.to)
        caret.current = change.from + change.insert.length
        const hidden = mapRanges(state.hidden, change)
        // Pasted values are never shown; a typed one is hidden once the cursor has left it.
        const isPasted = !revealed && change.insert.length > 1
        setState({ ...state, text: next, hidden: isPasted ? joinRanges(hidden, find(next)) : hidden })
        later()
        onChange(next)
      }}
      onSelect={later}
      onBlur={() => settle(false)}
    />
  )
}
