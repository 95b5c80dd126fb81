import type { ReactElement, ReactNode } from 'react'
import { useState } from 'react'
import type { ManifestFormat } from '../../draft/manifestText.ts'
import type { Options } from '../../context/options.ts'
import type { Messages } from '../messages.ts'
import { CopyMenu } from './CopyMenu.tsx'
import { copyText } from './copyText.ts'
import { downloadText } from './downloadText.ts'
import { ExportDialog } from './ExportDialog.tsx'
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
  /** The draft that the settings of exports are kept for. */
  owner?: object | undefined
  /** The name of a downloaded file, without its extension. */
  name: string
  /** The text, below the toolbar. */
  content: ReactNode
  /** More buttons next to the format. */
  children?: ReactNode
}

/** The toolbar above a preview, with the format, Copy and Download, and the preview below it. */
export function PreviewToolbar(props: PreviewToolbarProps): ReactElement {
  const { messages, format, onFormat, lossOf, withSecrets, revealed, onReveal, controls, getText, name } = props
  const words = previewMessagesOf(messages)
  const [said, setSaid] = useState('')
  const [saved, setSaved] = useState<string>()
  const choice = useExport(props.text, format, props.options, props.owner)
  const ways = [
    ...(withSecrets ? [{ name: 'none', title: words.withoutSecrets }] : []),
    ...(choice.keys.length > 0 ? choice.outputs : []).map((one) => ({
      name: one.name,
      title: words.insteadOfSecret(one.title),
    })),
  ]
  const isOther = choice.credentials !== 'secret'
  const command = `kubectl apply -f ${saved ?? ''}`

  async function copy(text: string): Promise<string> {
    const copied = withSecrets && !isOther ? messages.copiedWithSecrets : messages.copied
    return (await copyText(text)) ? copied : messages.copyFailed
  }
  function download(text: string): string {
    const file = `${name}.${format}`
    downloadText(text, file, mediaTypes[format])
    setSaved(file)
    return withSecrets && !isOther ? words.downloadedWithSecrets(file) : words.downloaded(file)
  }
  return (
    <>
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
        <button type="button" className="bsf-button" onClick={() => setSaid(download(getText()))}>
          {words.download}
        </button>
        <div className="bsf-split">
          <button
            type="button"
            className="bsf-button"
            onClick={() => {
              setSaid('')
              void copy(getText()).then(setSaid)
            }}
          >
            {messages.copy}
          </button>
          {ways.length > 0 ? (
            <CopyMenu
              title={words.copyWays}
              items={ways}
              onChoose={(way) => {
                setSaid('')
                getText()
                choice.choose(way)
              }}
            />
          ) : null}
        </div>
      </div>
      {props.content}
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
        <ExportDialog
          key={choice.credentials}
          {...{ choice, messages }}
          text={props.text}
          onCopy={copy}
          onDownload={download}
          onClose={() => choice.choose('secret')}
        />
      ) : null}
    </>
  )
}
