import type { BackupStorageClient } from '../../cluster/client.ts'
import type { Resource } from '../../schema/resource.ts'
import type { Sort } from '../../cluster/rows/arrangeRows.ts'
import type { Messages } from '../messages.ts'

/** Props that the React list and the custom element share. */
export interface ListHostProps {
  /** A client for the cluster. Pass the same object in each render. */
  client: Pick<BackupStorageClient, 'list' | 'watch' | 'namespaces' | 'permission'>
  /** The kind of the storages. @default BackupStorage */
  resource?: Resource | undefined
  /** The selected namespace, empty for all. Controlled if set. */
  namespace?: string | undefined
  /** The initial namespace. @default '' */
  defaultNamespace?: string | undefined
  /** The search: words that a row must contain. Controlled if set. */
  search?: string | undefined
  /**
   * The direction and the sort column: `name`, `namespace`, `provider`, `size`, `repositories`, `status` or `age`.
   * Controlled if set.
   */
  sort?: Sort | undefined
  /** The address of the page that creates a storage. The button needs this, `onCreate` or (on the element) `canCreate`. */
  createHref?: string | undefined
  /**
   * A storage that the user has just deleted. A line above the table says that its deletion was requested or, once it
   * is gone, that it was deleted.
   */
  deleted?: { namespace: string; name: string } | undefined
  /** Messages that replace the English ones. Pass the same object in each render. @default the English ones */
  messages?: Partial<Messages> | undefined
}
