import type { ReactElement, ReactNode } from 'react'
import { useId, useRef, useState } from 'react'
import type { ManifestFormat } from '../../draft/manifestText.ts'
import type { Options } from '../../context/options.ts'
import type { Messages } from '../messages.ts'
import { copyText } from './copyText.ts'
import { downloadText } from './downloadText.ts'
import type { ExportPanelHandle } from './ExportPanel.tsx'
import { ExportPanel } from './ExportPanel.tsx'
import { previewMessagesOf } from './previewMessages.ts'
import { useExport } from './useExport.ts'

const formats = ['yaml', 'json'] as const
const mediaTypes = { yaml: 'application/yaml', json: 'application/json' }

export interface PreviewToolbarProps {
  messages: Messages
  format: ManifestFormat
  onFormat: (format: ManifestFormat) => void
  /** Returns a warning if a format would lose something, shown on its button. */
  lossOf?: ((format: ManifestFormat) => string | undefined) | undefined
  /** Whether the text holds values of Secrets. */
  withSecrets: boolean
  revealed: boolean
  onReveal: (revealed: boolean) => void
  /** The id of the element that shows the text. */
  controls: string
  /** The unmasked text as last read. */
  text: string
  /** Returns the unmasked text as it is now. */
  getText: () => string
  options: Options
  /** The draft that the export choice is kept for. */
  owner?: object | undefined
  /** The name of a downloaded file, without its extension. */
  name: string
  children?: ReactNode
}

/** The toolbar above a preview, with the format, the export choice, Copy and Download. */
export function PreviewToolbar(props: PreviewToolbarProps): ReactElement {
  const { messages, format, onFormat, lossOf, withSecrets, revealed, onReveal, controls, getText, name } = props
  const id = useId()
  const words = previewMessagesOf(messages)
  const panel = useRef<ExportPanelHandle>(null)
  const [said, setSaid] = useState('')
  const [saved, setSaved] = useState<string>()
  const choice = useExport(props.text, format, props.options, props.owner)
  const canChoose = withSecrets || choice.keys.length > 0
  const isOther = canChoose && choice.credentials !== 'secret'
  const command = `kubectl apply -f ${saved ?? ''}`

  /** Returns the text to copy or download. If there are errors, shows them and returns undefined. */
  function take(): string | undefined {
    const text = getText()
    if (!isOther) return text
    const { text: written, diagnostics } = choice.write(text)
    const [first] = diagnostics
    if (!first) return written
    // Parser errors are about lines; the panel below shows them.
    setSaid(first.range ? words.notLeftOut : first.message)
    panel.current?.showErrors(diagnostics)
    return undefined
  }
  async function copy(): Promise<void> {
    setSaid('')
    const text = take()
    if (text === undefined) return
    const done = await copyText(text)
    const copied = withSecrets && !isOther ? messages.copiedWithSecrets : messages.copied
    setSaid(done ? copied : messages.copyFailed)
  }
  function download(): void {
    const file = `${name}.${format}`
    const text = take()
    if (text === undefined) return
    downloadText(text, file, mediaTypes[format])
    setSaid(withSecrets && !isOther ? words.downloadedWithSecrets(file) : words.downloaded(file))
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
      {canChoose ? (
        <div className="bsf-toolbar-choice">
          <label htmlFor={`${id}credentials`}>{words.credentials}</label>
          <div className="bsf-select-box">
            <select
              id={`${id}credentials`}
              className="bsf-input bsf-select"
              value={choice.credentials}
              onChange={(event) => {
                setSaid('')
                choice.choose(event.currentTarget.value)
              }}
            >
              <option value="secret">{withSecrets ? words.withSecrets : words.asItIs}</option>
              {withSecrets || choice.credentials === 'none' ? (
                <option value="none">{words.withoutSecrets}</option>
              ) : null}
              {choice.outputs.map((one) => (
                <option key={one.name} value={one.name}>
                  {one.title}
                </option>
              ))}
            </select>
          </div>
        </div>
      ) : null}
      {withSecrets ? (
        <button
          type="button"
          className="bsf-button"
          aria-pressed={revealed}
          aria-controls={controls}
          onClick={() => onReveal(!revealed)}
        >
          {revealed ? messages.concealSecrets : messages.revealSecrets}
        </button>
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
      {isOther ? (
        <ExportPanel key={choice.credentials} ref={panel} {...{ choice, messages }} text={props.text} />
      ) : null}
    </div>
  )
}
