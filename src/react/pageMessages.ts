import type { Messages } from './messages.ts'

/** What the list, the detail page and the question before deleting say. Not among the strings that the form loads. */
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
  failed: 'This could not be read.',
  outdated: 'What is shown may be out of date.',
  retryIn: (seconds: number): string =>
    `It is tried again ${seconds <= 1 ? 'now' : `in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}`}.`,
  retryNow: 'Try now',
  forbidden: 'You are not allowed to see this.',
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
}

export type PageMessages = typeof defaultPageMessages

const merged = new WeakMap<object, PageMessages>()

/** All strings of the pages, with the given ones in the place of the English ones. */
export function pageMessagesOf({ pages }: Pick<Messages, 'pages'>): PageMessages {
  if (!pages) return defaultPageMessages
  let messages = merged.get(pages)
  if (!messages) merged.set(pages, (messages = { ...defaultPageMessages, ...pages }))
  return messages
}
