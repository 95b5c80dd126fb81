const focusable = 'input:not([type=hidden]):not([hidden]), select, textarea, button:not(.bsf-info)'

/** The event that opens the panels around a field. */
export const revealEvent = 'bsf-reveal'

/**
 * Moves the focus to the field at a pointer, or to the nearest field around it, and scrolls it into view.
 *
 * @returns whether there is such a field
 */
export function focusPath(root: ParentNode, pointer: string): boolean {
  for (let at = pointer; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
    const field = root.querySelector(`[data-bsf-path="${CSS.escape(at)}"]`)
    const control =
      field?.querySelector<HTMLElement>(`[aria-invalid=true]:is(${focusable})`) ??
      field?.querySelector<HTMLElement>('input[type=radio]:checked') ??
      field?.querySelector<HTMLElement>(focusable)
    if (!control) continue
    control.dispatchEvent(new CustomEvent(revealEvent, { bubbles: true }))
    control.focus()
    control.scrollIntoView({ block: 'nearest' })
    return true
  }
  return false
}
