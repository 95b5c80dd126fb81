import type { RefObject } from 'react'
import { useLayoutEffect, useRef, useSyncExternalStore } from 'react'

type TextControl = HTMLInputElement | HTMLTextAreaElement

/** Repeats the user's input into a control, so that React handles it. */
function repeatText(control: TextControl): void {
  const { value, defaultValue, selectionStart, selectionEnd, selectionDirection } = control
  const prototype = control instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype
  // React compares the value with the last one set through the control's own property.
  control.value = defaultValue
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(control, value)
  control.setSelectionRange(selectionStart, selectionEnd, selectionDirection ?? undefined)
  control.dispatchEvent(new InputEvent('input', { bubbles: true }))
}

function repeatClick(control: HTMLInputElement): void {
  control.checked = control.defaultChecked
  control.click()
}

function repeatChoice(select: HTMLSelectElement): void {
  select.dispatchEvent(new Event('change', { bubbles: true }))
}

const isToggle = (control: Element): control is HTMLInputElement => control.matches('[type=checkbox], [type=radio]')
const isText = (control: Element): control is TextControl =>
  control.matches('textarea, input:not([type=checkbox], [type=radio], [type=file], [type=hidden])')

/** Adopts what the user entered into a server-rendered form before React took it over. */
function adoptInput(form: HTMLElement): void {
  const controls = [...form.querySelectorAll('input, select, textarea')]
  // Text first: a toggle or a choice may replace the fields that it was typed into.
  for (const one of controls) if (isText(one) && one.value !== one.defaultValue) repeatText(one)
  for (const one of controls) if (isToggle(one) && one.checked && !one.defaultChecked) repeatClick(one)
  for (const one of controls)
    if (isToggle(one) && one.type === 'checkbox' && one.isConnected && !one.checked && one.defaultChecked)
      repeatClick(one)
  for (const one of controls)
    if (one instanceof HTMLSelectElement && one.isConnected && one.selectedOptions[0]?.defaultSelected === false)
      repeatChoice(one)
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
  useLayoutEffect(() => {
    if (wasHydrating.current && root.current) adoptInput(root.current)
    wasHydrating.current = false
  }, [root])
}
