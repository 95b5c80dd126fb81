import type { ReactElement } from 'react'
import { useEffect, useId, useMemo, useRef, useState } from 'react'
import type { ManifestFormat } from '../../draft/manifestText.ts'
import type { Messages } from '../messages.ts'
import { resolveMessages } from '../messages.ts'
import type { mountDiff } from './codeMirror/mountDiff.ts'
import { diffTexts } from './diffTexts.ts'
import { editorMessagesOf } from './editorMessages.ts'
import { shadowOf } from './shadowOf.ts'

export interface ManifestDiffProps {
  /** The old text. */
  before: string
  /** The new text. */
  after: string
  /** The label of the old text. */
  beforeLabel: string
  /** The label of the new text. */
  afterLabel: string
  /** The format of both texts. */
  format: ManifestFormat
  /** Strings that replace the English ones. Pass the same object at each render. @default the English ones */
  messages?: Partial<Messages> | undefined
  /** The CSP nonce. Only needed where constructed style sheets don't work. @default none */
  nonce?: string | undefined
}

/** The width in pixels from which the texts are side by side. */
const wide = 900

function useWidth(): [(element: HTMLElement | null) => void, number | undefined] {
  const [element, setElement] = useState<HTMLElement | null>(null)
  const [width, setWidth] = useState<number>()
  useEffect(() => {
    if (!element) return undefined
    const observer = new ResizeObserver(() => setWidth(element.clientWidth))
    observer.observe(element)
    return () => observer.disconnect()
  }, [element])
  return [setElement, width]
}

/**
 * The changes from one text to another, side by side if there is room, otherwise one below the other.
 *
 * The values of Secrets are masked in both. A changed one is marked without showing its value.
 */
export function ManifestDiff(props: ManifestDiffProps): ReactElement {
  const { format, beforeLabel, afterLabel, nonce } = props
  const id = useId()
  const messages = resolveMessages(props.messages)
  const words = editorMessagesOf(messages)
  const [mount, setMount] = useState<typeof mountDiff>()
  const [hasFailed, setFailed] = useState(false)
  const [changes, setChanges] = useState<number>()
  const [isWhole, setWhole] = useState(false)
  const [measured, width] = useWidth()
  const host = useRef<HTMLDivElement>(null)
  const isWide = width !== undefined && width >= wide
  const { before, after } = useMemo(
    () => diffTexts(props.before, props.after, words.hiddenChanged),
    [props.before, props.after, words],
  )
  const isSame = before === after

  useEffect(() => {
    let isGone = false
    import('./codeMirror/mountDiff.ts')
      .then((module) => {
        if (!isGone) setMount(() => module.mountDiff)
      })
      .catch(() => {
        if (!isGone) setFailed(true)
      })
    return () => {
      isGone = true
    }
  }, [])

  const isMeasured = width !== undefined
  useEffect(() => {
    if (!mount || !isMeasured || isSame || !host.current) return undefined
    try {
      const root = shadowOf(host.current)
      const shown = mount({
        root,
        before,
        after,
        beforeLabel,
        afterLabel,
        format,
        isWide,
        isWhole,
        messages: words,
        nonce,
      })
      setChanges(shown.changes)
      return () => shown.destroy()
    } catch {
      setFailed(true)
      return undefined
    }
  }, [mount, isMeasured, isSame, before, after, beforeLabel, afterLabel, format, isWide, isWhole, words, nonce])

  return (
    <section className="bsf-diff" aria-labelledby={`${id}heading`} ref={measured}>
      <div className="bsf-diff-header">
        <h3 className="bsf-diff-heading" id={`${id}heading`}>
          {isSame || changes === undefined ? words.comparison : words.differences(changes)}
        </h3>
        {isSame || hasFailed ? null : (
          <button type="button" className="bsf-button" aria-pressed={isWhole} onClick={() => setWhole(!isWhole)}>
            {words.allLines}
          </button>
        )}
      </div>
      {isSame ? (
        <p role="status">{words.noDifferences}</p>
      ) : hasFailed ? (
        <>
          <p className="bsf-hint">{words.notCompared}</p>
          <Plain label={beforeLabel} text={before} />
          <Plain label={afterLabel} text={after} />
        </>
      ) : (
        <>
          <div className="bsf-diff-labels" data-wide={isWide || undefined}>
            <span>
              <span aria-hidden="true">− </span>
              {beforeLabel}
            </span>
            <span>
              <span aria-hidden="true">+ </span>
              {afterLabel}
            </span>
          </div>
          <div ref={host} className="bsf-editor-host" dir="ltr" />
        </>
      )}
    </section>
  )
}

function Plain({ label, text }: { label: string; text: string }): ReactElement {
  return (
    <>
      <h4 className="bsf-diff-heading">{label}</h4>
      <pre className="bsf-manifest" dir="ltr" tabIndex={0} role="region" aria-label={label}>
        <code>{text}</code>
      </pre>
    </>
  )
}
