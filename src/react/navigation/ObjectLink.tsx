import type { MouseEvent, ReactElement, ReactNode } from 'react'
import { useContext } from 'react'
import type { ObjectReference } from '../../cluster/client.ts'
import { cellWidget, CellTabIndex } from '../table/column.ts'
import { isPlain } from './ActionLink.tsx'
import type { Navigation } from './Navigation.ts'

/** Returns whether the object has a page, so that its name is a link. */
export function hasPage({ hrefFor, onNavigate }: Navigation, reference: ObjectReference): boolean {
  return hrefFor ? hrefFor(reference) !== undefined : onNavigate !== undefined
}

/** The name of an object, as a link to its page if the host has one. */
export function ObjectLink(props: {
  reference: ObjectReference
  navigation: Navigation
  children?: ReactNode
}): ReactElement {
  const { reference, navigation, children = <bdi title={reference.name}>{reference.name}</bdi> } = props
  const { hrefFor, onNavigate } = navigation
  const tabIndex = useContext(CellTabIndex)
  if (!hasPage(navigation, reference)) return <>{children}</>
  const href = hrefFor?.(reference)
  if (href === undefined) {
    return (
      <button
        {...cellWidget}
        type="button"
        className="bsf-link bsf-object-link"
        tabIndex={tabIndex}
        onClick={() => onNavigate?.(reference)}
      >
        {children}
      </button>
    )
  }
  function follow(event: MouseEvent): void {
    // The browser handles clicks for another tab, a window or a download.
    if (!onNavigate || !isPlain(event)) return
    event.preventDefault()
    onNavigate(reference)
  }
  return (
    <a {...cellWidget} className="bsf-object-link" href={href} tabIndex={tabIndex} onClick={follow}>
      {children}
    </a>
  )
}
