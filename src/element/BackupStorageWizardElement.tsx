import type { ReactElement } from 'react'
import type { Diagnostic } from '../schema/diagnostics.ts'
import type { Manifest } from '../schema/manifest.ts'
import type { BackupStorageValues } from '../generated/types.ts'
import { withoutSecretValues } from '../cluster/kubernetes/secretValues.ts'
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
  /** The current values. Setting them replaces all of the user's input. */
  values?: BackupStorageValues | undefined
  /** Whether there is a Cancel button. @default false */
  canCancel?: boolean | undefined
  /**
   * Whether the host handles the event `submit` although there is a client, which then only does dry runs.
   * @default false
   */
  ownSubmit?: boolean | undefined
}

/** The detail of `submit`: options for `submitManifests`. The manifests are in the element's `manifests`. */
export interface SubmitDetail extends SubmitContext {
  /** Shows progress until the promise settles, and its error if it rejects. Call it synchronously in the listener. */
  waitUntil: (work: Promise<unknown>) => void
}

/** Members of `<backup-storage-wizard>`. */
export interface WizardMembers extends DraftMembers {
  /** The manifests that the event `submit` is about, in the order to apply them; unset once its work is done. */
  readonly manifests: Manifest[] | undefined
}

/** The events of `<backup-storage-wizard>`, with their `detail`. Read the values from the element's `values`. */
export interface WizardElementEvents {
  /** After each change, with the diagnostics of the values. */
  change: { diagnostics: readonly Diagnostic[] }
  /** The user presses Submit, and the host applies `manifests`: without a client, or with `ownSubmit`. */
  submit: SubmitDetail
  /** The user is done with a storage that the client wrote; a Secret comes without its values. */
  done: { objects: Manifest[] }
  /** The user presses Cancel. */
  cancel: undefined
}

function WizardView({ given, host, dispatch }: ViewProps<WizardElementProperties, WizardElementEvents>): ReactElement {
  const { canCancel, ownSubmit, baseUrl: _baseUrl, values: _values, ...props } = given
  const draft = useElementDraft(given, host)
  const client = clientOf(given)

  async function submit(manifests: Manifest[], context: SubmitContext): Promise<unknown> {
    const work: Promise<unknown>[] = []
    host.submits(manifests)
    try {
      dispatch('submit', { ...context, waitUntil: (one) => void work.push(one) })
      if (work.length > 0) return await Promise.all(work)
    } finally {
      host.submits(undefined)
    }
    throw new Error(
      'backupstorage-forms: No listener handled the "submit" event. Call event.detail.waitUntil(promise) in the ' +
        'listener, with a promise for the result.',
    )
  }
  return (
    <BackupStorageWizard
      {...props}
      client={client}
      draft={draft}
      onChange={(_values, diagnostics) => dispatch('change', { diagnostics })}
      onSubmit={client && !ownSubmit ? undefined : submit}
      onDone={(objects) => dispatch('done', { objects: objects.map(withoutSecretValues) })}
      onCancel={canCancel ? () => dispatch('cancel', undefined) : undefined}
    />
  )
}

/** `<backup-storage-wizard>`: `BackupStorageWizard` for hosts without React. */
export const BackupStorageWizardElement = defineElement<WizardElementProperties, WizardElementEvents, WizardMembers>(
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
    members: (host) =>
      Object.defineProperty(draftMembers(host), 'manifests', {
        get: () => host.manifests,
        configurable: true,
      }) as WizardMembers,
  },
)
export type BackupStorageWizardElement = ElementOf<WizardElementProperties, WizardElementEvents, WizardMembers>
