import type { ReactElement } from 'react'
import { useState } from 'react'
import { MoreButton } from './MoreButton.tsx'

/** The number of chips shown before the button for the rest. */
const shownAtFirst = 3

/** Returns whether there is a button for the rest. */
export function hasMoreChips(map: Readonly<Record<string, string>>): boolean {
  return Object.keys(map).length > shownAtFirst
}

/** Labels or annotations as chips; a long list ends in a button that shows the rest. */
export function Chips(props: {
  map: Readonly<Record<string, string>>
  words: { more: string; less: string }
}): ReactElement {
  const { map, words } = props
  const [isOpen, setOpen] = useState(false)
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
          <MoreButton isOpen={isOpen} onToggle={setOpen} words={words} />
        </li>
      ) : null}
    </ul>
  )
}
