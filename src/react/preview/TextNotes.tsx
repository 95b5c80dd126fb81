import type { ReactElement } from 'react'
import type { ManifestFormat, ManifestText } from '../../draft/manifestText.ts'
import type { Manifest } from '../../schema/manifest.ts'
import { getAt } from '../../base/pointer.ts'
import type { Messages } from '../messages.ts'
import { previewMessagesOf } from './previewMessages.ts'
import { UnmappedList } from './UnmappedList.tsx'

interface TextNotesProps {
  messages: Messages
  manifest: ManifestText
  /** The requested format. */
  wanted: ManifestFormat
  /** JSON Pointers to entries without a form field. */
  unmapped: readonly string[]
  /** Manifests in the text that are not submitted. */
  others: readonly Manifest[]
  /** Whether the YAML has comments, anchors or aliases that JSON does not show. */
  hasComments: boolean
  onDiscard: () => void
}

function titleOf(manifest: Manifest): string {
  const name = getAt(manifest, ['metadata', 'name'])
  return [manifest.kind, name].filter((one) => typeof one === 'string' && one !== '').join(' ')
}

/** Notes about an edited text. */
export function TextNotes(props: TextNotesProps): ReactElement | null {
  const { messages, manifest, wanted, unmapped, others, hasComments, onDiscard } = props
  if (!manifest.edited) return null
  const words = previewMessagesOf(messages)
  return (
    <div className="bsf-text-notes">
      {manifest.readable ? null : (
        <p className="bsf-note" data-severity="error" role="alert">
          {wanted === manifest.format ? words.textUnreadable : words.textUnreadableAs(wanted.toUpperCase())}
        </p>
      )}
      {hasComments ? <p className="bsf-hint">{words.commentsKept}</p> : null}
      {others.length > 0 && manifest.readable ? (
        <p className="bsf-hint">{words.notSubmitted(others.map(titleOf).join(', '))}</p>
      ) : null}
      {unmapped.length > 0 ? (
        <details className="bsf-unmapped">
          <summary>{words.unmapped(unmapped.length)}</summary>
          <UnmappedList pointers={unmapped} />
        </details>
      ) : null}
      <button type="button" className="bsf-button bsf-button--quiet" onClick={onDiscard}>
        {words.discardEdits}
      </button>
    </div>
  )
}
