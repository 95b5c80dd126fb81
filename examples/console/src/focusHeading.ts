/** Moves the focus to the page's heading: for a button that vanishes when it is pressed. */
export function focusHeading(): void {
  document.querySelector('h1')?.focus()
}
