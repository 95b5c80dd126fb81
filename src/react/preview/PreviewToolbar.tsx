import type { ReactElement, ReactNode } from 'react'
import { useState } from 'react'
import type { ManifestFormat } from '../../core/draft/manifestText.ts'
import { exportManifests } from '../../core/manifests/exportManifests.ts'
import type { Messages } from '../messages.ts'
import { copyText } from './copyText.ts'
import { downloadText } from './downloadText.ts'
import { previewMessagesOf } from './previewMessages.ts'

const formats = ['yaml', 'json'] as const
const mediaTypes = { yaml: 'application/yaml', json: 'application/json' }

export interface PreviewToolbarProps {
  messages: Messages
  format: ManifestFormat
  onFormat: (format: ManifestFormat) => void
  /** What a format would lose, told before it is chosen. */
  lossOf?: ((format: ManifestFormat) => string | undefined) | undefined
  /** Whether there are values of Secrets in the text. */
  withSecrets: boolean
  revealed: boolean
  onReveal: (revealed: boolean) => void
  /** The id of what shows the text. */
  controls: string
  /** The real text as it stands. */
  getText: () => string
  /** What a file of it is called, without its ending. */
  name: string
  children?: ReactNode
}

/** What is above a preview: the format, and ways to take the text along. */
export function PreviewToolbar(props: PreviewToolbarProps): ReactElement {
  const { messages, format, onFormat, lossOf, withSecrets, revealed, onReveal, controls, getText, name } = props
  const words = previewMessagesOf(messages)
  const [said, setSaid] = useState('')
  const [bare, setBare] = useState(false)
  const [saved, setSaved] = useState<string>()
  const leaveOut = withSecrets && bare
  const command = `kubectl apply -f ${saved ?? ''}`

  /** What is taken along; undefined where the Secret cannot be left out, as the text cannot be read. */
  function take(): string | undefined {
    const text = getText()
    if (!leaveOut) return text
    const { text: bareText, diagnostics } = exportManifests(text, format, { credentials: 'none' })
    if (diagnostics.length === 0) return bareText
    setSaid(words.notLeftOut)
    return undefined
  }
  async function copy(): Promise<void> {
    setSaid('')
    const text = take()
    if (text === undefined) return
    const done = await copyText(text)
    const copied = withSecrets && !leaveOut ? messages.copiedWithSecrets : messages.copied
    setSaid(done ? copied : messages.copyFailed)
  }
  function download(): void {
    const file = `${name}.${format}`
    const text = take()
    if (text === undefined) return
    downloadText(text, file, mediaTypes[format])
    setSaid(withSecrets && !leaveOut ? words.downloadedWithSecrets(file) : words.downloaded(file))
    setSaved(file)
  }
  return (
    <div className="bsf-toolbar">
      <div role="group" aria-label={messages.format} className="bsf-segments">
        {formats.map((one) => (
          <button
            key={one}
            type="button"
            className="bsf-segment"
            aria-pressed={one === format}
            title={one === format ? undefined : lossOf?.(one)}
            onClick={() => {
              setSaid('')
              onFormat(one)
            }}
          >
            {one.toUpperCase()}
          </button>
        ))}
      </div>
      {props.children}
      <span className="bsf-toolbar-status" role="status">
        {said}
      </span>
      {withSecrets ? (
        <>
          <label className="bsf-check">
            <input
              type="checkbox"
              checked={bare}
              onChange={(event) => {
                setSaid('')
                setBare(event.currentTarget.checked)
              }}
            />
            {words.withoutSecrets}
          </label>
          <button
            type="button"
            className="bsf-button"
            aria-pressed={revealed}
            aria-controls={controls}
            onClick={() => onReveal(!revealed)}
          >
            {revealed ? messages.concealSecrets : messages.revealSecrets}
          </button>
        </>
      ) : null}
      <button type="button" className="bsf-button" onClick={() => void copy()}>
        {messages.copy}
      </button>
      <button type="button" className="bsf-button" onClick={download}>
        {words.download}
      </button>
      {saved === undefined ? null : (
        <p className="bsf-command">
          {words.applyByHand} <code>{command}</code>{' '}
          <button
            type="button"
            className="bsf-button"
            onClick={() => void copyText(command).then((done) => setSaid(done ? messages.copied : messages.copyFailed))}
          >
            {words.copyCommand}
          </button>
        </p>
      )}
    </div>
  )
}
