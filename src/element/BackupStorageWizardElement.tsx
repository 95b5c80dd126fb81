import type { ReactElement } from 'react'
import type { Diagnostic } from '../schema/diagnostics.ts'
import type { Manifest } from '../schema/manifest.ts'
import type { BackupStorageValues } from '../generated/types.ts'
import { BackupStorageWizard } from '../react/wizard/BackupStorageWizard.tsx'
import type { SubmitContext } from '../react/wizard/SubmitManifests.ts'
import type { WizardHostProps } from '../react/wizard/WizardHostProps.ts'
import type { ClusterGiven } from './client.ts'
import { clientOf } from './client.ts'
import type { ViewProps } from './defineElement.tsx'
import { defineElement } from './defineElement.tsx'
import type { ElementOf } from './ElementOf.ts'
import type { DraftMembers } from './draft.ts'
import { draftMembers, useElementDraft } from './draft.ts'
import { formProperties } from './formProperties.ts'

/** The properties of `<backup-storage-wizard>`. */
export interface WizardElementProperties extends Omit<WizardHostProps, 'nonce'>, ClusterGiven {
  /** The values as they are now. Setting them replaces all that was typed. */
  values?: BackupStorageValues | undefined
  /** Whether there is a button Cancel. @default false */
  canCancel?: boolean | undefined
  /**
   * Whether Submit is the page's, by the event `submit`, though there is a client: that then only answers dry runs.
   * @default false
   */
  ownSubmit?: boolean | undefined
}

/** What a submit is about: the manifests in the order to apply them, and options for `submitManifests`. */
export interface SubmitDetail extends SubmitContext {
  manifests: Manifest[]
  /** Shows progress until the promise is settled, and its error where it rejects. Call it while the event is handled. */
  waitUntil: (work: Promise<unknown>) => void
}

/** The events of `<backup-storage-wizard>`, with their `detail`. */
export interface WizardElementEvents {
  /** After each change: the values as typed, and what is wrong with them. */
  change: { values: BackupStorageValues; diagnostics: readonly Diagnostic[] }
  /** Submit was pressed, and the manifests are the page's to apply: without a client, or with `ownSubmit`. */
  submit: SubmitDetail
  /** A person is done with a storage that the client wrote. */
  done: { objects: Manifest[] }
  /** The button Cancel was pressed. */
  cancel: undefined
}

function WizardView({ given, host, dispatch }: ViewProps<WizardElementProperties, WizardElementEvents>): ReactElement {
  const { canCancel, ownSubmit, baseUrl: _baseUrl, values: _values, ...props } = given
  const draft = useElementDraft(given, host)
  const client = clientOf(given)

  function submit(manifests: Manifest[], context: SubmitContext): Promise<unknown> {
    const work: Promise<unknown>[] = []
    dispatch('submit', { ...context, manifests, waitUntil: (one) => void work.push(one) })
    if (work.length === 0) {
      return Promise.reject(
        new Error(
          'backupstorage-forms: nothing took the manifests. A listener of "submit" has to call event.detail.waitUntil ' +
            'with the promise of what it does with them.',
        ),
      )
    }
    return Promise.all(work)
  }
  return (
    <BackupStorageWizard
      {...props}
      client={client}
      draft={draft}
      onChange={(values, diagnostics) => dispatch('change', { values, diagnostics })}
      onSubmit={client && !ownSubmit ? undefined : submit}
      onDone={(objects) => dispatch('done', { objects })}
      onCancel={canCancel ? () => dispatch('cancel', undefined) : undefined}
    />
  )
}

/** `<backup-storage-wizard>`: `BackupStorageWizard` for pages without React. */
export const BackupStorageWizardElement = defineElement<WizardElementProperties, WizardElementEvents, DraftMembers>(
  'backup-storage-wizard',
  {
    properties: {
      ...formProperties,
      values: 'data',
      baseUrl: 'text',
      client: 'data',
      canImport: 'switch',
      canCancel: 'switch',
      ownSubmit: 'switch',
    },
    view: WizardView,
    members: draftMembers,
  },
)
export type BackupStorageWizardElement = ElementOf<WizardElementProperties, WizardElementEvents, DraftMembers>
