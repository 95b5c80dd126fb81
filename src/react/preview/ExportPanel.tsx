import type { ReactElement, Ref } from 'react'
import { useId, useImperativeHandle, useMemo, useRef, useState } from 'react'
import type { Diagnostic } from '../../schema/diagnostics.ts'
import type { Messages } from '../messages.ts'
import { previewMessagesOf } from './previewMessages.ts'
import { SettingsFields } from './SettingsFields.tsx'
import type { ExportChoice } from './useExport.ts'

export interface ExportPanelHandle {
  /** Shows all errors of the settings, and focuses the first field with one. */
  showErrors: (diagnostics: readonly Diagnostic[]) => void
}

/** The output that replaces the Secret in copies: its description, settings and text. */
export function ExportPanel(props: {
  choice: ExportChoice
  /** The text to export. */
  text: string
  messages: Messages
  ref?: Ref<ExportPanelHandle>
}): ReactElement {
  const { choice, text, messages, ref } = props
  const { outputs, credentials, settings, set, keys, write } = choice
  const id = useId()
  const words = previewMessagesOf(messages)
  const panel = useRef<HTMLElement>(null)
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [isAll, setAll] = useState(false)
  const output = outputs.find(({ name }) => name === credentials)
  const exported = useMemo(() => write(text), [write, text])
  const { diagnostics } = exported
  const known = Object.keys(output?.schema.properties ?? {})
  const isOfSetting = ({ path }: Diagnostic): boolean => known.some((name) => path.split('/')[1] === name)
  const general = diagnostics.filter((one) => !isOfSetting(one))

  useImperativeHandle(ref, () => ({
    showErrors(found) {
      setAll(true)
      const fields = [...(panel.current?.querySelectorAll<HTMLElement>('[data-bsf-setting]') ?? [])]
      const first = fields.find(({ dataset }) => found.some(({ path }) => path === dataset['bsfSetting']))
      const around = first?.closest('details')
      if (around) around.open = true
      first?.focus()
    },
  }))
  return (
    <section className="bsf-export" aria-labelledby={`${id}title`} ref={panel}>
      <h3 className="bsf-export-title" id={`${id}title`}>
        {words.exportTitle}
      </h3>
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
      {general.map(({ message, path }) => (
        <p key={path + message} className="bsf-note" data-severity="error">
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
    </section>
  )
}
