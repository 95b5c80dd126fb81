import { createMessagesOf } from './createMessagesOf.ts'
/** The strings of the list, the detail page and the delete dialog. The form doesn't load them. */
export const defaultPageMessages = {
  search: 'Search',
  searchIn: (title: string): string => `Search ${title}`,
  clearSearch: 'Clear search',
  clearFilters: 'Clear filters',
  dismiss: 'Dismiss',
  sortBy: 'Sort by',
  ascending: 'ascending',
  descending: 'descending',
  showing: (first: number, last: number, all: number): string =>
    `Showing ${first} to ${last} of ${all} ${all === 1 ? 'item' : 'items'}`,
  showingCount: (count: number): string => (count === 1 ? '1 item found.' : `${count} items found.`),
  ofMore: (all: number): string => `filtered from ${all}`,
  reading: 'Loading…',
  readSoFar: (count: number): string => `Loading… ${count} so far`,
  noMatch: (search: string): string => `No matches for “${search}”.`,
  waiting: (count: number): string => (count === 1 ? 'Show 1 new item' : `Show ${count} new items`),
  waitingCount: (count: number): string => (count === 1 ? '1 new item.' : `${count} new items.`),
  gone: 'Deleted',
  goneCount: (count: number): string => `${count} deleted.`,
  failed: "This couldn't be loaded.",
  outdated: 'The data may be out of date.',
  lastUpdate: (age: string): string => `Last updated ${age} ago.`,
  polled: 'Updated every 15 seconds.',
  polledWithoutPermission: "Updated every 15 seconds, as you don't have permission to watch for changes.",
  retryIn: (seconds: number): string => (seconds <= 1 ? 'Retrying now.' : `Retrying in ${seconds} seconds.`),
  retryNow: 'Try now',
  forbidden: "You don't have permission to view this.",
  notAllNamespaces: "You don't have permission to view all namespaces. Select one.",
  notInstalled: 'Not installed in this cluster.',
  name: 'Name',
  namespace: 'Namespace',
  provider: 'Provider',
  size: 'Size',
  connected: 'No. of Connected Repositories',
  status: 'Status',
  age: 'Age',
  pending: 'Pending',
  isDeleting: 'Deleting',
  allNamespaces: 'All namespaces',
  selectNamespace: 'Select Namespace',
  namespaceIs: {
    deleting: (namespace: string): string => `${namespace} (deleting)`,
    gone: (namespace: string): string => `${namespace} (not found)`,
  },
  namespaceGone: (namespace: string): string => `Namespace ${namespace} not found`,
  create: 'Create New Instance',
  createKind: (kind: string): string => `Create ${kind}`,
  mayNotCreate: (kind: string, namespace: string): string =>
    namespace === ''
      ? `You don't have permission to create a ${kind} in any namespace.`
      : `You don't have permission to create a ${kind} in namespace ${namespace}.`,
  none: (kind: string): string => `No ${kind} yet`,
  noneIn: (kind: string, namespace: string): string => `No ${kind} in namespace ${namespace} yet`,
  whatFor: 'A storage defines where backups are kept: in a bucket, a container or a volume.',
  more: 'More…',
  less: 'Less…',
  basic: 'Basic',
  backend: 'Backend',
  labels: 'Labels',
  annotations: 'Annotations',
  uid: 'UID',
  default: 'Default',
  deletionPolicy: 'Deletion Policy',
  totalSize: 'Total Size',
  yes: 'Yes',
  no: 'No',
  conditions: 'Conditions',
  conditionSince: (age: string): string => `for ${age}`,
  repositories: 'Repositories',
  noRepositories: 'No Repositories yet. BackupConfigurations that use this storage create them.',
  snapshots: 'Snapshots',
  target: 'Target',
  retentionPolicy: 'Retention Policy',
  lastBackup: 'Last Successful Backup',
  integrity: 'Integrity',
  intact: 'Intact',
  damaged: 'Damaged',
  unknown: 'Unknown',
  shareOf: (percent: number): string => `${percent}% of total`,
  backupConfigurations: 'BackupConfigurations',
  noBackupConfigurations: 'No BackupConfiguration uses this storage yet.',
  schedule: 'Schedule',
  session: 'Session',
  invokerKind: 'Invoker Kind',
  task: 'Task',
  repository: 'Repository',
  storage: 'BackupStorage',
  paused: 'Paused',
  secrets: 'Secrets',
  secretMissing: (name: string): string => `Secret ${name} not found.`,
  secretMissingWhy: 'Backups fail without it. Edit the storage to enter its credentials, or create the Secret.',
  noSecret: 'This storage uses no Secret.',
  type: 'Type',
  keys: 'Keys',
  onlyIn: (namespace: string): string =>
    `Only namespace ${namespace} is shown: you don't have permission to view all namespaces.`,
  edit: 'Edit',
  duplicate: 'Duplicate',
  delete: 'Delete',
  mayNot: {
    update: "You don't have permission to edit this storage.",
    delete: "You don't have permission to delete this storage.",
    create: "You don't have permission to create a storage here.",
  },
  notThere: (storage: string): string => `${storage} not found.`,
  notThereWhy: 'It may have been deleted, or the address may be wrong.',
  deletedMeanwhile: (storage: string): string => `${storage} was deleted.`,
  lastKnown: 'This is its last known state.',
  deletionRequested: (storage: string): string => `Deletion of ${storage} requested.`,
  requestedAgo: (age: string): string => `Requested ${age} ago.`,
  staysUntilDone: 'The storage remains until the operator has cleaned up.',
  deleteQuestion: (storage: string): string => `Delete ${storage}?`,
  goes: 'Will be deleted',
  stays: 'Will be kept',
  goesRepositories: (count: number, names: string): string =>
    count === 1
      ? `Repository ${names} and its Snapshot objects`
      : `${count} Repositories and their Snapshot objects: ${names}`,
  andMore: (count: number): string => `and ${count} more`,
  goesData: (size: string): string =>
    size === ''
      ? 'All backups in it, permanently (deletion policy WipeOut)'
      : `All backups in it (${size}), permanently (deletion policy WipeOut)`,
  staysData: (size: string): string =>
    size === ''
      ? 'The backups. A new BackupStorage with the same location can use them.'
      : `The backups (${size}). A new BackupStorage with the same location can use them.`,
  staysSecret: (name: string): string => `Secret ${name}. Delete it manually if nothing else uses it.`,
  staysConfigurations: (count: number, names: string): string =>
    count === 1
      ? `BackupConfiguration ${names}. Its backups will fail.`
      : `${count} BackupConfigurations, whose backups will fail: ${names}`,
  repositoriesUnknown: "Its Repositories couldn't be loaded. They will be deleted too.",
  typeName: (name: string): string => `Type ${name} to confirm`,
  typedWrong: (name: string): string => `This doesn't match ${name}.`,
  deleting: 'Deleting…',
  deleteFailed: 'The storage was not deleted.',
  deleteChanged: 'It has changed in the meantime. Check the lists above, then delete it again.',
  deleteUncertain: 'Could not verify whether the storage was deleted.',
  deleteAgain: 'Delete it again; nothing is deleted twice.',
  keep: 'Cancel',
}

export type PageMessages = typeof defaultPageMessages

const complete = createMessagesOf(defaultPageMessages)

/** Returns all strings of the pages, in English where the host has none. */
export function pageMessagesOf({ pages }: { pages?: Partial<PageMessages> | undefined }): PageMessages {
  return complete(pages)
}
