import type { ReactElement } from 'react'
import { useId, useState } from 'react'
import type { GuideText } from '../../manifests/guideOf.ts'
import { Icon } from '../Icon.tsx'
import type { Messages } from '../messages.ts'
import { copyText } from '../preview/copyText.ts'

export interface GuideStepsProps {
  steps: readonly GuideText[]
  messages: Messages
  /** Announces a text to screen readers. */
  announce: (text: string) => void
}

interface StepProps extends Omit<GuideStepsProps, 'steps'> {
  step: GuideText
}

/** A step with its text and a button to copy it. */
function Step({ step, messages, announce }: StepProps): ReactElement {
  const { title, description, parts, source } = step
  const id = useId()
  const text = parts.map((part) => part.text).join('')
  const names = [...new Set(parts.flatMap((part) => (part.replace ? [part.text] : [])))]
  // The result belongs to the copied text: another one is not copied yet.
  const [copied, setCopied] = useState<{ text: string; done: boolean } | undefined>(undefined)
  const result = copied?.text === text ? copied : undefined

  async function copy(): Promise<void> {
    const done = await copyText(`${text}\n`)
    setCopied({ text, done })
    announce(done ? messages.copied : messages.copyFailed)
  }
  return (
    <li className="bsf-guide-step">
      <div className="bsf-guide-header">
        <p className="bsf-guide-title" id={`${id}title`}>
          {title}
        </p>
        <button
          type="button"
          className="bsf-button bsf-guide-copy"
          aria-label={messages.copyStep(title)}
          onClick={() => void copy()}
        >
          {result?.done ? <Icon name="done" /> : null}
          {messages.copy}
        </button>
      </div>
      <p className="bsf-hint">
        {description === undefined ? null : `${description} `}
        <a
          className="bsf-guide-source"
          href={source}
          target="_blank"
          rel="noopener noreferrer"
          aria-label={messages.guideSource(title)}
        >
          {messages.documentation}
        </a>
      </p>
      {result && !result.done ? (
        <p className="bsf-note" data-severity="error">
          {messages.copyFailed}
        </p>
      ) : null}
      <pre className="bsf-manifest bsf-guide-text" tabIndex={0} role="group" aria-labelledby={`${id}title`} dir="ltr">
        <code>
          {parts.map((part, index) =>
            // oxlint-disable-next-line react/no-array-index-key
            part.replace ? <mark key={index}>{part.text}</mark> : part.text,
          )}
        </code>
      </pre>
      {names.length === 0 ? null : (
        <p className="bsf-hint bsf-guide-names">
          {messages.guideReplace}{' '}
          {names.map((name) => (
            <code key={name}>{name}</code>
          ))}
        </p>
      )}
    </li>
  )
}

/** The steps of a guide, in order. */
export function GuideSteps({ steps, ...rest }: GuideStepsProps): ReactElement {
  if (steps.length === 0) return <p className="bsf-hint">{rest.messages.guideEmpty}</p>
  return (
    <ol className="bsf-guide-steps">
      {steps.map((step, index) => (
        // By position: a step keeps the focus while its text follows the values.
        // oxlint-disable-next-line react/no-array-index-key
        <Step key={index} step={step} {...rest} />
      ))}
    </ol>
  )
}
