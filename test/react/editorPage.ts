/** Returns the whole page as markup, including shadow trees and the values of inputs. */
export function markup(root: Document | ShadowRoot | Element = document): string {
  const own = root instanceof Document ? root.documentElement.outerHTML : root.innerHTML
  const inside = [...root.querySelectorAll('*')].map((element) => {
    const value = element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement ? element.value : ''
    return value + (element.shadowRoot ? markup(element.shadowRoot) : '')
  })
  return [own, ...inside].join('\n')
}

export function shadow(): ShadowRoot {
  const root = document.querySelector('.bsf-editor-host')?.shadowRoot
  if (!root) throw new Error('There is no editor.')
  return root
}

export function inEditor(selector: string): HTMLElement {
  const element = shadow().querySelector<HTMLElement>(selector)
  if (!element) throw new Error(`There is no ${selector} in the editor.`)
  return element
}

/** Returns the visible lines. */
export function linesSeen(): string[] {
  return [...shadow().querySelectorAll('.cm-line')].map(({ textContent }) => textContent)
}

/** Copies or cuts the selection in the editor, and returns the clipboard's content. */
export function copied(type: 'copy' | 'cut' = 'copy'): string {
  const clipboardData = new DataTransfer()
  inEditor('.cm-content').dispatchEvent(new ClipboardEvent(type, { clipboardData, bubbles: true, cancelable: true }))
  return clipboardData.getData('text/plain')
}

export function paste(text: string): void {
  const clipboardData = new DataTransfer()
  clipboardData.setData('text/plain', text)
  inEditor('.cm-content').dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
}
