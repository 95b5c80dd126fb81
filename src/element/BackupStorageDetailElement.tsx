import type { ReactElement } from 'react'
import type { Manifest } from '../schema/manifest.ts'
import { BackupStorageDetail } from '../react/detail/BackupStorageDetail.tsx'
import type { DetailHostProps } from '../react/detail/DetailHostProps.ts'
import type { ClusterGiven } from './client.ts'
import { clientOf } from './client.ts'
import type { ViewProps } from './defineElement.tsx'
import { defineElement } from './defineElement.tsx'
import type { ElementOf } from './ElementOf.ts'
import type { NavigateDetail, NavigationGiven } from './navigation.ts'
import { navigationOf } from './navigation.ts'

/** The properties of `<backup-storage-detail>`. It shows nothing without a `client` or `baseUrl` and both names. */
export interface DetailElementProperties extends Partial<DetailHostProps>, ClusterGiven, NavigationGiven {
  /** Whether there is an Edit button, which dispatches `edit`. @default false */
  canEdit?: boolean | undefined
  /** Whether there is a Duplicate button, which dispatches `duplicate`. @default false */
  canDuplicate?: boolean | undefined
  /** Whether there is a Delete button. @default false */
  canDelete?: boolean | undefined
}

/** The events of `<backup-storage-detail>`, with their `detail`: the object as it is in the cluster. */
export interface DetailElementEvents {
  edit: { object: Manifest }
  duplicate: { object: Manifest }
  /** The cluster accepted the request to delete it. */
  deleted: { object: Manifest }
  /** The user selects the name of an object. */
  navigate: NavigateDetail
}

function DetailView({ given, dispatch }: ViewProps<DetailElementProperties, DetailElementEvents>): ReactElement | null {
  const { hrefFor: _hrefFor, canNavigate: _canNavigate, canEdit, canDuplicate, canDelete, ...rest } = given
  const { baseUrl: _baseUrl, namespace, name, ...props } = rest
  const client = clientOf(given)
  if (!client || namespace === undefined || name === undefined) return null
  return (
    <BackupStorageDetail
      {...props}
      {...navigationOf(given, dispatch)}
      client={client}
      namespace={namespace}
      name={name}
      onEdit={canEdit ? (object) => dispatch('edit', { object }) : undefined}
      onDuplicate={canDuplicate ? (object) => dispatch('duplicate', { object }) : undefined}
      onDeleted={canDelete ? (object) => dispatch('deleted', { object }) : undefined}
    />
  )
}

/** `<backup-storage-detail>`: `BackupStorageDetail` for hosts without React. */
export const BackupStorageDetailElement = defineElement<DetailElementProperties, DetailElementEvents>(
  'backup-storage-detail',
  {
    properties: {
      baseUrl: 'text',
      client: 'data',
      namespace: 'text',
      name: 'text',
      providers: 'data',
      resource: 'data',
      headingLevel: 'data',
      editHref: 'text',
      canEdit: 'switch',
      duplicateHref: 'text',
      canDuplicate: 'switch',
      canDelete: 'switch',
      hrefFor: 'data',
      canNavigate: 'switch',
      messages: 'data',
    },
    view: DetailView,
  },
)
export type BackupStorageDetailElement = ElementOf<DetailElementProperties, DetailElementEvents, object>
