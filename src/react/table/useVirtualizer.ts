import type { VirtualizerOptions } from '@tanstack/virtual-core'
import { elementScroll, observeElementOffset, Virtualizer } from '@tanstack/virtual-core'
import { useLayoutEffect, useReducer, useState } from 'react'
import { flushSync } from 'react-dom'

type Options<S extends Element, I extends Element> = Omit<
  VirtualizerOptions<S, I>,
  'observeElementOffset' | 'scrollToFn' | 'onChange'
>

function createVirtualizer<S extends Element, I extends Element>(
  options: Options<S, I>,
  render: () => void,
): Virtualizer<S, I> {
  // React measures items during a commit, when it can't flush.
  let isMeasuring = false
  const virtualizer = new Virtualizer<S, I>({
    ...options,
    observeElementOffset,
    scrollToFn: elementScroll,
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

/**
 * Returns a virtualizer and re-renders the component when other items come into view. TanStack's own hook would install
 * React for all users of this package, including those of the command line.
 */
export function useVirtualizer<S extends Element, I extends Element>(options: Options<S, I>): Virtualizer<S, I> {
  const [, render] = useReducer((count: number) => count + 1, 0)
  const [virtualizer] = useState(() => createVirtualizer(options, render))
  virtualizer.setOptions({ ...virtualizer.options, ...options })
  useLayoutEffect(() => virtualizer._didMount(), [virtualizer])
  useLayoutEffect(() => virtualizer._willUpdate())
  return virtualizer
}
