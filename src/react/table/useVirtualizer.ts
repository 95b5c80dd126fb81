import type { VirtualizerOptions } from '@tanstack/virtual-core'
import {
  elementScroll,
  observeElementOffset,
  observeWindowOffset,
  Virtualizer as VirtualizerOf,
} from '@tanstack/virtual-core'
import { useLayoutEffect, useReducer, useState } from 'react'
import { flushSync } from 'react-dom'

/** The element or window that scrolls the items. */
export type Scroller = Element | Window
export type Virtualizer = VirtualizerOf<Scroller, Element>

type Options = Omit<
  VirtualizerOptions<Scroller, Element>,
  'observeElementOffset' | 'scrollToFn' | 'onChange' | 'initialOffset'
>

/** Returns whether the window scrolls, not an element. */
export function isWindow(scroller: Scroller | null): scroller is Window {
  return scroller !== null && 'document' in scroller
}

/** Returns how far a scroller is scrolled, in pixels. */
export function offsetOf(scroller: Scroller | null): number {
  return isWindow(scroller) ? scroller.scrollY : (scroller?.scrollTop ?? 0)
}

function createVirtualizer(options: Options, render: () => void): Virtualizer {
  // React measures items during a commit, when it can't flush.
  let isMeasuring = false
  const virtualizer: Virtualizer = new VirtualizerOf<Scroller, Element>({
    ...options,
    initialOffset: () => offsetOf(virtualizer.scrollElement),
    observeElementOffset: (instance, notify) =>
      isWindow(instance.scrollElement)
        ? observeWindowOffset(instance as VirtualizerOf<Window, Element>, notify)
        : observeElementOffset(instance as VirtualizerOf<Element, Element>, notify),
    scrollToFn: elementScroll as Virtualizer['options']['scrollToFn'],
    onChange: (_virtualizer, isScrolling) => (isScrolling && !isMeasuring ? flushSync(render) : render()),
  })
  const { measureElement } = virtualizer
  virtualizer.measureElement = (item) => {
    isMeasuring = true
    measureElement(item)
    isMeasuring = false
  }
  return virtualizer
}

/** Forgets the offset of another scroller, as each has its own. */
function forgetOffset(virtualizer: Virtualizer, scroller: Scroller | null): void {
  if (virtualizer.scrollElement !== scroller) virtualizer.scrollOffset = null
}

/**
 * Returns a virtualizer and re-renders the component when other items come into view. TanStack's own hook would install
 * React for all users of this package, including those of the command line.
 */
export function useVirtualizer(options: Options): Virtualizer {
  const [, render] = useReducer((count: number) => count + 1, 0)
  const [virtualizer] = useState(() => createVirtualizer(options, render))
  virtualizer.setOptions({ ...virtualizer.options, ...options })
  useLayoutEffect(() => virtualizer._didMount(), [virtualizer])
  useLayoutEffect(() => {
    forgetOffset(virtualizer, options.getScrollElement())
    virtualizer._willUpdate()
  })
  return virtualizer
}
