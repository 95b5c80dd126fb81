import type { ReactElement } from 'react'
import { useId, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { Diagnostic } from '../../schema/diagnostics.ts'
import type { Messages } from '../messages.ts'
import { previewMessagesOf } from './previewMessages.ts'
import { SettingsFields } from './SettingsFields.tsx'
import type { ExportChoice } from './useExport.ts'

interface ExportDialogProps {
  choice: ExportChoice
  /** The text to export. */
  text: string
  messages: Messages
  /** Copies a text. Returns the outcome. */
  onCopy: (text: string) => Promise<string>
  /** Downloads a text. Returns the outcome. */
  onDownload: (text: string) => string
  onClose: () => void
}

/** A dialog to copy or download the manifests with something else instead of the Secret. */
export function ExportDialog(props: ExportDialogProps): ReactElement {
  const { choice, text, messages, onClose } = props
  const { outputs, credentials, settings, set, keys, write } = choice
  const id = useId()
  const words = previewMessagesOf(messages)
  const dialog = useRef<HTMLDialogElement>(null)
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [isAll, setAll] = useState(false)
  const [said, setSaid] = useState('')
  const output = outputs.find(({ name }) => name === credentials)
  const exported = useMemo(() => write(text), [write, text])
  const { diagnostics } = exported
  const known = Object.keys(output?.schema.properties ?? {})
  const isOfSetting = ({ path }: Diagnostic): boolean => known.some((name) => path.split('/')[1] === name)
  // Parser errors are about lines, which the preview shows.
  const general = diagnostics
    .filter((one) => !isOfSetting(one))
    .map(({ range, message }) => (range ? words.notLeftOut : message))
  useLayoutEffect(() => {
    const element = dialog.current
    element?.showModal()
    return () => element?.close()
  }, [])

  /** Returns the text to copy or download. If there are errors, shows them, and focuses the first field with one. */
  function take(): string | undefined {
    setSaid('')
    if (diagnostics.length === 0) return exported.text
    setAll(true)
    const fields = [...(dialog.current?.querySelectorAll<HTMLElement>('[data-bsf-setting]') ?? [])]
    const first = fields.find(({ dataset }) => diagnostics.some(({ path }) => path === dataset['bsfSetting']))
    const around = first?.closest('details')
    if (around) around.open = true
    first?.focus()
    return undefined
  }
  return (
    <dialog
      className="bsf-dialog bsf-dialog--wide bsf-export"
      ref={dialog}
      aria-labelledby={`${id}title`}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
    >
      <p className="bsf-dialog-question" id={`${id}title`}>
        {output ? words.insteadOfSecret(output.title) : words.withoutSecrets}
      </p>
      <p className="bsf-hint">{output?.description ?? words.exportNone}</p>
      {output ? (
        <SettingsFields
          schema={output.schema}
          settings={settings}
          onChange={set}
          keys={keys}
          diagnostics={diagnostics.filter((one) => isOfSetting(one) && (isAll || left.has(one.path)))}
          onLeave={(pointer) => setLeft((all) => (all.has(pointer) ? all : new Set([...all, pointer])))}
        />
      ) : null}
      {[...new Set(general)].map((message) => (
        <p key={message} className="bsf-note" data-severity="error">
          {message}
        </p>
      ))}
      {diagnostics.length === 0 ? (
        <pre className="bsf-manifest" tabIndex={0} role="group" aria-label={words.exportTitle} dir="ltr">
          <code>{exported.text}</code>
        </pre>
      ) : general.length === 0 ? (
        <p className="bsf-hint">{words.exportIncomplete}</p>
      ) : null}
      <div className="bsf-dialog-actions">
        <span className="bsf-toolbar-status" role="status">
          {said}
        </span>
        <button type="button" className="bsf-button" onClick={onClose}>
          {words.closeExport}
        </button>
        <button
          type="button"
          className="bsf-button"
          onClick={() => {
            const taken = take()
            if (taken !== undefined) setSaid(props.onDownload(taken))
          }}
        >
          {words.download}
        </button>
        <button
          type="button"
          className="bsf-button bsf-button--primary"
          onClick={() => {
            const taken = take()
            if (taken !== undefined) void props.onCopy(taken).then(setSaid)
          }}
        >
          {messages.copy}
        </button>
      </div>
    </dialog>
  )
}
