import type { DragEvent, ReactElement } from 'react'
import { useId, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { withText } from '../../draft/createDraft.ts'
import type { FormDraft } from '../../draft/createFormDraft.ts'
import type { Imported } from '../../manifests/importManifests.ts'
import { importManifests } from '../../manifests/importManifests.ts'
import { importsFor } from '../../manifests/readImport.ts'
import { parseManifests } from '../../manifests/parseManifests.ts'
import { decodeText } from '../../base/decodeText.ts'
import { stringifyManifests } from '../../manifests/stringifyManifests.ts'
import { validateManifests } from '../../manifests/validateManifests.ts'
import type { Options } from '../../context/options.ts'
import type { Messages } from '../messages.ts'
import { PlainEditor } from '../editor/PlainEditor.tsx'
import { previewMessagesOf } from '../preview/previewMessages.ts'
import { UnmappedList } from '../preview/UnmappedList.tsx'
import { ValidationPanel } from '../validation/ValidationPanel.tsx'

/** The maximum size of a file, in bytes: the limit of a text in characters. */
const largest = 4 * 1024 * 1024

interface ImportDialogProps {
  draft: FormDraft
  /** JSON Pointers to the fields that the host hides or fixes. They keep their values. */
  kept: readonly string[]
  messages: Messages
  onClose: () => void
  /** Called after the form is filled in. */
  onImported: () => void
}

/** Returns the text as YAML, which can hold comments, unlike JSON. */
function asYaml(text: string): string {
  return text.trimStart().startsWith('{') ? stringifyManifests(parseManifests(text).manifests, 'yaml') : text
}

/** A choice among the storages of a text. */
function Choice(props: {
  found: readonly Imported[]
  chosen: number
  onChoose: (index: number) => void
  messages: Messages
}): ReactElement {
  const id = useId()
  return (
    <fieldset className="bsf-import-choice">
      <legend>{previewMessagesOf(props.messages).importChoice(props.found.length)}</legend>
      {props.found.map(({ namespace, name, provider, from }, index) => (
        <label key={`${namespace}/${name}/${index.toString()}`} className="bsf-check">
          <input type="radio" name={id} checked={index === props.chosen} onChange={() => props.onChoose(index)} />
          {[namespace, name].filter((one) => one !== '').join('/')} (
          {[from, provider].filter((one) => (one ?? '') !== '').join(', ')})
        </label>
      ))}
    </fieldset>
  )
}

/** The unmapped fields of a text and its diagnostics. */
function Outcome({ one, options, messages }: { one: Imported; options: Options; messages: Messages }): ReactElement {
  const words = previewMessagesOf(messages)
  // The ranges of a converted storage are not those of the text in view.
  const diagnostics =
    one.from === undefined ? one.diagnostics : one.diagnostics.map(({ range: _unseen, ...others }) => others)
  return (
    <>
      {one.from === undefined ? null : <p>{words.importFrom(one.from)}</p>}
      {one.unmapped.length > 0 ? (
        <div className="bsf-note" data-severity={one.from === undefined ? undefined : 'warning'}>
          <p>
            {one.from === undefined ? words.unmapped(one.unmapped.length) : words.notCarriedOver(one.unmapped.length)}
          </p>
          <UnmappedList pointers={one.unmapped} />
        </div>
      ) : null}
      <ValidationPanel
        diagnostics={diagnostics}
        options={options}
        provider={one.provider}
        notChecked={[]}
        messages={messages}
      />
    </>
  )
}

/** A dialog that fills in the form from a pasted, dropped or opened manifest. */
export function ImportDialog({ draft, kept, messages, onClose, onImported }: ImportDialogProps): ReactElement {
  const id = useId()
  const words = previewMessagesOf(messages)
  const options = draft.context
  const dialog = useRef<HTMLDialogElement>(null)
  const [text, setText] = useState('')
  const [error, setError] = useState('')
  const [chosen, setChosen] = useState(0)
  const [isOver, setOver] = useState(false)
  const found = useMemo(() => (text.trim() === '' ? [] : importManifests(text, options)), [text, options])
  const unusable = useMemo(
    () => (text.trim() === '' || found.length > 0 ? undefined : validateManifests(text, options)),
    [text, found, options],
  )
  const one = found[Math.min(chosen, found.length - 1)]
  // The form would drop a text with syntax errors at once.
  const isWhole = useMemo(() => one !== undefined && parseManifests(one.text).diagnostics.length === 0, [one])
  useLayoutEffect(() => {
    const element = dialog.current
    element?.showModal()
    return () => element?.close()
  }, [])

  function take(next: string): void {
    setText(next)
    setError('')
    setChosen(0)
  }
  async function open(file: File | undefined): Promise<void> {
    if (!file) return
    if (file.size > largest) {
      setError(words.importTooLarge)
      return
    }
    try {
      take(decodeText(new Uint8Array(await file.arrayBuffer())))
    } catch {
      setError(messages.fileUnreadable)
    }
  }
  function drop(event: DragEvent): void {
    event.preventDefault()
    setOver(false)
    const [file] = event.dataTransfer.files
    if (file) void open(file)
    else take(event.dataTransfer.getData('text'))
  }
  function accept(): void {
    if (!one) return
    withText(draft).editText(asYaml(one.text), 'yaml', kept)
    draft.showAll()
    onImported()
  }
  return (
    <dialog
      className="bsf-dialog bsf-dialog--wide"
      ref={dialog}
      aria-labelledby={`${id}title`}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
    >
      <p className="bsf-dialog-question" id={`${id}title`}>
        {words.importTitle}
      </p>
      <p className="bsf-label">{words.importText}</p>
      <div
        className="bsf-import-text"
        data-over={isOver}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <PlainEditor
          text={text}
          onChange={take}
          readOnly={false}
          revealed={false}
          label={words.importText}
          describedBy={`${id}hint`}
          isInvalid={error !== '' || unusable !== undefined}
        />
      </div>
      <p className="bsf-hint" id={`${id}hint`}>
        {words.importHint(messages.list([options.resource.kind, ...importsFor(options).map(({ title }) => title)]))}
      </p>
      <label className="bsf-button bsf-import-file">
        {messages.chooseFile}
        <input
          type="file"
          className="bsf-visually-hidden"
          accept=".yaml,.yml,.json,text/plain,application/json,application/yaml"
          onChange={(event) => {
            void open(event.currentTarget.files?.[0])
            event.currentTarget.value = '' // lets users choose the same file again
          }}
        />
      </label>
      <div className="bsf-import-outcome">
        <p role="alert" className="bsf-error">
          {error}
        </p>
        {unusable === undefined ? null : (
          <ValidationPanel diagnostics={unusable} options={options} notChecked={[]} messages={messages} />
        )}
        {found.length > 1 ? <Choice {...{ found, messages }} chosen={chosen} onChoose={setChosen} /> : null}
        {one ? <Outcome {...{ one, options, messages }} /> : null}
      </div>
      <div className="bsf-dialog-actions">
        <button type="button" className="bsf-button" onClick={onClose}>
          {messages.cancel}
        </button>
        <button type="button" className="bsf-button bsf-button--primary" onClick={accept} disabled={!isWhole}>
          {words.importAccept}
        </button>
      </div>
    </dialog>
  )
}
