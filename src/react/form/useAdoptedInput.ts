import type { RefObject } from 'react'
import { useEffect, useRef, useSyncExternalStore } from 'react'

type Repeat = () => void

/** Returns a function that repeats the user's input into a control, so that React handles it. */
function textOf(control: HTMLInputElement | HTMLTextAreaElement): Repeat {
  const { value, defaultValue, selectionStart, selectionEnd } = control
  const prototype = control instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype
  return () => {
    // React compares the value with the last one set through the control's own property.
    control.value = defaultValue
    Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(control, value)
    control.setSelectionRange(selectionStart, selectionEnd)
    control.dispatchEvent(new InputEvent('input', { bubbles: true }))
  }
}

function clickOf(control: HTMLInputElement): Repeat {
  return () => {
    control.checked = control.defaultChecked
    control.click()
  }
}

function choiceOf(select: HTMLSelectElement): Repeat {
  const { selectedIndex } = select
  return () => {
    select.selectedIndex = selectedIndex
    select.dispatchEvent(new Event('change', { bubbles: true }))
  }
}

/** Adopts what the user entered into a server-rendered form before React took it over. */
function adoptInput(form: HTMLElement): void {
  const texts = [...form.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea')].filter(
    ({ type, value, defaultValue }) => !/^(checkbox|radio|file)$/.test(type) && value !== defaultValue,
  )
  const toggles = [...form.querySelectorAll<HTMLInputElement>('[type=checkbox], [type=radio]:checked')].filter(
    ({ checked, defaultChecked }) => checked !== defaultChecked,
  )
  const selects = [...form.querySelectorAll('select')].filter(
    ({ selectedOptions: [option] }) => option?.defaultSelected === false,
  )
  // Text first and choices last, from the bottom up: a choice may replace the fields below it.
  const repeats = [...texts.map(textOf), ...toggles.map(clickOf), ...selects.toReversed().map(choiceOf)]
  for (const repeat of repeats) repeat()
}

const never = (): (() => void) => () => {}

/** Adopts the input into the form at `root` that precedes hydration. */
export function useAdoptedInput(root: RefObject<HTMLElement | null>): void {
  const isHydrating = useSyncExternalStore(
    never,
    () => false,
    () => true,
  )
  const wasHydrating = useRef(isHydrating)
  useEffect(() => {
    if (!wasHydrating.current) return
    wasHydrating.current = false
    // When the fields follow the draft and React applies each input at once, which keeps the cursor.
    queueMicrotask(() => {
      if (root.current) adoptInput(root.current)
    })
  }, [root])
}
