import type { WidgetProps } from '@rjsf/utils'
import type { ReactElement, RefObject } from 'react'
import { useLayoutEffect, useRef, useState } from 'react'
import { encodeBase64 } from '../../../base/base64.ts'
import { mask } from '../../../manifests/maskText.ts'
import { Icon } from '../../Icon.tsx'
import { useAria } from '../FieldContext.ts'
import { useFormContext } from '../FormContext.ts'
import { toText } from '../typedText.ts'

/**
 * Returns a ref to a control that sets its text as a property only. React would copy a controlled `value` into the
 * attribute, or into the content of a textarea, where a secret must not appear.
 */
function useUnmirrored<T extends HTMLInputElement | HTMLTextAreaElement>(
  value: unknown,
  isMasked = false,
): RefObject<T | null> {
  const control = useRef<T>(null)
  const isMounted = useRef(false)
  const text = toText(value)
  useLayoutEffect(() => {
    const { current } = control
    const shown = isMasked && text !== '' ? mask : text
    // The form adopts text that was typed before hydration.
    const isTyped = !isMounted.current && current?.value !== ''
    if (current && current.value !== shown && !isTyped) current.value = shown
    isMounted.current = true
  }, [text, isMasked])
  return control
}

/** Returns a text after an edit of the mask that is shown instead of it. */
function behindMask(text: string, edited: string): string {
  if (text === '') return edited
  const at = edited.indexOf(mask)
  if (at < 0) return edited.replaceAll(mask.charAt(0), '')
  return edited.slice(0, at) + text + edited.slice(at + mask.length)
}

function RevealButton({
  id,
  label,
  revealed,
  onClick,
}: {
  id: string
  label: string
  revealed: boolean
  onClick: () => void
}): ReactElement {
  const { messages } = useFormContext()
  return (
    <button
      type="button"
      className="bsf-button bsf-reveal"
      aria-controls={id}
      aria-label={revealed ? messages.concealField(label) : messages.revealField(label)}
      onClick={onClick}
    >
      <Icon name={revealed ? 'hide' : 'show'} />
      {revealed ? messages.conceal : messages.reveal}
    </button>
  )
}

const unkept = {
  autoComplete: 'off',
  autoCapitalize: 'none',
  autoCorrect: 'off',
  spellCheck: false,
  dir: 'auto',
  'data-1p-ignore': '',
  'data-lpignore': 'true',
  'data-bwignore': '',
} as const

/** A single-line secret, masked until the user reveals it. */
export function SecretWidget(props: WidgetProps): ReactElement {
  const control = useUnmirrored<HTMLInputElement>(props.value)
  const [revealed, setRevealed] = useState(false)
  return (
    <div className="bsf-secret">
      <input
        {...unkept}
        {...useAria(props.id, props.schema.description, props.rawErrors)}
        ref={control}
        id={props.id}
        className="bsf-input"
        type={revealed ? 'text' : 'password'}
        autoComplete="new-password"
        disabled={props.disabled}
        readOnly={props.readonly}
        required={props.required}
        onChange={({ target }) => props.onChange(target.value === '' ? undefined : target.value)}
        onBlur={() => props.onBlur(props.id, undefined)}
      />
      <RevealButton id={props.id} label={props.label} revealed={revealed} onClick={() => setRevealed(!revealed)} />
    </div>
  )
}

const maxFileBytes = 1024 * 1024

/** The text of a file: pasted, dropped or chosen; masked if it is secret. */
export function FileWidget(props: WidgetProps): ReactElement {
  const { draft, messages } = useFormContext()
  const picker = useRef<HTMLInputElement>(null)
  const isSecret = props.options['secret'] === true
  const [revealed, setRevealed] = useState(!isSecret)
  // Assistive technology reads a textarea aloud, so a masked one must not contain the text.
  const control = useUnmirrored<HTMLTextAreaElement>(props.value, !revealed)
  const [error, setError] = useState('')
  const [over, setOver] = useState(false)
  const locked = props.disabled || props.readonly

  async function take(file: File | undefined): Promise<void> {
    if (!file || locked) return
    if (file.size > maxFileBytes) {
      setError(messages.fileTooLarge)
      return
    }
    try {
      const read = await file.text()
      const text = props.options['encoding'] === 'base64' ? encodeBase64(read) : read
      setError('')
      draft.endStep()
      props.onChange(text === '' ? undefined : text)
    } catch {
      setError(messages.fileUnreadable)
    }
    props.onBlur(props.id, undefined)
  }
  return (
    <div
      className={over ? 'bsf-file bsf-file--over' : 'bsf-file'}
      onDragOver={(event) => {
        if (locked || ![...event.dataTransfer.types].includes('Files')) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={({ currentTarget, relatedTarget }) =>
        currentTarget.contains(relatedTarget as Node | null) ? undefined : setOver(false)
      }
      onDrop={(event) => {
        setOver(false)
        const [file] = event.dataTransfer.files
        if (!file) return
        event.preventDefault()
        void take(file)
      }}
    >
      <textarea
        {...unkept}
        {...useAria(props.id, props.schema.description, props.rawErrors)}
        ref={control}
        id={props.id}
        className={revealed ? 'bsf-input bsf-area' : 'bsf-input bsf-area bsf-masked'}
        rows={2}
        placeholder={locked ? undefined : messages.dropHint}
        wrap="off"
        disabled={props.disabled}
        readOnly={props.readonly}
        required={props.required}
        onChange={({ target }) => {
          const text = typeof props.value === 'string' ? props.value : ''
          const next = revealed ? target.value : behindMask(text, target.value)
          if (next !== '' && !revealed) target.value = mask
          props.onChange(next === '' ? undefined : next)
        }}
        onBlur={() => props.onBlur(props.id, undefined)}
      />
      <div className="bsf-file-tools">
        {isSecret ? (
          <RevealButton id={props.id} label={props.label} revealed={revealed} onClick={() => setRevealed(!revealed)} />
        ) : null}
        <button
          type="button"
          className="bsf-button"
          disabled={locked}
          aria-label={messages.chooseFileFor(props.label)}
          onClick={() => picker.current?.click()}
        >
          <Icon name="file" />
          {messages.chooseFile}
        </button>
        <input
          ref={picker}
          type="file"
          hidden
          accept={String(props.options['accept'] ?? '')}
          onChange={({ target }) => {
            void take(target.files?.[0])
            target.value = ''
          }}
        />
      </div>
      {error === '' ? null : (
        <p className="bsf-errors" role="alert">
          {error}
        </p>
      )}
    </div>
  )
}
