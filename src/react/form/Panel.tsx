import type { ReactElement, ReactNode } from 'react'
import { createContext, useContext, useEffect, useId, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { Icon } from '../Icon.tsx'
import { useDraftState } from '../useDraft.ts'
import { errorsWithin } from './faults.ts'
import { revealEvent } from './focusPath.ts'
import { useFormContext } from './FormContext.ts'

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
    const found = pointers.flatMap((pointer) => errorsWithin(draft, state, pointer))
    return new Set(found.map(({ path }) => path)).size
  })
  const opensByItself = asked && faulty > 0
  const open = chosen && (chosen.asked || !opensByItself) ? chosen.open : !collapsed || opensByItself
  const root = useRef<HTMLElement>(null)
  useEffect(() => {
    const section = root.current
    const reveal = (): void => flushSync(() => setChosen({ open: true, asked: draft.getState().showAll }))
    section?.addEventListener(revealEvent, reveal)
    return () => section?.removeEventListener(revealEvent, reveal)
  }, [draft])
  return (
    <section className="bsf-panel" aria-labelledby={`${id}title`} ref={root}>
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
          <Icon name="chevron" />
        </button>
      </div>
      <div className="bsf-panel-body" id={`${id}body`} hidden={!open}>
        <LevelContext.Provider value={level + 1}>{children}</LevelContext.Provider>
      </div>
    </section>
  )
}
