import type { ObjectReference } from '../cluster/client.ts'
import type { Navigation } from '../react/navigation/Navigation.ts'

/** Properties for links from an element to the pages of objects. */
export interface NavigationGiven extends Pick<Navigation, 'hrefFor'> {
  /** Whether object names without an address are buttons that dispatch `navigate`. @default false */
  canNavigate?: boolean | undefined
}

/** The detail of `navigate`: the object whose name the user selected. */
export interface NavigateDetail {
  reference: ObjectReference
  /** The address that the browser goes to, unless a listener prevents it. */
  href: string | undefined
}

/** Returns the navigation of a component. The browser goes to the address unless a listener prevents the event. */
export function navigationOf(
  { hrefFor, canNavigate }: NavigationGiven,
  dispatch: (type: 'navigate', detail: NavigateDetail) => boolean,
): Navigation {
  if (!hrefFor && !canNavigate) return {}
  return {
    hrefFor,
    onNavigate: (reference) => {
      const href = hrefFor?.(reference)
      if (dispatch('navigate', { reference, href }) && href !== undefined) location.assign(href)
    },
  }
}
