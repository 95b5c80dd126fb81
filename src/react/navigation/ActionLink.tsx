import type { MouseEvent, ReactElement, ReactNode } from 'react'
import { useId } from 'react'

/** Returns whether a click is a plain one, not one for another tab, a window or a download. */
export function isPlain(event: MouseEvent): boolean {
  return event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey
}

/** A button or link for an action; if the user may not do it, a disabled button with the reason. */
export function ActionLink(props: {
  children: ReactNode
  href?: string | undefined
  onAct?: (() => void) | undefined
  /** The reason why the action is not allowed. */
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
