import type { ResourceType } from '../../schema/manifest.ts'
import type { Name } from '../../cluster/related/references.ts'
import { referenceOf } from '../../cluster/related/references.ts'
import type { RowColumn } from '../../cluster/rows/arrangeRows.ts'
import { formatAge } from '../../cluster/rows/formatAge.ts'
import { parseSize } from '../../cluster/rows/parseSize.ts'
import { Age } from '../live/Age.tsx'
import type { Navigation } from '../navigation/Navigation.ts'
import { hasPage, ObjectLink } from '../navigation/ObjectLink.tsx'
import type { PageMessages } from '../pageMessages.ts'
import type { Column } from './column.ts'
import { hasMoreReason, ObjectStatus } from './StatusBadge.tsx'

// These functions are shared, so that they stay the same: rows are sorted again for a new one.

const saidName: RowColumn<Name> = { id: 'name', textOf: ({ name }) => name }
const saidNamespace: RowColumn<Name> = { id: 'namespace', textOf: ({ namespace }) => namespace }
const saidSize: RowColumn<{ size: string }> = {
  id: 'size',
  textOf: ({ size }) => size,
  sortBy: ({ size }) => parseSize(size),
}
const saidAge: RowColumn<{ created: string }> = {
  id: 'age',
  textOf: ({ created }) => ageOf(created),
  sortBy: ({ created }) => latestFirst(created),
}

/** Returns the age of a time, as text for the search. */
export function ageOf(time: string): string {
  return time === '' ? '' : formatAge(time, Date.now())
}

/** Returns a number that sorts the latest time first; undefined for an invalid time. */
export function latestFirst(time: string): number | undefined {
  return -Date.parse(time) || undefined
}

/** Returns the column of names, as links to the objects' pages if the host has them. */
export function nameColumn(
  resource: ResourceType,
  navigation: Navigation,
  words: PageMessages,
  width: string,
): Column<Name> {
  return {
    ...saidName,
    title: words.name,
    width,
    cell: (row) => <ObjectLink reference={referenceOf(resource, row)} navigation={navigation} />,
    hasWidget: (row) => hasPage(navigation, referenceOf(resource, row)),
    isRowHeader: true,
  }
}

export function namespaceColumn(words: PageMessages): Column<Name> {
  return { ...saidNamespace, title: words.namespace, width: 'minmax(7rem, 1.15fr)' }
}

export function sizeColumn(words: PageMessages): Column<{ size: string }> {
  return { ...saidSize, title: words.size, width: 'minmax(7rem, 1fr)', isNumber: true }
}

/**
 * Returns the column of the status that the operator reports, with its problems. An object that is being deleted shows
 * that instead of its phase.
 *
 * @param good - the phases that mean success
 */
export function statusColumn(
  words: PageMessages,
  good?: readonly string[],
): Column<{ phase: string; problems: readonly string[]; deleting: string }> {
  return {
    id: 'status',
    title: words.status,
    width: 'minmax(8.25rem, 1.9fr)',
    textOf: ({ phase, problems, deleting }) =>
      [deleting === '' ? phase || words.pending : words.isDeleting, ...problems].join(' '),
    cell: (row) => <ObjectStatus row={row} good={good} words={words} />,
    hasWidget: (row) => hasMoreReason(row, good),
  }
}

/** Returns the column of ages, which tick. */
export function ageColumn(words: PageMessages): Column<{ created: string }> {
  return {
    ...saidAge,
    title: words.age,
    width: 'minmax(4.25rem, 0.65fr)',
    cell: ({ created }) => <Age time={created} />,
  }
}
