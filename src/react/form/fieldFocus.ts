import { useEffect, useSyncExternalStore } from 'react'
import type { FormDraft } from '../../draft/createFormDraft.ts'

type Focus = (pointer: string) => boolean

interface Forms {
  readonly focuses: Set<Focus>
  readonly listeners: Set<() => void>
  readonly subscribe: (listener: () => void) => () => void
}

/** The forms on the page, by draft. Components next to a form use it to focus a field. */
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

/** Lets components next to a form move the focus into it. */
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

/** Returns whether the page has a form for the draft. */
export function useHasForm(draft: FormDraft): boolean {
  const { focuses, subscribe } = formsOf(draft)
  return useSyncExternalStore(
    subscribe,
    () => focuses.size > 0,
    () => false,
  )
}

/**
 * Moves the focus to a field in the `BackupStorageForm` of a draft, opens the sections around it and scrolls to it.
 *
 * @param draft - the draft passed to the form
 * @param pointer - JSON Pointer into the values, as in a diagnostic's `path`
 * @returns whether the page has the field or one around it
 */
export function focusField(draft: FormDraft, pointer: string): boolean {
  return [...formsOf(draft).focuses].some((focus) => focus(pointer))
}
