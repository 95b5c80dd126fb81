import { createMessagesOf } from './createMessagesOf.ts'
/** The strings of the list, the detail page and the delete dialog. The form doesn't load them. */
export const defaultPageMessages = {
  search: 'Search',
  searchIn: (title: string): string => `Search in ${title}`,
  clearSearch: 'Clear the search',
  sortBy: 'Sort by',
  ascending: 'ascending',
  descending: 'descending',
  showing: (first: number, last: number, all: number): string =>
    `Showing ${first} to ${last} of ${all} ${all === 1 ? 'item' : 'items'}`,
  showingCount: (count: number): string => (count === 1 ? '1 item found.' : `${count} items found.`),
  ofMore: (all: number): string => `filtered from ${all}`,
  reading: 'Reading…',
  readSoFar: (count: number): string => `Reading… ${count} so far`,
  noMatch: (search: string): string => `Nothing matches “${search}”.`,
  waiting: (count: number): string => (count === 1 ? '1 new: show it' : `${count} new: show them`),
  waitingCount: (count: number): string => `${count} new.`,
  gone: 'Deleted',
  goneCount: (count: number): string => `${count} deleted.`,
  failed: 'This could not be read.',
  outdated: 'What is shown may be out of date.',
  retryIn: (seconds: number): string => (seconds <= 1 ? 'Trying again now.' : `Trying again in ${seconds} seconds.`),
  retryNow: 'Try now',
  forbidden: 'You are not allowed to see this.',
  notAllNamespaces: 'You may not see those of all namespaces. Select one that is yours.',
  notInstalled: 'This cluster does not have this.',
  name: 'Name',
  namespace: 'Namespace',
  provider: 'Provider',
  size: 'Size',
  connected: 'No. of Connected Repositories',
  status: 'Status',
  age: 'Age',
  pending: 'Pending',
  allNamespaces: 'All namespaces',
  selectNamespace: 'Select Namespace',
  create: 'Create New Instance',
  mayNotCreate: (kind: string, namespace: string): string =>
    namespace === ''
      ? `You are not allowed to create a ${kind} in any namespace. Ask an administrator for it.`
      : `You are not allowed to create a ${kind} in the namespace ${namespace}. Choose another, or ask an administrator for it.`,
  none: (kind: string): string => `No ${kind} yet`,
  noneIn: (kind: string, namespace: string): string => `No ${kind} in the namespace ${namespace} yet`,
  whatFor: 'It says where backups are kept: a bucket, a container or a volume, and how to reach it.',
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
  noRepositories: 'No Repository is kept in this storage yet. A BackupConfiguration that uses it makes them.',
  snapshots: 'Snapshots',
  target: 'Target',
  retentionPolicy: 'Retention Policy',
  lastBackup: 'Last Successful Backup',
  integrity: 'Integrity',
  intact: 'Intact',
  damaged: 'Damaged',
  unknown: 'Not known',
  shareOf: (percent: number): string => `${percent}% of all`,
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
  secretMissing: (name: string): string => `The Secret ${name} does not exist.`,
  secretMissingWhy: 'Without it the storage cannot be reached. Give the credentials under Edit, or create the Secret.',
  noSecret: 'This storage names no Secret.',
  type: 'Type',
  keys: 'Keys',
  onlyIn: (namespace: string): string =>
    `Only those of the namespace ${namespace} are shown: you are not allowed to see those of all namespaces.`,
  edit: 'Edit',
  duplicate: 'Duplicate',
  delete: 'Delete',
  mayNot: {
    update: 'You are not allowed to change it. Ask an administrator for it.',
    delete: 'You are not allowed to delete it. Ask an administrator for it.',
    create: 'You are not allowed to create one like it here. Ask an administrator for it.',
  },
  notThere: (storage: string): string => `${storage} does not exist.`,
  notThereWhy: 'It may have been deleted, or the address may be wrong. Look for it in the list.',
  deletedMeanwhile: (storage: string): string => `${storage} was deleted meanwhile.`,
  lastKnown: 'What is shown is what was known of it last.',
  beingDeleted: 'It is being deleted. The operator removes what belongs to it first.',
  deleteQuestion: (storage: string): string => `Delete ${storage}?`,
  goes: 'What goes',
  stays: 'What stays',
  goesStorage: (storage: string): string => `${storage} itself`,
  goesRepositories: (count: number, names: string): string =>
    count === 1
      ? `The Repository ${names} and its Snapshots in the cluster`
      : `${count} Repositories and their Snapshots in the cluster: ${names}`,
  andMore: (count: number): string => `and ${count} more`,
  goesData: (size: string): string =>
    size === ''
      ? 'All backed up data in it, for good: the deletion policy is WipeOut'
      : `All backed up data in it, ${size}, for good: the deletion policy is WipeOut`,
  staysData: (size: string): string =>
    size === ''
      ? 'The backed up data. A new BackupStorage for the same place can use it again.'
      : `The backed up data, ${size}. A new BackupStorage for the same place can use it again.`,
  staysSecret: (name: string): string =>
    `The Secret ${name} with the credentials. Delete it by hand if nothing else uses it.`,
  staysConfigurations: (count: number, names: string): string =>
    count === 1
      ? `The BackupConfiguration ${names}. It still names this storage: its backups fail from now on.`
      : `${count} BackupConfigurations. They still name this storage, and their backups fail from now on: ${names}`,
  repositoriesUnknown: 'Which Repositories it holds could not be read. Any that there are go with it.',
  typeName: (name: string): string => `Type ${name} to confirm`,
  typedWrong: (name: string): string => `This is not ${name}. Type the name as it is written here.`,
  deleting: 'Deleting…',
  deleteFailed: 'It was not deleted.',
  deleteUncertain: 'Whether it was deleted is not known.',
  keep: 'Keep it',
}

export type PageMessages = typeof defaultPageMessages

const complete = createMessagesOf(defaultPageMessages)

/** Returns all strings of the pages, in English where the host has none. */
export function pageMessagesOf({ pages }: { pages?: Partial<PageMessages> | undefined }): PageMessages {
  return complete(pages)
}
