import type { Manifest } from '../schema/manifest.ts'
import type { DraftInternals, DraftOptions, FormDraft } from './createFormDraft.ts'
import { createFormDraft } from './createFormDraft.ts'
import type { ManifestFormat, ManifestText } from './manifestText.ts'
import { editText, manifestTextOf } from './manifestText.ts'
import type { LiveComparison } from './rebase.ts'
import { compareWithLive, rebase } from './rebase.ts'
import { setText } from './transitions.ts'

/** A form's state with the text of its manifests. */
export interface DraftStore extends FormDraft {
  /** Returns the manifests as text: the edited text with the changes of the form in it, or the output of the form. */
  manifestText(format: ManifestFormat): ManifestText
  /**
   * Takes an edited text: the values become what it says, as far as it can be read and holds one storage. Otherwise they
   * stay, and the text is kept next to them.
   *
   * @param fixed - JSON Pointers to the fields whose present values stay
   * @returns whether the values follow the text
   */
  editText(text: string, format: ManifestFormat, fixed?: readonly string[]): boolean
  /** Discards the edited text: the manifests follow from the form alone again. */
  discardText(): void
  /** Compares the edited object with its live version: the changes there, and their conflicts with the draft. */
  compareWithLive(live: Manifest): LiveComparison
  /**
   * Applies the changes of the draft to the live object, which is edited from now on. Where both changed the same, the
   * draft's value stays.
   *
   * @param taken - the keys of the conflicts where the value of the cluster is wanted
   * @returns whether it was done: not while the edited text can't be read
   */
  rebase(live: Manifest, taken?: readonly string[]): boolean
}

/** Adds the text to a draft of a form: the same draft, which can do more from now on. */
export function withText(draft: FormDraft): DraftStore {
  if ('editText' in draft) return draft as DraftStore
  const { update } = draft as FormDraft & DraftInternals
  const text: Omit<DraftStore, keyof FormDraft> = {
    manifestText: (format) => manifestTextOf(draft.getState(), format, draft.context),
    editText(edited, format, fixed = []) {
      const { state, readable } = editText(draft.getState(), edited, format, fixed, draft.context)
      update(state)
      return readable
    },
    discardText: () => update(setText(draft.getState(), undefined)),
    compareWithLive: (live) => compareWithLive(draft.getState(), live, draft.context),
    rebase(live, taken = []) {
      const next = rebase(draft.getState(), live, taken, draft.context)
      if (next) update(next, live)
      return next !== undefined
    },
  }
  return Object.assign(draft, text)
}

/** Creates a draft: the state behind a form and a preview. It knows no React; components subscribe to it. */
export function createDraft(options?: DraftOptions): DraftStore {
  return withText(createFormDraft(options))
}
