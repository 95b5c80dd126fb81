import type { BackupStorageClient } from '../../cluster/client.ts'
import type { Resource } from '../../schema/resource.ts'
import type { Sort } from '../../cluster/rows/arrangeRows.ts'
import type { Messages } from '../messages.ts'

/** What a host gives a list, in React or as an element. */
export interface ListHostProps {
  /** The cluster. Pass the same client at each render. */
  client: Pick<BackupStorageClient, 'list' | 'watch' | 'namespaces' | 'permission'>
  /** The kind of the storages. @default BackupStorage */
  resource?: Resource | undefined
  /** The namespace that is shown; empty for all. Controlled when given. */
  namespace?: string | undefined
  /** The namespace that is shown first. @default '' */
  defaultNamespace?: string | undefined
  /** The words that a storage must have in its row. Controlled when given. */
  search?: string | undefined
  /** What the rows are sorted by: `name`, `namespace`, `provider`, `size`, `repositories`, `status` or `age`. Controlled when given. */
  sort?: Sort | undefined
  /** The address of the page that creates a storage; without it and `onCreate` there is no button. */
  createHref?: string | undefined
  /** Strings in the place of the English ones; keep the object. @default the English ones */
  messages?: Partial<Messages> | undefined
}
