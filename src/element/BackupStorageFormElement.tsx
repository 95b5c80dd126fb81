import type { ReactElement } from 'react'
import type { Diagnostic } from '../schema/diagnostics.ts'
import type { BackupStorageValues } from '../generated/types.ts'
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

/** The events of `<backup-storage-form>`, with their `detail`. */
export interface FormElementEvents {
  /** After each change, with the values as typed and their diagnostics. */
  change: { values: BackupStorageValues; diagnostics: readonly Diagnostic[] }
  /** The user presses Preview, and there are no errors. */
  preview: { values: BackupStorageValues }
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
      onChange={(values, diagnostics) => dispatch('change', { values, diagnostics })}
      onPreview={canPreview ? (values) => dispatch('preview', { values }) : undefined}
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
