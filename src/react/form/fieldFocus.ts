import { useEffect, useSyncExternalStore } from 'react'
import type { FormDraft } from '../../draft/createFormDraft.ts'

type Focus = (pointer: string) => boolean

interface Forms {
  readonly focuses: Set<Focus>
  readonly listeners: Set<() => void>
  readonly subscribe: (listener: () => void) => () => void
}

/** The forms on the page, by the draft that each one shows: what stands beside a form reaches its fields by it. */
const byDraft = new WeakMap<FormDraft, Forms>()

function formsOf(draft: FormDraft): Forms {
  let forms = byDraft.get(draft)
  if (!forms) {
    const listeners = new Set<() => void>()
    const subscribe = (listener: () => void): (() => void) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    }
    byDraft.set(draft, (forms = { focuses: new Set(), listeners, subscribe }))
  }
  return forms
}

/** Lets what stands beside a form move the focus into it. */
export function useFieldFocus(draft: FormDraft, focus: Focus): void {
  useEffect(() => {
    const { focuses, listeners } = formsOf(draft)
    const notify = (): void => listeners.forEach((listener) => listener())
    focuses.add(focus)
    notify()
    return () => {
      focuses.delete(focus)
      notify()
    }
  }, [draft, focus])
}

/** Whether a form of the draft is on the page. */
export function useHasForm(draft: FormDraft): boolean {
  const { focuses, subscribe } = formsOf(draft)
  return useSyncExternalStore(
    subscribe,
    () => focuses.size > 0,
    () => false,
  )
}

/**
 * Moves the focus to a field in the `BackupStorageForm` of a draft, opens the sections around it and brings it into view.
 *
 * @param draft - the draft that the form was given
 * @param pointer - JSON Pointer into the values, as in a diagnostic's `path`
 * @returns whether there is such a field on the page
 */
export function focusField(draft: FormDraft, pointer: string): boolean {
  return [...formsOf(draft).focuses].some((focus) => focus(pointer))
}
