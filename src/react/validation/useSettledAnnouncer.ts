import type { ReactElement } from 'react'
import { useCallback, useEffect, useRef } from 'react'
import { useAnnouncer } from '../form/useAnnouncer.tsx'

const settled = 500

/**
 * Announces a summary once it has changed and stayed the same for half a second.
 *
 * It announces neither the first summary nor that of each keystroke.
 *
 * @returns a function that announces something else before it, and the live region for both
 */
export function useSettledAnnouncer(summary: string): { say: (event: string) => void; region: ReactElement } {
  const { announce, region } = useAnnouncer()
  const said = useRef(summary)
  const latest = useRef(summary)
  const event = useRef('')
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const wait = useCallback(() => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => {
      const texts = [event.current, latest.current === said.current ? '' : latest.current].filter((one) => one !== '')
      event.current = ''
      said.current = latest.current
      if (texts.length > 0) announce(texts.join(' '))
    }, settled)
  }, [announce])
  useEffect(() => {
    if (latest.current === summary) return
    latest.current = summary
    wait()
  }, [summary, wait])
  useEffect(() => () => clearTimeout(timer.current), [])
  const say = useCallback(
    (text: string) => {
      event.current = text
      wait()
    },
    [wait],
  )
  return { say, region }
}
