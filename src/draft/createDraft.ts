import type { Context } from '../context/context.ts'
import { layoutFor, readingAs } from '../context/context.ts'
import type { Checked } from '../manifests/validateManifests.ts'
import { checkAll, firstErrors, locate } from '../manifests/validateManifests.ts'
import { fixText } from '../manifests/fixText.ts'
import { manifestsToApply } from '../manifests/manifestsToApply.ts'
import type { ReadText } from '../manifests/readText.ts'
import { readText } from '../manifests/readText.ts'
import { secretRanges } from '../manifests/secretRanges.ts'
import type { Diagnostic } from '../schema/diagnostics.ts'
import type { Layout } from '../schema/layout.ts'
import type { Manifest } from '../schema/manifest.ts'
import type { TextTrees } from '../text/parseText.ts'
import { markLength, readTreesInSteps } from '../text/parseText.ts'
import { inOrder } from '../validation/validateValues.ts'
import type { DraftInternals, DraftOptions, FormDraft } from './createFormDraft.ts'
import { createFormDraft } from './createFormDraft.ts'
import type { DraftReading, ManifestFormat, ManifestText } from './manifestText.ts'
import { editText, editedFormat, readingOf } from './manifestText.ts'
import type { LiveComparison } from './rebase.ts'
import { compareWithLive, rebase } from './rebase.ts'
import { readRestored, textToSave } from './savedText.ts'
import type { DraftState } from './state.ts'
import { setText } from './transitions.ts'

/** The state of a form, with the text of its manifests. */
export interface DraftStore extends FormDraft {
  /**
   * Returns the manifests as text: the edited text with the form's changes, or the output of the form. The same object
   * until something changes.
   */
  manifestText(format: ManifestFormat): ManifestText
  /**
   * Applies an edited text. If it can be read and holds one storage, the values become those in the text. Otherwise the
   * values stay, and the text is kept next to them.
   *
   * @param fixed - JSON Pointers to the fields that keep their current values
   * @returns whether the values follow the text
   */
  editText(text: string, format: ManifestFormat, fixed?: readonly string[]): boolean
  /**
   * Reads a text in steps of a few milliseconds, so that `editText` of the same text is fast afterwards. Take the next
   * step when the browser is idle, until the iterator is done.
   */
  readAhead(text: string): Iterator<undefined, void>
  /** Discards the edited text: the manifests follow from the form alone again. */
  discardText(): void
  /** Compares the edited object with its live version: the changes there, and their conflicts with the draft. */
  compareWithLive(live: Manifest): LiveComparison
  /**
   * Applies the changes of the draft to the live object, which is edited from now on. In a conflict, the draft's value
   * stays.
   *
   * @param taken - the keys of the conflicts in which the cluster's value wins instead
   * @returns false if the edited text can't be read, and nothing was done
   */
  rebase(live: Manifest, taken?: readonly string[]): boolean
}

/** The methods of a draft with text for its other parts, not for hosts. */
export interface TextInternals {
  /** Reads the text of a restored draft, if nothing has read it yet. */
  readRestored(): void
}

/** How many texts to cache: the shown one, and the one it follows from. */
const keptTexts = 2

/** Returns a function that caches its result until something changes that diagnostics depend on. */
function onceFor<T>(draft: FormDraft, compute: () => T): () => T {
  let last: { state: DraftState; context: Context; result: T } | undefined
  return () => {
    const [state, { context }] = [draft.getState(), draft]
    const isSame = (['values', 'text', 'reported', 'server'] as const).every((key) => last?.state[key] === state[key])
    if (!last || !isSame || last.context !== context) last = { state, context, result: compute() }
    return last.result
  }
}

/** Returns a reader that caches the last texts, and uses the trees that were read ahead. */
function createReader(draft: FormDraft): { read: (text: string) => ReadText; take: (trees: TextTrees) => void } {
  let kept: { context: Context; read: ReadText }[] = []
  let ahead: TextTrees | undefined
  return {
    read(text) {
      const { context } = draft
      const known = kept.find((one) => one.context === context && one.read.text === text)
      const trees = ahead?.text === text.slice(markLength(text)) ? ahead : undefined
      const read = known?.read ?? readText(text, context, trees)
      kept = [{ context, read }, ...kept.filter((one) => one !== known)].slice(0, keptTexts)
      ahead = undefined
      return read
    },
    take: (trees) => void (ahead = trees),
  }
}

/** Adds the text to a form's draft. Returns the same draft, with more methods. */
export function withText(draft: FormDraft): DraftStore & TextInternals {
  if ('editText' in draft) return draft as DraftStore & TextInternals
  const { update, added, saveText, applyFix, getDiagnostics: ofValues } = draft as FormDraft & DraftInternals
  const { read, take } = createReader(draft)

  /** Checks the manifests of a reading, with the known diagnostics of the values. */
  function check({ read: { manifests }, readable, edited }: DraftReading): Checked {
    const context = readingAs(draft.context, draft.getState().values.backend.provider)
    const objects = manifests.map(({ manifest }) => manifest)
    return checkAll(objects, context, readable ? { diagnostics: ofValues(), edited } : undefined)
  }
  function describe(format: ManifestFormat): ManifestText {
    const reading = readingOf(draft.getState(), format, draft.context, read)
    const { read: here, readable, edited } = reading
    const checked = check(reading)
    const located = here.readable ? locate(checked, here, draft.context) : []
    return {
      text: here.text,
      format: reading.format,
      manifests: readable
        ? here.manifests.map(({ manifest }) => manifest)
        : manifestsToApply(draft.getState().values, draft.context),
      readable,
      edited,
      diagnostics: readable ? located : [...here.diagnostics, ...located, ...added()],
      unmapped: readable && edited ? checked.unmapped : [],
      hasSecrets: secretRanges(here.text, here.trees).length > 0,
    }
  }
  /** Returns the diagnostics of the manifests without printing them as text. */
  function ofManifests(): readonly Diagnostic[] {
    const manifests = manifestsToApply(draft.getState().values, draft.context)
    return firstErrors(
      locate(checkAll(manifests, draft.context, { diagnostics: ofValues(), edited: false }), undefined, draft.context),
    )
  }
  const texts = { yaml: onceFor(draft, () => describe('yaml')), json: onceFor(draft, () => describe('json')) }
  const layout = (): Layout => layoutFor(draft.context, draft.getState().values)
  saveText((state) => textToSave(state, draft.context, read))
  const methods: Omit<DraftStore, keyof FormDraft> & Pick<FormDraft, 'applyFix' | 'getDiagnostics'> & TextInternals = {
    manifestText: (format) => texts[format](),
    getDiagnostics: onceFor(draft, () => {
      const { text } = draft.getState()
      if (!text) return inOrder(ofManifests(), layout())
      const { diagnostics, readable } = texts[editedFormat(text)]()
      return inOrder(readable ? diagnostics : [...new Set([...diagnostics, ...ofValues()])], layout())
    }),
    editText(edited, format, fixed = []) {
      const { state, readable } = editText(draft.getState(), edited, format, fixed, draft.context, read)
      update(state)
      return readable
    },
    applyFix(fix) {
      const { text } = draft.getState()
      const { edit } = fix
      if (typeof edit !== 'object' || !('document' in edit)) return applyFix(fix)
      const format = text ? editedFormat(text) : 'yaml'
      const reading = readingOf(draft.getState(), format, draft.context, read).read
      const fixed = fixText(reading, edit, draft.context)
      if (fixed === reading.text) return
      draft.endStep()
      methods.editText(fixed, format)
      draft.endStep()
    },
    *readAhead(text) {
      take(yield* readTreesInSteps(text))
    },
    readRestored: () => update(readRestored(draft.getState(), draft.context, read)),
    discardText: () => update(setText(draft.getState(), undefined)),
    compareWithLive: (live) => compareWithLive(draft.getState(), live, draft.context),
    rebase(live, taken = []) {
      const next = rebase(draft.getState(), live, taken, draft.context)
      if (next) update(next, live)
      return next !== undefined
    },
  }
  return Object.assign(draft, methods)
}

/** Creates a draft: the state behind a form and a preview. Independent of React; components subscribe to it. */
export function createDraft(options?: DraftOptions): DraftStore {
  const draft = withText(createFormDraft(options))
  draft.readRestored()
  return draft
}
