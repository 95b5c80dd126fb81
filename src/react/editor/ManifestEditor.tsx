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
  /** The text, including the values of Secrets. */
  text: string
  /** Called with the text on each change. */
  onChange?: ((text: string) => void) | undefined
  /** The format of the text. */
  format: ManifestFormat
  /** Whether the text can be read and copied but not changed. @default false */
  readOnly?: boolean | undefined
  /** Whether to show the values of Secrets; otherwise they are neither in the DOM nor in copies. @default false */
  revealed?: boolean | undefined
  /** The diagnostics to mark at their `range` in the text. Those without one are not shown. @default [] */
  diagnostics?: readonly Diagnostic[] | undefined
  /** The options of the draft, for completion and explanations. @default {} */
  options?: Options | undefined
  /** The name of the editor for screen readers. */
  label: string
  /** Strings that replace the English ones. Pass the same object at each render. @default the English ones */
  messages?: Partial<Messages> | undefined
  /** The CSP nonce. Only needed where constructed style sheets don't work. @default none */
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

/** Keeps undo and redo in the editor, away from a form around it. */
function keepUndo(event: KeyboardEvent): void {
  if ((event.ctrlKey || event.metaKey) && ['z', 'y'].includes(event.key.toLowerCase())) event.stopPropagation()
}

/**
 * An editor for YAML or JSON manifests, with diagnostics, completion, search, folding and undo.
 *
 * It is a plain text area on a server, until the editor is loaded, and if loading fails. The values of Secrets are
 * hidden until `revealed` is set. The user can edit the text around them, and type over a hidden value.
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
    // While the user types, marks keep their ranges until there are new diagnostics.
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
