/** The parts that a host can style with `::part()`, by their class in the component's own style sheet. */
const partByClass = new Map([
  ['bsf-form', 'form'],
  ['bsf-panel', 'panel'],
  ['bsf-panel-header', 'panel-header'],
  ['bsf-panel-body', 'panel-body'],
  ['bsf-section', 'section'],
  ['bsf-section-title', 'section-title'],
  ['bsf-field', 'field'],
  ['bsf-field--invalid', 'field-invalid'],
  ['bsf-label', 'label'],
  ['bsf-description', 'description'],
  ['bsf-errors', 'errors'],
  ['bsf-input', 'input'],
  ['bsf-button', 'button'],
  ['bsf-button--primary', 'button-primary'],
  ['bsf-button--danger', 'button-danger'],
  ['bsf-button--quiet', 'button-quiet'],
  ['bsf-link', 'link'],
  ['bsf-object-link', 'link'],
  ['bsf-note', 'note'],
  ['bsf-alert', 'alert'],
  ['bsf-badge', 'badge'],
  ['bsf-actions', 'actions'],
  ['bsf-toolbar', 'toolbar'],
  ['bsf-editor', 'editor'],
  ['bsf-dialog', 'dialog'],
  ['bsf-grid', 'grid'],
  ['bsf-grid-header', 'grid-header'],
  ['bsf-grid-row', 'grid-row'],
  ['bsf-cell', 'cell'],
])

/** The names of all parts. */
export const partNames: readonly string[] = [...new Set(partByClass.values())]

function expose(element: Element): void {
  const parts = [...element.classList].flatMap((name) => partByClass.get(name) ?? [])
  if (parts.length > 0) element.setAttribute('part', parts.join(' '))
  else element.removeAttribute('part')
}

/** Keeps the part names of the elements in a container in step with their classes. */
export function exposeParts(container: Element): void {
  new MutationObserver((records) => {
    for (const { target, addedNodes, type } of records) {
      if (type === 'attributes') expose(target as Element)
      for (const node of addedNodes) {
        if (!(node instanceof Element)) continue
        expose(node)
        for (const element of node.querySelectorAll('[class]')) expose(element)
      }
    }
  }).observe(container, { subtree: true, childList: true, attributes: true, attributeFilter: ['class'] })
}
