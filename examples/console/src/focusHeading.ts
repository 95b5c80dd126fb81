/** Moves the focus to the page's heading, for buttons that disappear when pressed. */
export function focusHeading(): void {
  document.querySelector('h1')?.focus()
}
