import type { ReactElement, Ref } from 'react'
import { forwardRef, useEffect, useId, useImperativeHandle, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { Diagnostic } from '../../schema/diagnostics.ts'
import type { ManifestFormat } from '../../draft/manifestText.ts'
import type { Options } from '../../context/options.ts'
import type { TextRange } from '../../text/parseText.ts'
import type { Messages } from '../messages.ts'
import { resolveMessages } from '../messages.ts'
import type { EditorContent, MountedEditor, mountEditor } from './codeMirror/mountEditor.ts'
import { editorMessagesOf } from './editorMessages.ts'
import { plainOffset, withOwnBreaks, withPlainBreaks } from './lineBreaks.ts'
import type { PlainEditorHandle } from './PlainEditor.tsx'
import { PlainEditor } from './PlainEditor.tsx'
import { shadowOf } from './shadowOf.ts'

export interface ManifestEditorProps {
  /** The text as it is, values of Secrets included. */
  text: string
  /** Called on each change with the text as it is. */
  onChange?: ((text: string) => void) | undefined
  /** What the text is written in. */
  format: ManifestFormat
  /** Whether the text can be read and copied and not changed. @default false */
  readOnly?: boolean | undefined
  /** Whether the values of Secrets are shown; otherwise they are not in the page, and not in what is copied. @default false */
  revealed?: boolean | undefined
  /** What is wrong, marked where its `range` in the text is; one without a range is not shown here. @default [] */
  diagnostics?: readonly Diagnostic[] | undefined
  /** The options of the draft, for what can be completed and explained. @default {} */
  options?: Options | undefined
  /** What the editor is called, for screen readers. */
  label: string
  /** Strings in the place of the English ones; keep the object. @default the English ones */
  messages?: Partial<Messages> | undefined
  /** The nonce of the page's CSP. Only needed where constructed style sheets do not work. @default none */
  nonce?: string | undefined
}

export interface ManifestEditorHandle {
  /** Moves the focus into the editor. */
  focus: () => void
  /** Moves the focus, the cursor and the view to a range of the text. */
  select: (range: { from: number; to: number }) => void
}

const useEffectBeforePaint = typeof document === 'undefined' ? useEffect : useLayoutEffect
const none: readonly Diagnostic[] = []
const noOptions: Options = {}

/** Undo and redo are those of the text here, and not those of a form around it. */
function keepUndo(event: KeyboardEvent): void {
  if ((event.ctrlKey || event.metaKey) && ['z', 'y'].includes(event.key.toLowerCase())) event.stopPropagation()
}

/**
 * An editor of manifests as YAML or JSON, with diagnostics, completion, search, folding and undo. It is a plain text area
 * until the editor is loaded, on a server, and where it cannot be loaded. The values of Secrets are hidden in it until
 * `revealed` is set; the text around them can be edited, and a hidden value can be typed over.
 */
export const ManifestEditor = forwardRef(function ManifestEditor(
  props: ManifestEditorProps,
  ref: Ref<ManifestEditorHandle>,
): ReactElement {
  const { text: real, onChange, readOnly = false, revealed = false, diagnostics = none, options = noOptions } = props
  const id = useId()
  const messages = resolveMessages(props.messages)
  const words = editorMessagesOf(messages)
  const [mount, setMount] = useState<typeof mountEditor>()
  const [isMounted, setMounted] = useState(false)
  const [hasFailed, setFailed] = useState(false)
  const outer = useRef<HTMLDivElement>(null)
  const host = useRef<HTMLDivElement>(null)
  const plain = useRef<PlainEditorHandle>(null)
  const mounted = useRef<MountedEditor>(undefined)

  const text = useMemo(() => withPlainBreaks(real), [real])
  const marks = useMemo(
    () =>
      diagnostics.map((one) =>
        one.range
          ? {
              ...one,
              range: { ...one.range, from: plainOffset(real, one.range.from), to: plainOffset(real, one.range.to) },
            }
          : one,
      ),
    // Those of a text that was typed further stand where they stood until there are new ones.
    // oxlint-disable-next-line react/exhaustive-deps
    [diagnostics],
  )
  const content: EditorContent = {
    text,
    format: props.format,
    readOnly,
    revealed,
    diagnostics: marks,
    options,
    label: props.label,
  }

  const latest = useRef({ real, onChange, content })
  useEffectBeforePaint(() => {
    latest.current = { real, onChange, content }
  })
  const [change] = useState(() => (edited: string): void => {
    const next = withOwnBreaks(latest.current.real, edited)
    latest.current.real = next
    latest.current.onChange?.(next)
  })

  useEffect(() => {
    let isGone = false
    import('./codeMirror/mountEditor.ts')
      .then((module) => {
        if (!isGone) setMount(() => module.mountEditor)
      })
      .catch(() => {
        if (!isGone) setFailed(true)
      })
    return () => {
      isGone = true
    }
  }, [])

  useEffectBeforePaint(() => {
    if (!mount || !host.current) return undefined
    try {
      mounted.current = mount({
        ...latest.current.content,
        root: shadowOf(host.current),
        messages,
        nonce: props.nonce,
        onChange: change,
        selection: plain.current?.selection(),
      })
      setMounted(true)
    } catch {
      setFailed(true)
    }
    return () => {
      mounted.current?.destroy()
      mounted.current = undefined
      setMounted(false)
    }
    // oxlint-disable-next-line react/exhaustive-deps
  }, [mount, words, messages.severity, props.nonce])

  useEffectBeforePaint(() => {
    mounted.current?.update(content)
  }, [text, props.format, readOnly, revealed, marks, options, props.label])

  useEffect(() => {
    const element = outer.current
    element?.addEventListener('keydown', keepUndo)
    return () => element?.removeEventListener('keydown', keepUndo)
  }, [])

  useImperativeHandle(ref, () => ({
    focus: () => (mounted.current ? mounted.current.focus() : plain.current?.select(undefined)),
    select: (range: TextRange) => {
      const own = { from: plainOffset(latest.current.real, range.from), to: plainOffset(latest.current.real, range.to) }
      if (mounted.current) mounted.current.select(own)
      else plain.current?.select(own)
    },
  }))
  return (
    <div ref={outer} className="bsf-editor" data-state={isMounted ? 'ready' : hasFailed ? 'failed' : 'loading'}>
      <div ref={host} className="bsf-editor-host" dir="ltr" />
      {isMounted ? null : (
        <PlainEditor
          handle={plain}
          text={text}
          onChange={change}
          readOnly={readOnly}
          revealed={revealed}
          label={props.label}
          describedBy={hasFailed ? `${id}note` : undefined}
        />
      )}
      {hasFailed && !isMounted ? (
        <p className="bsf-hint" id={`${id}note`}>
          {words.plainOnly}
        </p>
      ) : null}
    </div>
  )
})
