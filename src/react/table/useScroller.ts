import type { RefObject } from 'react'
import { useCallback, useState } from 'react'
import type { Scroller, Virtualizer } from './useVirtualizer.ts'
import { isWindow, offsetOf } from './useVirtualizer.ts'

/** Returns what scrolls the rows of a grid: the grid itself, an element around it, or the window. */
function scrollerOf(grid: Element): Scroller {
  const { body, defaultView } = grid.ownerDocument
  let element: Element | null = grid
  while (element && element !== body) {
    const scrolls = /auto|scroll/.test(getComputedStyle(element).overflowY)
    if (scrolls && element.scrollHeight > element.clientHeight + 1) return element
    const root = element.getRootNode()
    element = element.assignedSlot ?? element.parentElement ?? (root instanceof ShadowRoot ? root.host : null)
  }
  return defaultView as Window
}

/** Keeps focused cells clear of the pinned column. */
function clearPinned(grid: HTMLElement, title: HTMLElement | null): void {
  const isPinned = title !== null && getComputedStyle(title).position === 'sticky'
  grid.style.scrollPaddingInlineStart = isPinned ? `${title.offsetWidth.toString()}px` : ''
}

/**
 * Follows the scroller of a grid, and the area that it leaves for rows between the header and the footer. The element
 * around the grid gets `data-more`, which says at which ends there are more columns.
 */
export function useScroller(grid: RefObject<HTMLElement | null>): {
  getScrollElement: () => Scroller | null
  /** The distance from the start of the scroller's content to the first row, without the height of the header. */
  scrollMargin: number
  observeElementRect: (
    virtualizer: Virtualizer,
    notify: (rect: { width: number; height: number }) => void,
  ) => (() => void) | undefined
} {
  const [scroller, setScroller] = useState<Scroller>()
  const [scrollMargin, setMargin] = useState(0)
  return {
    getScrollElement: () => scroller ?? (grid.current && scrollerOf(grid.current)),
    scrollMargin,
    observeElementRect: useCallback(
      ({ scrollElement }, notify) => {
        const element = grid.current
        const header = element?.firstElementChild
        const rows = element?.lastElementChild
        const frame = element?.parentElement
        if (!element || !scrollElement || !(header instanceof HTMLElement) || !rows || !frame) return undefined
        const foot = frame.nextElementSibling
        const follow = (): void => {
          const top = isWindow(scrollElement) ? 0 : scrollElement.getBoundingClientRect().top + scrollElement.clientTop
          const start = rows.getBoundingClientRect().top - top + offsetOf(scrollElement)
          setMargin(Math.round(start - header.offsetHeight))
          const before = Math.abs(element.scrollLeft)
          const after = element.scrollWidth - element.clientWidth - before
          frame.dataset['more'] = `${before > 1 ? 'start' : ''} ${after > 1 ? 'end' : ''}`.trim()
        }
        const measure = (): void => {
          clearPinned(element, header.querySelector('[role=columnheader]'))
          const height = isWindow(scrollElement) ? scrollElement.innerHeight : scrollElement.clientHeight
          const covered = scrollElement === element ? 0 : (foot?.clientHeight ?? 0)
          setScroller(scrollerOf(element))
          follow()
          notify({ width: element.clientWidth, height: Math.max(0, height - header.offsetHeight - covered) })
        }
        measure()
        const observer = new ResizeObserver(measure)
        // The content above the grid may change too.
        for (const one of [element, header, element.ownerDocument.body]) observer.observe(one)
        if (!isWindow(scrollElement)) observer.observe(scrollElement)
        const stop = new AbortController()
        const options = { passive: true, signal: stop.signal }
        scrollElement.addEventListener('scroll', follow, options)
        element.addEventListener('scroll', follow, options)
        window.addEventListener('resize', measure, options)
        return () => {
          observer.disconnect()
          stop.abort()
        }
      },
      [grid],
    ),
  }
}
