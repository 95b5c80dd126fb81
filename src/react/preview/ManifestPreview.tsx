import type { ReactElement, ReactNode } from 'react'
import { useId, useMemo, useRef, useState } from 'react'
import type { Manifest } from '../../core/manifest.ts'
import { stringifyManifests } from '../../core/manifests/stringifyManifests.ts'
import type { Messages } from '../messages.ts'
import { resolveMessages } from '../messages.ts'
import { copyText } from './copyText.ts'
import { holdsSecrets, maskSecrets } from './maskSecrets.ts'

export type ManifestFormat = 'yaml' | 'json'

export interface ManifestPreviewProps {
  /** What is shown, in the order in which it is applied. */
  manifests: readonly Manifest[]
  /** The format, where the host holds it. */
  format?: ManifestFormat | undefined
  /** The format to start with. @default 'yaml' */
  defaultFormat?: ManifestFormat | undefined
  onFormatChange?: ((format: ManifestFormat) => void) | undefined
  /** Called by the button Previous; the button is there only with it. */
  onPrevious?: (() => void) | undefined
  /** Called by the button Submit; the button is there only with it. */
  onSubmit?: (() => void) | undefined
  /** Whether the manifests are being submitted: Submit is then not to be pressed again. @default false */
  submitting?: boolean | undefined
  /** Called by the button that ends a submit under way; the button is there only with it. */
  onStop?: (() => void) | undefined
  /** Strings in the place of the English ones. */
  messages?: Partial<Messages> | undefined
  /** Shown above the buttons: what went wrong with a submit, for example. */
  children?: ReactNode
}

/** Manifests as text, YAML or JSON, with the values of Secrets masked until they are asked for. */
export function ManifestPreview(props: ManifestPreviewProps): ReactElement {
  const { manifests, onFormatChange, onPrevious, onSubmit, onStop, submitting = false, children } = props
  const messages = resolveMessages(props.messages)
  const id = useId()
  const submitButton = useRef<HTMLButtonElement>(null)
  const [ownFormat, setOwnFormat] = useState(props.defaultFormat ?? 'yaml')
  const [revealed, setRevealed] = useState(false)
  const [said, setSaid] = useState('')
  const format = props.format ?? ownFormat
  const shown = useMemo(
    () => stringifyManifests(revealed ? manifests : maskSecrets(manifests), format),
    [manifests, revealed, format],
  )
  const withSecrets = holdsSecrets(manifests)

  async function copy(): Promise<void> {
    setSaid('')
    const done = await copyText(stringifyManifests(manifests, format))
    setSaid(done ? (withSecrets ? messages.copiedWithSecrets : messages.copied) : messages.copyFailed)
  }
  return (
    <div className="bsf bsf-preview">
      <div className="bsf-toolbar">
        <div role="group" aria-label={messages.format} className="bsf-segments">
          {(['yaml', 'json'] as const).map((one) => (
            <button
              key={one}
              type="button"
              className="bsf-segment"
              aria-pressed={one === format}
              onClick={() => {
                setOwnFormat(one)
                setSaid('')
                onFormatChange?.(one)
              }}
            >
              {one.toUpperCase()}
            </button>
          ))}
        </div>
        <span className="bsf-toolbar-status" role="status">
          {said}
        </span>
        {withSecrets ? (
          <button
            type="button"
            className="bsf-button"
            aria-pressed={revealed}
            aria-controls={`${id}text`}
            onClick={() => setRevealed(!revealed)}
          >
            {revealed ? messages.concealSecrets : messages.revealSecrets}
          </button>
        ) : null}
        <button type="button" className="bsf-button" onClick={() => void copy()}>
          {messages.copy}
        </button>
      </div>
      <pre
        className="bsf-manifest"
        id={`${id}text`}
        tabIndex={0}
        role="region"
        aria-label={messages.manifest}
        dir="ltr"
      >
        <code>{shown}</code>
      </pre>
      {children}
      {onPrevious || onSubmit ? (
        <div className="bsf-actions">
          {onPrevious ? (
            <button type="button" className="bsf-button" onClick={onPrevious} disabled={submitting}>
              {messages.previous}
            </button>
          ) : null}
          {submitting && onStop ? (
            <button
              type="button"
              className="bsf-button"
              onClick={() => {
                submitButton.current?.focus() // this button goes, and the focus must not go with it
                onStop()
              }}
            >
              {messages.stop}
            </button>
          ) : null}
          {onSubmit ? (
            <button
              type="button"
              className="bsf-button bsf-button--primary"
              ref={submitButton}
              onClick={() => (submitting ? undefined : onSubmit())}
              aria-disabled={submitting}
              aria-busy={submitting}
            >
              {submitting ? messages.submitting : messages.submit}
            </button>
          ) : null}
        </div>
      ) : null}
    </div>
  )
}
