import type { ReactElement } from 'react'
import { useContext, useState } from 'react'
import { cellWidget, CellTabIndex } from './column.ts'

/** The number of chips shown before the button for the rest. */
const shownAtFirst = 3

/** Returns whether there is a button for the rest. */
export function hasMoreChips(map: Readonly<Record<string, string>>): boolean {
  return Object.keys(map).length > shownAtFirst
}

/** Labels or annotations as chips; a long list ends in a button that shows the rest. */
export function Chips(props: {
  map: Readonly<Record<string, string>>
  more: string
  /** The label of the button that hides the rest again. */
  less: string
}): ReactElement {
  const { map, more, less } = props
  const [isOpen, setOpen] = useState(false)
  const tabIndex = useContext(CellTabIndex)
  const entries = Object.entries(map)
  if (entries.length === 0) return <>–</>
  return (
    <ul className="bsf-chips">
      {(isOpen ? entries : entries.slice(0, shownAtFirst)).map(([key, value]) => (
        <li key={key} className="bsf-chip">
          {key}: {value}
        </li>
      ))}
      {hasMoreChips(map) ? (
        <li>
          <button
            {...cellWidget}
            type="button"
            className="bsf-link"
            tabIndex={tabIndex}
            aria-expanded={isOpen}
            onClick={() => setOpen(!isOpen)}
          >
            {isOpen ? less : more}
          </button>
        </li>
      ) : null}
    </ul>
  )
}
