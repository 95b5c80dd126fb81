import type { ComponentType, ReactElement } from 'react'
import { useEffect, useId, useRef, useState } from 'react'
import type { GuideText } from '../../manifests/guideOf.ts'
import { guideOf } from '../../manifests/guideOf.ts'
import type { GuideStepsProps } from '../guide/GuideSteps.tsx'
import { Icon } from '../Icon.tsx'
import { useDraftState } from '../useDraftState.ts'
import { useFormContext } from './FormContext.ts'

/** The steps, and the component that shows them. Both are loaded on demand. */
interface Loaded {
  readonly Steps: ComponentType<GuideStepsProps>
  readonly steps: readonly GuideText[]
}

/** The texts of the guide for the current values. */
function OpenGuide({ onRetry }: { onRetry: () => void }): ReactElement {
  const { draft, messages, announce } = useFormContext()
  const values = useDraftState(draft, (state) => state.values)
  const context = useDraftState(draft, () => draft.context)
  const [loaded, setLoaded] = useState<Loaded | 'failed' | undefined>(undefined)
  const [attempt, setAttempt] = useState(0)
  useEffect(() => {
    let isCurrent = true
    const show = (next: Loaded | 'failed'): void => (isCurrent ? setLoaded(next) : undefined)
    void Promise.all([import('../guide/GuideSteps.tsx'), guideOf(values, context)]).then(
      ([{ GuideSteps }, steps]) => show({ Steps: GuideSteps, steps }),
      () => show('failed'),
    )
    return () => {
      isCurrent = false
    }
  }, [values, context, attempt])
  if (loaded === undefined) {
    return (
      <p className="bsf-hint" role="status">
        {messages.loading}
      </p>
    )
  }
  if (loaded === 'failed') {
    return (
      <p className="bsf-alert" role="alert">
        {messages.guideFailed}{' '}
        <button
          type="button"
          className="bsf-link"
          onClick={() => {
            onRetry()
            setLoaded(undefined)
            setAttempt(attempt + 1)
          }}
        >
          {messages.retry}
        </button>
      </p>
    )
  }
  const { Steps, steps } = loaded
  return <Steps steps={steps} messages={messages} announce={announce} />
}

/** A button that shows the preparations for the location of the backups. Nothing is loaded or computed before. */
export function Guide({ title }: { title: string }): ReactElement {
  const { messages } = useFormContext()
  const [isOpen, setOpen] = useState(false)
  const id = useId()
  const toggle = useRef<HTMLButtonElement>(null)
  return (
    <div className="bsf-guide">
      <button
        type="button"
        className="bsf-button bsf-guide-toggle"
        ref={toggle}
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setOpen(!isOpen)}
      >
        <Icon name="chevron" />
        {messages.guide(title)}
      </button>
      <div id={id} className="bsf-guide-body" hidden={!isOpen}>
        {isOpen ? <OpenGuide onRetry={() => toggle.current?.focus()} /> : null}
      </div>
    </div>
  )
}
