import type { ReactElement, ReactNode } from 'react'
import { createContext, useContext, useId, useState } from 'react'
import { useDraftState } from '../useDraft.ts'
import { useFormContext } from './FormContext.ts'
import { isRevealed, isWithin } from './visibility.ts'

/** The level of the next panel's heading: panels lie in panels. */
const LevelContext = createContext(3)

export interface PanelProps {
  title: string
  /** JSON Pointers to what the panel holds, for the count of faults in its header. */
  pointers: readonly string[]
  collapsed?: boolean | undefined
  children: ReactNode
}

/**
 * A section with a header that opens and closes it. The header counts the faulty fields inside; a closed panel opens by
 * itself when everything is asked for and something inside is wrong.
 */
export function Panel({ title, pointers, collapsed = false, children }: PanelProps): ReactElement {
  const { draft, messages } = useFormContext()
  const id = useId()
  const level = useContext(LevelContext)
  const Heading = `h${Math.min(level, 6)}` as 'h3'
  const [chosen, setChosen] = useState<{ open: boolean; asked: boolean } | undefined>(undefined)
  const asked = useDraftState(draft, (state) => state.showAll)
  const faulty = useDraftState(draft, (state) => {
    const paths = draft
      .getDiagnostics()
      .filter((one) => one.severity === 'error' && isRevealed(state, one))
      .filter((one) => pointers.some((pointer) => isWithin(one.path, pointer)))
      .map((one) => one.path)
    return new Set(paths).size
  })
  const opensByItself = asked && faulty > 0
  const open = chosen && (chosen.asked || !opensByItself) ? chosen.open : !collapsed || opensByItself
  return (
    <section className="bsf-panel" aria-labelledby={`${id}title`}>
      <div className="bsf-panel-header">
        <Heading className="bsf-panel-title" id={`${id}title`}>
          {title}
        </Heading>
        {faulty > 0 ? <span className="bsf-panel-count">{messages.errorCount(faulty)}</span> : null}
        <button
          type="button"
          className="bsf-panel-toggle"
          aria-expanded={open}
          aria-controls={`${id}body`}
          aria-label={open ? messages.collapse(title) : messages.expand(title)}
          onClick={() => setChosen({ open: !open, asked })}
        >
          <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
            <path d="M3.5 6 8 10.5 12.5 6" fill="none" stroke="currentColor" strokeWidth="1.5" />
          </svg>
        </button>
      </div>
      <div className="bsf-panel-body" id={`${id}body`} hidden={!open}>
        <LevelContext.Provider value={level + 1}>{children}</LevelContext.Provider>
      </div>
    </section>
  )
}
