import type { RefObject } from 'react'
import { useLayoutEffect, useRef } from 'react'

/** Keeps the focus in an element, which can have it, when what has the focus in it is removed. */
export function useFocusInside(element: RefObject<HTMLElement | null>): {
  onFocus: () => void
  onBlur: () => void
} {
  const hasFocus = useRef(false)
  useLayoutEffect(() => {
    const { current } = element
    if (!current || !hasFocus.current) return
    const { activeElement } = current.getRootNode() as Document | ShadowRoot
    if (!current.contains(activeElement)) current.focus({ preventScroll: true })
  })
  return {
    onFocus: () => {
      hasFocus.current = true
    },
    // React does not tell of what it removes.
    onBlur: () => {
      hasFocus.current = false
    },
  }
}
