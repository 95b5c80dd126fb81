import type { ReactElement } from 'react'
import { Fragment } from 'react'
import type { ResourceType } from '../../schema/manifest.ts'
import type { Name } from '../../cluster/related/references.ts'
import { qualified, referenceOf } from '../../cluster/related/references.ts'
import type { Navigation } from '../navigation/Navigation.ts'
import { ObjectLink } from '../navigation/ObjectLink.tsx'

/** The names of objects of a kind, as links to their pages if the host has them. */
export function NameLinks(props: {
  names: readonly Name[]
  resource: ResourceType
  navigation: Navigation
}): ReactElement {
  const { names, resource, navigation } = props
  if (names.length === 0) return <>–</>
  return (
    <>
      {names.map((name, index) => (
        <Fragment key={qualified(name)}>
          {index > 0 ? ', ' : null}
          <ObjectLink reference={referenceOf(resource, name)} navigation={navigation}>
            {qualified(name)}
          </ObjectLink>
        </Fragment>
      ))}
    </>
  )
}
