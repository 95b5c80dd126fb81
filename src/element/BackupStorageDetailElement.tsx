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

/** The properties of `<backup-storage-detail>`. It shows nothing until it has a `client` or a `baseUrl`, and both names. */
export interface DetailElementProperties extends Partial<DetailHostProps>, ClusterGiven, NavigationGiven {
  /** Whether there is a button Edit, for the event `edit`. @default false */
  canEdit?: boolean | undefined
  /** Whether there is a button Duplicate, for the event `duplicate`. @default false */
  canDuplicate?: boolean | undefined
  /** Whether there is a button Delete. @default false */
  canDelete?: boolean | undefined
}

/** The events of `<backup-storage-detail>`, with their `detail`: the object as the cluster has it. */
export interface DetailElementEvents {
  edit: { object: Manifest }
  duplicate: { object: Manifest }
  /** The cluster took the request to delete it. */
  deleted: { object: Manifest }
  /** The name of an object was pressed. */
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

/** `<backup-storage-detail>`: `BackupStorageDetail` for pages without React. */
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
