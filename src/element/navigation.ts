import type { ObjectReference } from '../cluster/client.ts'
import type { Navigation } from '../react/navigation/Navigation.ts'

/** How the pages of objects are reached from an element. */
export interface NavigationGiven extends Pick<Navigation, 'hrefFor'> {
  /** Whether names of objects without an address are buttons, for the event `navigate`. @default false */
  canNavigate?: boolean | undefined
}

/** A name of an object was pressed. */
export interface NavigateDetail {
  reference: ObjectReference
  /** Where the browser goes, unless a listener prevents it. */
  href: string | undefined
}

/** What a component is given for it: the browser goes where no listener says that it went there itself. */
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
