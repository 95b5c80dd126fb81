import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { DraftStore } from '../../draft/createDraft.ts'
import type { ManifestFormat, ManifestText } from '../../draft/manifestText.ts'
import { useDraftState } from '../useDraftState.ts'
import { readAhead } from './readAhead.ts'

/** How long after the last key a typed text is read, in ms. */
const settled = 250

export interface ManifestTextState {
  /** The text of the draft as it was read last. */
  manifest: ManifestText
  /** The text as it stands, typed further than what was read. */
  text: string
  /** Takes what was typed. It is read when the typing pauses. */
  type: (text: string) => void
  /** Reads what was typed, now. Gives the text of the draft after it. */
  flush: () => ManifestText
}

/** The text of a draft's manifests, and what is typed into it. */
export function useManifestText(draft: DraftStore, format: ManifestFormat): ManifestTextState {
  const values = useDraftState(draft, (state) => state.values)
  const kept = useDraftState(draft, (state) => state.text)
  const context = useDraftState(draft, () => draft.context)
  const manifest = useMemo(
    () => draft.manifestText(format),
    // What the text is made of; the rest of the state does not count.
    // oxlint-disable-next-line react/exhaustive-deps
    [draft, values, kept, format, context],
  )
  const shownFormat = manifest.format
  const [typed, setTyped] = useState<string>()
  const waiting = useRef<{ text: string; format: ManifestFormat; stop: () => void }>(undefined)

  const flush = useCallback((): ManifestText => {
    const pending = waiting.current
    if (pending) {
      pending.stop()
      waiting.current = undefined
      draft.editText(pending.text, pending.format)
      setTyped(undefined)
    }
    return draft.manifestText(format)
  }, [draft, format])

  const type = useCallback(
    (text: string): void => {
      waiting.current?.stop()
      waiting.current = { text, format: shownFormat, stop: readAhead(text, settled, flush) }
      setTyped(text)
    },
    [flush, shownFormat],
  )
  // Nothing typed is lost: not with a change of the format, and not when the preview goes.
  useEffect(() => () => void flush(), [flush])
  return { manifest, text: typed ?? manifest.text, type, flush }
}
