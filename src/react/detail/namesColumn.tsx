import type { ResourceType } from '../../schema/manifest.ts'
import type { Name } from '../../cluster/related/references.ts'
import { qualified, referenceOf } from '../../cluster/related/references.ts'
import type { Navigation } from '../navigation/Navigation.ts'
import { hasPage } from '../navigation/ObjectLink.tsx'
import type { Column } from '../table/column.ts'
import { NameLinks } from './NameLinks.tsx'

/** Returns a column for the names of objects of a kind. Rows whose names are undefined show `unknown`. */
export function namesColumn<Row>(
  id: string,
  title: string,
  resource: ResourceType,
  navigation: Navigation,
  { namesOf, unknown }: { namesOf: (row: Row) => readonly Name[] | undefined; unknown: string },
): Column<Row> {
  return {
    id,
    title,
    width: 'minmax(10.25rem, 1.2fr)',
    textOf: (row) => (namesOf(row) ?? []).map(qualified).join(', '),
    cell(row) {
      const names = namesOf(row)
      return names ? (
        <NameLinks names={names} resource={resource} navigation={navigation} />
      ) : (
        <span className="bsf-muted">{unknown}</span>
      )
    },
    hasWidget: (row) => (namesOf(row) ?? []).some((name) => hasPage(navigation, referenceOf(resource, name))),
  }
}
