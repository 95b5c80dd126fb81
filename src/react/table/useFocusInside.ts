import type { RefObject } from 'react'
import { useLayoutEffect, useRef } from 'react'

/** Moves the focus to a focusable element when the focused element inside it is removed. */
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
    // React sends no blur event for elements that it removes.
    onBlur: () => {
      hasFocus.current = false
    },
  }
}
