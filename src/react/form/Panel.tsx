import type { ReactElement, ReactNode } from 'react'
import { createContext, startTransition, useContext, useEffect, useId, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { FormDraft } from '../../draft/createFormDraft.ts'
import type { DraftState } from '../../draft/state.ts'
import { deepEqual } from '../../base/json.ts'
import { fromPointer, getAt } from '../../base/pointer.ts'
import { initialValues } from '../../values/initialValues.ts'
import { Icon } from '../Icon.tsx'
import { errorsWithin } from './diagnosticIndex.ts'
import { revealEvent } from './focusPath.ts'
import { useFormContext } from './FormContext.ts'
import { createStable } from './stable.ts'
import { useStateAt } from './useStateAt.ts'
import { isWithin } from './visibility.ts'

/** The heading level of the next panel. Panels can be nested. */
const LevelContext = createContext(3)

const PaintedContext = createContext(true)

/** Renders the fields of closed panels after the first paint: nobody sees them yet, but the browser's search does. */
export function PaintOpenFirst({ children }: { children: ReactNode }): ReactElement {
  const [isPainted, setPainted] = useState(false)
  useEffect(() => startTransition(() => setPainted(true)), [])
  return <PaintedContext.Provider value={isPainted}>{children}</PaintedContext.Provider>
}

export interface PanelProps {
  /** The heading. One without a heading folds advanced fields, and stays open while they matter. */
  title: string
  /** JSON Pointers to the fields in the panel, for the error count in its header. Keep the same array. */
  pointers: readonly string[]
  collapsed?: boolean | undefined
  /** A sentence next to the heading. */
  hint?: string | undefined
  children: ReactNode
}

/** Returns whether a draft has values at the pointers that an empty form doesn't have. */
function holdsValues(draft: FormDraft, pointers: readonly string[]): boolean {
  const { values } = draft.getState()
  const empty = initialValues(values.backend.provider, draft.context)
  return pointers.map(fromPointer).some((path) => !deepEqual(getAt(values, path), getAt(empty, path)))
}

/** Returns whether one of the fields has a value, or a diagnostic is about it or has a fix that changes it. */
function matters(draft: FormDraft, { values }: DraftState, pointers: readonly string[]): boolean {
  return (
    pointers.some((pointer) => getAt(values, fromPointer(pointer)) !== undefined) ||
    draft
      .getDiagnostics()
      .some(({ path, related = [], fix }) =>
        [path, ...related, ...(fix ? [fix.path] : [])].some((at) => pointers.some((one) => isWithin(at, one))),
      )
  )
}

/** The pointer of the whole form: a diagnostic anywhere can have a fix that changes an advanced field. */
const anywhere: readonly string[] = ['']

/**
 * A section with a header that opens and closes it. The header counts the fields with errors. A closed panel with
 * errors opens by itself when the draft shows all of them.
 */
export function Panel({ title, pointers, collapsed = false, hint, children }: PanelProps): ReactElement {
  const { draft, messages } = useFormContext()
  const id = useId()
  const level = useContext(LevelContext)
  const Heading = `h${Math.min(level, 6)}` as 'h3'
  const isMore = title === ''
  const name = title || messages.moreOptions
  // Pre-filled values (a duplicate, a restored draft, an edited object) must not stay hidden.
  const [startsOpen] = useState(() => !collapsed || holdsValues(draft, pointers))
  const [chosen, setChosen] = useState<{ open: boolean; asked: boolean } | undefined>(undefined)
  const [keep] = useState(createStable<{ asked: boolean; errorCount: number }>)
  const { asked, errorCount } = useStateAt(pointers, (state, index) => {
    const found = pointers.flatMap((pointer) => errorsWithin(index, state, pointer))
    return keep({ asked: state.showAll, errorCount: new Set(found.map(({ path }) => path)).size })
  })
  const isNeeded = useStateAt(isMore ? anywhere : pointers, (state) => isMore && matters(draft, state, pointers))
  const opensByItself = asked && errorCount > 0
  const open = isNeeded || (chosen && (chosen.asked || !opensByItself) ? chosen.open : startsOpen || opensByItself)
  const isPainted = useContext(PaintedContext)
  // Stays open when the user clears the value.
  if (isNeeded && chosen?.open !== true) setChosen({ open: true, asked })
  const root = useRef<HTMLElement>(null)
  const body = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const section = root.current
    const reveal = (): void => flushSync(() => setChosen({ open: true, asked: draft.getState().showAll }))
    const events = [revealEvent, 'beforematch']
    for (const event of events) section?.addEventListener(event, reveal)
    return () => {
      for (const event of events) section?.removeEventListener(event, reveal)
    }
  }, [draft])
  // The browser's search finds a closed panel's text and opens it. React knows no such value of the attribute.
  useEffect(() => {
    if (!open) body.current?.setAttribute('hidden', 'until-found')
  }, [open])
  return (
    <section className={isMore ? 'bsf-panel bsf-more' : 'bsf-panel'} aria-labelledby={`${id}title`} ref={root}>
      <div className="bsf-panel-header">
        <Heading className="bsf-panel-title" id={`${id}title`}>
          {name}
        </Heading>
        {hint !== undefined && open ? <p className="bsf-hint">{hint}</p> : null}
        {errorCount > 0 ? <span className="bsf-panel-count">{messages.errorCount(errorCount)}</span> : null}
        {isNeeded ? null : (
          <button
            type="button"
            className="bsf-panel-toggle"
            aria-expanded={open}
            aria-controls={`${id}body`}
            aria-label={open ? messages.collapse(name) : messages.expand(name)}
            onClick={() => setChosen({ open: !open, asked })}
          >
            <Icon name="chevron" />
          </button>
        )}
      </div>
      <div className="bsf-panel-body" id={`${id}body`} hidden={!open} ref={body}>
        {open || isPainted ? <LevelContext.Provider value={level + 1}>{children}</LevelContext.Provider> : null}
      </div>
    </section>
  )
}
