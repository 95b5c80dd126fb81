import type { MouseEvent, ReactElement, ReactNode } from 'react'
import { useId } from 'react'

/** Whether a click is for the page, and not for another tab, a window or a download. */
export function isPlain(event: MouseEvent): boolean {
  return event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey
}

/** A button that does something, or leads to the page that does; where it is not allowed, it says why. */
export function ActionLink(props: {
  children: ReactNode
  href?: string | undefined
  onAct?: (() => void) | undefined
  /** Why it is not allowed. */
  refusal?: string | undefined
  tone?: 'primary' | 'danger' | undefined
}): ReactElement | null {
  const { children, href, onAct, refusal, tone } = props
  const id = useId()
  const className = tone ? `bsf-button bsf-button--${tone}` : 'bsf-button'
  if (href === undefined && !onAct) return null
  if (refusal !== undefined) {
    return (
      <span className="bsf-refused">
        <button type="button" className="bsf-button" aria-disabled="true" aria-describedby={id}>
          {children}
        </button>
        <span className="bsf-hint" id={id}>
          {refusal}
        </span>
      </span>
    )
  }
  if (href === undefined) {
    return (
      <button type="button" className={className} onClick={onAct}>
        {children}
      </button>
    )
  }
  return (
    <a
      className={className}
      href={href}
      onClick={(event) => {
        if (!onAct || !isPlain(event)) return
        event.preventDefault()
        onAct()
      }}
    >
      {children}
    </a>
  )
}
