import type { BackupStorageClient } from '../../cluster/client.ts'
import type { Options } from '../../context/options.ts'
import type { Messages } from '../messages.ts'

/** What a host gives the page of a storage, in React or as an element. */
export interface DetailHostProps extends Pick<Options, 'providers' | 'resource'> {
  /** The cluster. Pass the same client at each render. */
  client: Pick<BackupStorageClient, 'list' | 'watch' | 'delete' | 'permission' | 'secret'>
  /** The namespace of the storage. */
  namespace: string
  /** The name of the storage. */
  name: string
  /** The address of the page that edits it; without it and `onEdit` there is no button. */
  editHref?: string | undefined
  /** The address of the page that makes another one like it; without it and `onDuplicate` there is no button. */
  duplicateHref?: string | undefined
  /** Strings in the place of the English ones; keep the object. @default the English ones */
  messages?: Partial<Messages> | undefined
}
