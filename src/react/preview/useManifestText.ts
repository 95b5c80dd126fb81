import { useCallback, useEffect, useRef, useState } from 'react'
import type { DraftStore } from '../../draft/createDraft.ts'
import type { ManifestFormat, ManifestText } from '../../draft/manifestText.ts'
import { useDraftState } from '../useDraftState.ts'
import { readAhead } from './readAhead.ts'

/** The delay from the last keystroke to reading the text, in ms. */
const settled = 250

export interface ManifestTextState {
  /** The text of the draft as last read. */
  manifest: ManifestText
  /** The text in the editor, which may be newer than the last read one. */
  text: string
  /** Takes the edited text, and reads it when the typing pauses. */
  type: (text: string) => void
  /** Reads the edited text now. Returns the text of the draft afterwards. */
  flush: () => ManifestText
}

/** Returns the text of a draft's manifests, with the user's edits. */
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
  // Reads the edited text when the format changes or the preview closes, so that no edit is lost.
  useEffect(() => () => void flush(), [flush])
  useEffect(() => {
    const save = (): void => {
      flush()
      draft.flush()
    }
    addEventListener('pagehide', save)
    return () => removeEventListener('pagehide', save)
  }, [draft, flush])
  return { manifest, text: typed ?? manifest.text, type, flush }
}
