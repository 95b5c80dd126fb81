import type { Page } from 'playwright'

// Checks of a whole page that axe doesn't make. Each returns what is wrong, in words. They know roles and boxes, but no
// class names, so they hold for every design.

/** Presses Tab through a page. Returns the stops that are against the visual order or don't show the focus. */
export async function orderFaults(page: Page): Promise<string[]> {
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
  const problems: string[] = []
  let last: Stop | undefined
  for (let stops = 0; stops < 150; stops++) {
    await page.keyboard.press('Tab')
    const now = await page.evaluate(focusedStop)
    if (now === undefined) return problems
    if (!now.isSeen) problems.push(`${now.name}: its focus is not drawn`)
    // Up is backwards, except to the top of a column on the right. So is left on the same line.
    const isAbove = last !== undefined && now.bottom <= last.top && now.left < last.right
    const isBefore = last !== undefined && now.bottom > last.top && now.top < last.bottom && now.right <= last.left
    if (last && (isAbove || isBefore)) problems.push(`${now.name} comes after ${last.name}`)
    last = now
  }
  throw new Error(`Tab doesn't leave the page. It is at ${last?.name}.`)
}

interface Stop {
  name: string
  isSeen: boolean
  top: number
  bottom: number
  left: number
  right: number
}

/** Runs in the page: returns the focused element, with its box in the document; undefined if the page has the focus. */
function focusedStop(): Stop | undefined {
  let element = document.activeElement
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement
  if (!(element instanceof HTMLElement) || element === document.body) return undefined
  const { top, bottom, left, right } = element.getBoundingClientRect()
  // The ring may be around a control and its parts, such as an editor with its line numbers.
  const around: HTMLElement[] = []
  for (let at: HTMLElement | null = element; at && around.length < 3; at = at.parentElement) around.push(at)
  const { scrollX: x, scrollY: y } = window
  return {
    name:
      element.getAttribute('aria-label') ??
      (element.textContent.trim().slice(0, 40) || element.outerHTML.slice(0, 120)),
    isSeen: around.some((one) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(one)
      return outlineStyle !== 'none' && outlineWidth !== '0px'
    }),
    top: top + y,
    bottom: bottom + y,
    left: left + x,
    right: right + x,
  }
}

/**
 * Runs in the page: returns the controls that are hard to hit (WCAG 2.5.8), which are smaller than 24 by 24 pixels and
 * within 24 pixels of another one. Links in a sentence may be small.
 */
export function smallTargets(): string[] {
  const least = 24
  const controls = document.querySelectorAll<HTMLElement>(
    'a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [role=radio], [role=tab], [role=option]',
  )
  const boxOf = (element: HTMLElement): DOMRect => {
    // A click on a label is a click on its checkbox or radio button.
    const label =
      element instanceof HTMLInputElement && /checkbox|radio/.test(element.type) ? element.labels?.[0] : null
    const [own, other] = [element.getBoundingClientRect(), label?.getBoundingClientRect()]
    if (!other) return own
    const [left, top] = [Math.min(own.left, other.left), Math.min(own.top, other.top)]
    return new DOMRect(left, top, Math.max(own.right, other.right) - left, Math.max(own.bottom, other.bottom) - top)
  }
  const isInSentence = (element: HTMLElement): boolean =>
    element.matches('a') &&
    getComputedStyle(element).display === 'inline' &&
    (element.parentElement?.textContent.trim() ?? '') !== element.textContent.trim()

  const targets = [...controls]
    .filter((element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest('[inert]'))
    .map((element) => ({ element, box: boxOf(element) }))
    .filter(({ box }) => box.width > 0 && box.height > 0)
  const isSmall = (box: DOMRect): boolean => box.width < least - 0.1 || box.height < least - 0.1
  const middleOf = (box: DOMRect): [x: number, y: number] => [box.left + box.width / 2, box.top + box.height / 2]

  return targets
    .filter(({ element, box }) => {
      if (!isSmall(box) || isInSentence(element)) return false
      const [x, y] = middleOf(box)
      return targets.some((other) => {
        if (other.element === element || other.element.contains(element) || element.contains(other.element))
          return false
        const [otherX, otherY] = middleOf(other.box)
        const toBox = Math.hypot(
          Math.max(other.box.left - x, 0, x - other.box.right),
          Math.max(other.box.top - y, 0, y - other.box.bottom),
        )
        const isTooNear = isSmall(other.box) && Math.hypot(otherX - x, otherY - y) < least
        return toBox < least / 2 || isTooNear
      })
    })
    .map(
      ({ element, box }) => `${Math.round(box.width)} x ${Math.round(box.height)}: ${element.outerHTML.slice(0, 120)}`,
    )
}

/** Runs in the page: returns what a narrow or enlarged page cuts off. Scrolling parts and ellipses may be wider. */
export function cutOff(): string[] {
  const scrolls = (element: Element): boolean => {
    for (let at: Element | null = element; at; at = at.parentElement) {
      if (at !== document.documentElement && /auto|scroll/.test(getComputedStyle(at).overflowX)) return true
    }
    return false
  }
  const isHidden = (element: Element): boolean =>
    [
      ...(function* () {
        for (let at: Element | null = element; at; at = at.parentElement) yield at.getBoundingClientRect()
      })(),
    ].some(({ width, height }) => width <= 1 || height <= 1)

  return [...document.querySelectorAll<HTMLElement>('body *')]
    .filter((element) => element.checkVisibility({ visibilityProperty: true }))
    .filter((element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.nodeValue?.trim()))
    .flatMap((element) => {
      if (scrolls(element) || isHidden(element)) return []
      const { overflowX, textOverflow } = getComputedStyle(element)
      const { left, right } = element.getBoundingClientRect()
      const isClipped =
        /hidden|clip/.test(overflowX) && textOverflow !== 'ellipsis' && element.scrollWidth > element.clientWidth + 1
      const isOutside = left < -1 || right > document.documentElement.clientWidth + 1
      return isClipped || isOutside ? [element.outerHTML.slice(0, 120)] : []
    })
}

/** Runs in the page: returns what moves although the user asks for reduced motion. */
export function motions(): string[] {
  const longest = (times: string): number => Math.max(...times.split(', ').map(Number.parseFloat))
  const found = [...document.querySelectorAll('*')].flatMap((element) =>
    ['', '::before', '::after'].flatMap((part) => {
      const style = getComputedStyle(element, part || null)
      const moves = [
        longest(style.transitionDuration) > 0.01 && `a transition of ${style.transitionProperty}`,
        style.animationName !== 'none' && longest(style.animationDuration) > 0.01 && `animation ${style.animationName}`,
        style.scrollBehavior === 'smooth' && 'smooth scrolling',
      ]
      return moves.flatMap((move) => (move === false ? [] : [`${element.outerHTML.slice(0, 100)}${part}: ${move}`]))
    }),
  )
  return [...new Set(found)]
}

/**
 * Runs in the page: describes how an element looks apart from its colours, so that two elements that look different
 * also do if colours are forced: borders, outlines, marks, and the dot or tick that the browser draws. The label of a
 * radio button belongs to it.
 */
export function lookOf(element: Element): string {
  const edgesOf = (one: Element): string =>
    ['', '::before', '::after']
      .map((part) => {
        const style = getComputedStyle(one, part || null)
        const borders = (['Top', 'Right', 'Bottom', 'Left'] as const).map(
          (side) => `${style[`border${side}Width`]} ${style[`border${side}Style`]}`,
        )
        const outline = style.outlineStyle === 'none' ? '' : `${style.outlineWidth} ${style.outlineStyle}`
        return [part === '' ? '' : style.content, ...borders, outline, style.textDecorationLine].join(' ')
      })
      .join(' | ')
  if (!(element instanceof HTMLInputElement)) return edgesOf(element)
  const { appearance, opacity, width } = getComputedStyle(element)
  const isDrawn = appearance !== 'none' && opacity !== '0' && Number.parseFloat(width) > 4
  return [element, ...(element.labels ?? [])].map(edgesOf).join('\n') + (isDrawn ? String(element.checked) : '')
}

/** Records what live regions say from now on: see `heard`. Runs in the page, also before it loads. */
export function listen(): void {
  const spoken: string[] = []
  ;(window as unknown as { spoken: string[] }).spoken = spoken
  const said = new Map<Element, string>()
  const politeness = (element: Element): string | null =>
    element.getAttribute('aria-live') ??
    { alert: 'assertive', status: 'polite', log: 'polite' }[element.getAttribute('role') ?? ''] ??
    null
  const regions = (root: ParentNode): Element[] =>
    [...root.querySelectorAll('[role=status], [role=alert], [role=log], [aria-live]')].filter(
      (element) => politeness(element) !== 'off' && element.checkVisibility(),
    )
  /** The text of a region without its silent parts. */
  const textOf = (region: Element): string => {
    const copy = region.cloneNode(true) as Element
    for (const silent of copy.querySelectorAll('[aria-live=off], [aria-hidden=true], [hidden]')) silent.remove()
    return copy.textContent.replaceAll(/\s+/g, ' ').trim()
  }
  const look = (): void => {
    for (const region of regions(document)) {
      const text = textOf(region)
      if (said.get(region) === text) continue
      said.set(region, text)
      if (text !== '') spoken.push(text)
    }
    // A region that is gone says its text again when it returns.
    for (const region of said.keys()) if (!region.isConnected || !region.checkVisibility()) said.delete(region)
  }
  const start = (): void => {
    new MutationObserver(look).observe(document, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
    })
    look()
  }
  start()
}

/** Returns what live regions said since the last call. */
export function heard(page: Page): Promise<string[]> {
  return page.evaluate(() => (window as unknown as { spoken: string[] }).spoken.splice(0))
}
