import { useLayoutEffect } from 'react'
import type { FormDraft } from '../draft/createFormDraft.ts'
import { focusField } from '../react/form/fieldFocus.ts'
import type { FormHostProps } from '../react/form/FormHostProps.ts'
import { useDraftOptions } from '../react/form/useDraftOptions.ts'
import { useFormDraft } from '../react/useFormDraft.ts'
import type { BackupStorageValues } from '../generated/types.ts'
import type { Host } from './Host.ts'

type DraftGiven = Pick<FormHostProps, 'draft' | 'values'>

/** Members of an element with a form. */
export interface DraftMembers {
  /** The draft behind the form: the given one, or else the element's own once it is shown. */
  draft: FormDraft | undefined
  /** The current values. Setting them replaces all of the user's input. */
  values: BackupStorageValues | undefined
  /** Moves the focus to the field at a JSON Pointer. Returns false if there is none. */
  focusField(pointer: string): boolean
}

export function draftMembers<Given extends DraftGiven>(host: Host<Given>): DraftMembers {
  const current = (): FormDraft | undefined => host.given.draft ?? host.draft
  return {
    get draft() {
      return current()
    },
    set draft(draft) {
      host.given.draft = draft
      host.update()
    },
    get values() {
      return current()?.getState().values ?? host.given.values
    },
    set values(values) {
      host.given.values = values
      if (values) current()?.replaceValues(values)
    },
    focusField: (pointer) => {
      const draft = current()
      return draft !== undefined && focusField(draft, pointer)
    },
  }
}

/** Returns the draft that an element shows. Its values survive removing and re-adding the element. */
export function useElementDraft<Given extends FormHostProps>(given: Partial<Given>, host: Host<Given>): FormDraft {
  const values = host.draft?.getState().values ?? given.values
  const own = useFormDraft(useDraftOptions({ ...given, values }))
  useLayoutEffect(() => host.shows(own), [host, own])
  return given.draft ?? own
}
