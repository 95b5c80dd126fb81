import { useLayoutEffect } from 'react'
import type { FormDraft } from '../draft/createFormDraft.ts'
import { focusField } from '../react/form/fieldFocus.ts'
import type { FormHostProps } from '../react/form/FormHostProps.ts'
import { useDraftOptions } from '../react/form/useDraftOptions.ts'
import { useFormDraft } from '../react/useFormDraft.ts'
import type { BackupStorageValues } from '../generated/types.ts'
import type { Host } from './Host.ts'

type DraftGiven = Pick<FormHostProps, 'draft' | 'values'>

/** What an element with a form says of it. */
export interface DraftMembers {
  /** The draft behind the form: the one that was given, else the element's own, from when it is shown. */
  draft: FormDraft | undefined
  /** The values as they are now. Setting them replaces all that was typed. */
  values: BackupStorageValues | undefined
  /** Moves the focus to the field of a JSON Pointer; false where there is none. */
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

/** The draft that an element shows. What was typed is there again when the element comes back to the page. */
export function useElementDraft<Given extends FormHostProps>(given: Partial<Given>, host: Host<Given>): FormDraft {
  const values = host.draft?.getState().values ?? given.values
  const own = useFormDraft(useDraftOptions({ ...given, values }))
  useLayoutEffect(() => host.shows(own), [host, own])
  return given.draft ?? own
}
