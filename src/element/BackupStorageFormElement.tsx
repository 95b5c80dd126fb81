import type { ReactElement } from 'react'
import type { Diagnostic } from '../schema/diagnostics.ts'
import { BackupStorageForm } from '../react/form/BackupStorageForm.tsx'
import type { FormHostProps } from '../react/form/FormHostProps.ts'
import type { ViewProps } from './defineElement.tsx'
import { defineElement } from './defineElement.tsx'
import type { ElementOf } from './ElementOf.ts'
import type { DraftMembers } from './draft.ts'
import { draftMembers, useElementDraft } from './draft.ts'
import { formProperties } from './formProperties.ts'

/** The properties of `<backup-storage-form>`. */
export interface FormElementProperties extends FormHostProps {
  /** Whether there is a Preview button. @default false */
  canPreview?: boolean | undefined
  /** Whether there is a Cancel button. @default false */
  canCancel?: boolean | undefined
}

/** The events of `<backup-storage-form>`, with their `detail`. Read the values from the element's `values`. */
export interface FormElementEvents {
  /** After each change, with the diagnostics of the values. */
  change: { diagnostics: readonly Diagnostic[] }
  /** The user presses Preview, and there are no errors. */
  preview: undefined
  /** The user presses Cancel. */
  cancel: undefined
}

function FormView({ given, host, dispatch }: ViewProps<FormElementProperties, FormElementEvents>): ReactElement {
  const { canPreview, canCancel, values: _values, ...props } = given
  const draft = useElementDraft(given, host)
  return (
    <BackupStorageForm
      {...props}
      draft={draft}
      onChange={(_values, diagnostics) => dispatch('change', { diagnostics })}
      onPreview={canPreview ? () => dispatch('preview', undefined) : undefined}
      onCancel={canCancel ? () => dispatch('cancel', undefined) : undefined}
    />
  )
}

/** `<backup-storage-form>`: `BackupStorageForm` for hosts without React. */
export const BackupStorageFormElement = defineElement<FormElementProperties, FormElementEvents, DraftMembers>(
  'backup-storage-form',
  {
    properties: { ...formProperties, values: 'data', readOnly: 'switch', canPreview: 'switch', canCancel: 'switch' },
    view: FormView,
    members: draftMembers,
  },
)
export type BackupStorageFormElement = ElementOf<FormElementProperties, FormElementEvents, DraftMembers>
