import type { ReactElement } from 'react'
import { useCallback, useRef } from 'react'

/**
 * Returns a live region for screen readers, and a stable function that announces text in it. A repeated text is
 * announced again.
 */
export function useAnnouncer(): { announce: (text: string) => void; region: ReactElement } {
  const region = useRef<HTMLDivElement>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const announce = useCallback((text: string) => {
    const element = region.current
    if (!element) return
    element.textContent = ''
    clearTimeout(timer.current)
    timer.current = setTimeout(() => {
      element.textContent = text
    }, 30)
  }, [])
  return { announce, region: <div ref={region} className="bsf-visually-hidden bsf-announcer" aria-live="polite" /> }
}
