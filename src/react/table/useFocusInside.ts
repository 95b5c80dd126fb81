import type { RefObject } from 'react'
import { useLayoutEffect, useRef } from 'react'

/**
 * Moves the focus to a focusable element when the focused element inside another one is removed.
 *
 * @param target - takes the focus
 */
export function useFocusInside(
  element: RefObject<HTMLElement | null>,
  target = element,
): {
  onFocus: () => void
  onBlur: () => void
} {
  const hasFocus = useRef(false)
  useLayoutEffect(() => {
    const { current } = element
    if (!current || !hasFocus.current) return
    const { activeElement } = current.getRootNode() as Document | ShadowRoot
    if (!current.contains(activeElement)) target.current?.focus({ preventScroll: true })
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
