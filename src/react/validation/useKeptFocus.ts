import type { RefObject } from 'react'
import { useCallback, useLayoutEffect, useRef } from 'react'

const rowOf = (element: Element): string | undefined =>
  element.closest<HTMLElement>('[data-bsf-row]')?.dataset['bsfRow']

/**
 * Keeps the focus in a list whose rows come and go.
 *
 * When the focused row is removed, the focus moves to the next remaining row, or else to the fallback.
 *
 * @param rows - the keys of the current rows, which their elements have as `data-bsf-row`
 * @returns a function that sets the row to move to when the focused element is removed
 */
export function useKeptFocus(
  root: RefObject<HTMLElement | null>,
  fallback: RefObject<HTMLElement | null>,
  rows: readonly string[],
): (row: string | undefined) => void {
  const held = useRef<{ element: Element; row: string | undefined }>(undefined)
  const wanted = useRef<string>(undefined)
  const before = useRef(rows)
  useLayoutEffect(() => {
    const element = root.current
    const hold = ({ target }: FocusEvent): void => {
      if (target instanceof Element) held.current = { element: target, row: rowOf(target) }
    }
    const release = ({ relatedTarget }: FocusEvent): void => {
      const { current } = held
      const letGo = (): void => {
        if (held.current === current) held.current = undefined
      }
      // If nothing takes the focus, the focused element may be about to be removed. The effect below then runs first.
      if (relatedTarget) letGo()
      else setTimeout(letGo)
    }
    element?.addEventListener('focusin', hold)
    element?.addEventListener('focusout', release)
    return () => {
      element?.removeEventListener('focusin', hold)
      element?.removeEventListener('focusout', release)
    }
  }, [root])
  useLayoutEffect(() => {
    const known = before.current
    before.current = rows
    const lost = held.current
    const first = wanted.current
    wanted.current = undefined
    if (!lost || lost.element.isConnected) return
    held.current = undefined
    const at = lost.row === undefined ? known.length : known.indexOf(lost.row)
    const buttons = new Map<string | undefined, HTMLElement>()
    for (const button of root.current?.querySelectorAll<HTMLElement>('[data-bsf-row] button') ?? []) {
      if (!buttons.has(rowOf(button))) buttons.set(rowOf(button), button)
    }
    const next = [first, ...known.slice(at + 1)].find((row) => row !== undefined && buttons.has(row))
    const target = (next === undefined ? undefined : buttons.get(next)) ?? fallback.current
    target?.focus()
  })
  return useCallback((row) => {
    wanted.current = row
  }, [])
}
