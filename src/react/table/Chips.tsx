import type { ReactElement } from 'react'
import { useState } from 'react'

/** How many are shown before there is a button for the rest. */
const shownAtFirst = 3

/** Labels or annotations as chips; a long list ends in a button that shows the rest. */
export function Chips({ map, more }: { map: Readonly<Record<string, string>>; more: string }): ReactElement {
  const [isOpen, setOpen] = useState(false)
  const entries = Object.entries(map)
  if (entries.length === 0) return <>–</>
  const isCut = !isOpen && entries.length > shownAtFirst
  return (
    <ul className="bsf-chips">
      {(isCut ? entries.slice(0, shownAtFirst) : entries).map(([key, value]) => (
        <li key={key} className="bsf-chip">
          {key}: {value}
        </li>
      ))}
      {isCut ? (
        <li>
          <button type="button" className="bsf-link" onClick={() => setOpen(true)}>
            {more}
          </button>
        </li>
      ) : null}
    </ul>
  )
}
