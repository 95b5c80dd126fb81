import { useCallback, useEffect, useRef, useState } from 'react'
import type { DraftStore } from '../../draft/createDraft.ts'
import type { ManifestFormat, ManifestText } from '../../draft/manifestText.ts'
import { useDraftState } from '../useDraftState.ts'
import { readAhead } from './readAhead.ts'

/** How long after the last keystroke a typed text is read, in ms. */
const settled = 250

export interface ManifestTextState {
  /** The text of the draft as it was read last. */
  manifest: ManifestText
  /** The text in the editor, typed further than what was read. */
  text: string
  /** Takes a typed text. It is read when the typing pauses. */
  type: (text: string) => void
  /** Reads the typed text now. Returns the text of the draft after it. */
  flush: () => ManifestText
}

/** The text of a draft's manifests, and what is typed into it. */
export function useManifestText(draft: DraftStore, format: ManifestFormat): ManifestTextState {
  const manifest = useDraftState(draft, () => draft.manifestText(format))
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
      const stop = readAhead(draft.readAhead(text), settled, () => void flush())
      waiting.current = { text, format: shownFormat, stop }
      setTyped(text)
    },
    [draft, flush, shownFormat],
  )
  // Nothing typed is lost: not with a change of the format, and not when the preview goes.
  useEffect(() => () => void flush(), [flush])
  return { manifest, text: typed ?? manifest.text, type, flush }
}
