import { useCallback, useEffect, useRef } from 'react'

/**
 * Returns a stable function that runs an action as soon as no pointer is pressed. It runs the action at once, or after
 * the release of the pointer and its click.
 */
export function useWhenReleased(): (action: () => void) => void {
  const state = useRef<{ pressed: boolean; waiting: (() => void)[] }>({ pressed: false, waiting: [] })
  useEffect(() => {
    const { current } = state
    const press = (): void => {
      current.pressed = true
    }
    const release = (): void => {
      current.pressed = false
      setTimeout(() => {
        for (const action of current.waiting.splice(0)) action()
      })
    }
    document.addEventListener('pointerdown', press, true)
    document.addEventListener('pointerup', release, true)
    document.addEventListener('pointercancel', release, true)
    return () => {
      document.removeEventListener('pointerdown', press, true)
      document.removeEventListener('pointerup', release, true)
      document.removeEventListener('pointercancel', release, true)
    }
  }, [])
  return useCallback((action) => {
    if (state.current.pressed) state.current.waiting.push(action)
    else action()
  }, [])
}
