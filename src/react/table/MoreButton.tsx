import type { ReactElement } from 'react'
import { useContext } from 'react'
import { cellWidget, CellTabIndex } from './column.ts'

/** A button that shows the rest of a cell, or hides it again. */
export function MoreButton(props: {
  isOpen: boolean
  onToggle: (isOpen: boolean) => void
  words: { more: string; less: string }
}): ReactElement {
  const { isOpen, onToggle, words } = props
  const tabIndex = useContext(CellTabIndex)
  return (
    <button
      {...cellWidget}
      type="button"
      className="bsf-link"
      tabIndex={tabIndex}
      aria-expanded={isOpen}
      onClick={() => onToggle(!isOpen)}
    >
      {isOpen ? words.less : words.more}
    </button>
  )
}
