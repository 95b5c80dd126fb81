import type { BackupStorageClient } from '../../cluster/client.ts'
import type { Options } from '../../context/options.ts'
import type { Manifest } from '../../schema/manifest.ts'
import type { Messages } from '../messages.ts'

/** Props that the React detail page and the custom element share. */
export interface DetailHostProps extends Pick<Options, 'providers' | 'resource'> {
  /** A client for the cluster. Pass the same object in each render. */
  client: Pick<BackupStorageClient, 'list' | 'watch' | 'delete' | 'permission' | 'secret'>
  /** The namespace of the storage. */
  namespace: string
  /** The name of the storage. */
  name: string
  /** The level of the heading with the storage's name. @default 2 */
  headingLevel?: 1 | 2 | undefined
  /** The address of the page that edits the storage. The button needs this, `onEdit` or (on the element) `canEdit`. */
  editHref?: string | undefined
  /**
   * The address of the page that duplicates the storage. The button needs this, `onDuplicate` or (on the element)
   * `canDuplicate`.
   */
  duplicateHref?: string | undefined
  /** Messages that replace the English ones. Pass the same object in each render. @default the English ones */
  messages?: Partial<Messages> | undefined
}

/** The actions of a React host. */
export interface DetailCallbacks {
  /** Called by the Edit button, with the object as the cluster has it. */
  onEdit?: ((object: Manifest) => void) | undefined
  /** Called by the Duplicate button, with the object as the cluster has it. */
  onDuplicate?: ((object: Manifest) => void) | undefined
  /**
   * Called once the cluster accepts the delete request. The storage may remain for a while, until its finalizers are
   * removed. The Delete button is shown only if this is set.
   */
  onDeleted?: ((object: Manifest) => void) | undefined
}
