import type { KeyboardEvent, ReactElement } from 'react'
import { useEffect, useId, useRef, useState } from 'react'
import { Icon } from '../Icon.tsx'

interface CopyMenuProps {
  /** The label of the menu and its button. */
  title: string
  items: readonly { name: string; title: string }[]
  onChoose: (name: string) => void
}

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 }

/** A menu button next to Copy: the other ways to copy. */
export function CopyMenu({ title, items, onChoose }: CopyMenuProps): ReactElement {
  const id = useId()
  const [isOpen, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const menu = useRef<HTMLUListElement>(null)
  const focusAt = (index: number): void => {
    const all = [...(menu.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])]
    all.at(index % all.length)?.focus()
  }
  const atEnd = useRef(false)
  useEffect(() => {
    if (isOpen) focusAt(atEnd.current ? -1 : 0)
  }, [isOpen])
  function open(fromEnd: boolean): void {
    atEnd.current = fromEnd
    setOpen(true)
  }
  function close(): void {
    setOpen(false)
    button.current?.focus()
  }
  function move(event: KeyboardEvent, index: number): void {
    const step = steps[event.key]
    if (step !== undefined) focusAt(index + step)
    else if (event.key === 'Home') focusAt(0)
    else if (event.key === 'End') focusAt(-1)
    else if (event.key === 'Escape') close()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div
      className="bsf-menu-box"
      onBlur={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget as Node | null)) setOpen(false)
      }}
    >
      <button
        type="button"
        className="bsf-button bsf-menu-button"
        ref={button}
        aria-label={title}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-controls={isOpen ? `${id}menu` : undefined}
        onClick={() => (isOpen ? close() : open(false))}
        onKeyDown={(event) => {
          if (!(event.key in steps)) return
          event.preventDefault()
          open(event.key === 'ArrowUp')
        }}
      >
        <Icon name="chevron" />
      </button>
      {isOpen ? (
        <ul className="bsf-menu" role="menu" id={`${id}menu`} aria-label={title} ref={menu}>
          {items.map((item, index) => (
            <li key={item.name} role="none">
              <button
                type="button"
                role="menuitem"
                tabIndex={-1}
                onKeyDown={(event) => move(event, index)}
                onClick={() => {
                  close()
                  onChoose(item.name)
                }}
              >
                {item.title}…
              </button>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  )
}
