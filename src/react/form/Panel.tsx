import type { ReactElement, ReactNode } from 'react'
import { createContext, useContext, useEffect, useId, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { FormDraft } from '../../draft/createFormDraft.ts'
import { deepEqual } from '../../base/json.ts'
import { fromPointer, getAt } from '../../base/pointer.ts'
import { initialValues } from '../../values/initialValues.ts'
import { Icon } from '../Icon.tsx'
import { errorsWithin } from './diagnosticIndex.ts'
import { revealEvent } from './focusPath.ts'
import { useFormContext } from './FormContext.ts'
import { createStable } from './stable.ts'
import { useStateAt } from './useStateAt.ts'

/** The heading level of the next panel. Panels can be nested. */
const LevelContext = createContext(3)

export interface PanelProps {
  title: string
  /** JSON Pointers to the fields in the panel, for the error count in its header. Keep the same array. */
  pointers: readonly string[]
  collapsed?: boolean | undefined
  children: ReactNode
}

/** Returns whether a draft has values at the pointers that an empty form doesn't have. */
function holdsValues(draft: FormDraft, pointers: readonly string[]): boolean {
  const { values } = draft.getState()
  const empty = initialValues(values.backend.provider, draft.context)
  return pointers.map(fromPointer).some((path) => !deepEqual(getAt(values, path), getAt(empty, path)))
}

/**
 * A section with a header that opens and closes it. The header counts the fields with errors. A closed panel with
 * errors opens by itself when the draft shows all of them.
 */
export function Panel({ title, pointers, collapsed = false, children }: PanelProps): ReactElement {
  const { draft, messages } = useFormContext()
  const id = useId()
  const level = useContext(LevelContext)
  const Heading = `h${Math.min(level, 6)}` as 'h3'
  // Pre-filled values (a duplicate, a restored draft, an edited object) must not stay hidden.
  const [startsOpen] = useState(() => !collapsed || holdsValues(draft, pointers))
  const [chosen, setChosen] = useState<{ open: boolean; asked: boolean } | undefined>(undefined)
  const [keep] = useState(createStable<{ asked: boolean; errorCount: number }>)
  const { asked, errorCount } = useStateAt(pointers, (state, index) => {
    const found = pointers.flatMap((pointer) => errorsWithin(index, state, pointer))
    return keep({ asked: state.showAll, errorCount: new Set(found.map(({ path }) => path)).size })
  })
  const opensByItself = asked && errorCount > 0
  const open = chosen && (chosen.asked || !opensByItself) ? chosen.open : startsOpen || opensByItself
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
        {errorCount > 0 ? <span className="bsf-panel-count">{messages.errorCount(errorCount)}</span> : null}
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
