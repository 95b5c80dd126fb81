import type { BackupStorageValues } from '../generated/types.ts'
import type { Diagnostic } from '../schema/diagnostics.ts'

/** A text of the manifests that a person edited, without what was changed in the form since. */
export interface DraftText {
  /** The text as YAML; comments live here. */
  readonly yaml: string
  /** The text as JSON, where it was edited as that last, and `yaml` does not say so yet. */
  readonly json?: string
}

/** What undo and redo bring back. */
export interface Snapshot {
  readonly values: BackupStorageValues
  /** What was typed for providers, branches of choices and sources of credentials that are not selected now. */
  readonly kept: Readonly<Record<string, unknown>>
  /** Secrets that a stored draft was restored without: each a provider, `#` and the JSON Pointer of the field. */
  readonly missing: readonly string[]
  /** The text of the preview, once it was edited there. */
  readonly text?: DraftText | undefined
}

/** Fields that were filled by themselves, from what was typed or pasted. */
export interface Fill {
  /** JSON Pointer to the field that was typed or pasted into. */
  readonly at: string
  /** What was pasted, "an s3:// address"; missing where fields follow from another one. */
  readonly title?: string
  /** JSON Pointers to the fields that were filled. */
  readonly fields: readonly string[]
  /** What to give back, in this order: JSON Pointers and the values before. */
  readonly before: readonly (readonly [pointer: string, value: unknown])[]
}

/** A pasted text that belongs to another provider than the selected one. */
export interface Offer {
  /** JSON Pointer to the field that it was pasted into. */
  readonly at: string
  readonly provider: string
  /** What it is, "an s3:// address". */
  readonly title: string
  /** The text itself, which may hold secrets: it is never shown and never saved. */
  readonly text: string
}

/** A step of the history: what to go to, and which field (a JSON Pointer) that changes. Empty where all may change. */
export interface Step extends Snapshot {
  readonly pointer: string
}

/** What a form holds. Values are replaced and never changed, so that what is the same is identical. */
export interface DraftState extends Snapshot {
  /** JSON Pointers to the fields that were left, which may show their faults. */
  readonly touched: ReadonlySet<string>
  /** Whether every field may show its faults, touched or not. */
  readonly showAll: boolean
  /** Faults that a field reports itself, as no value shows them: by the JSON Pointer of the field. */
  readonly reported: Readonly<Record<string, readonly Diagnostic[]>>
  /** What the cluster reported about these values and this text. */
  readonly server: (Pick<Snapshot, 'values' | 'text'> & { readonly diagnostics: readonly Diagnostic[] }) | undefined
  /** The steps to undo, the last one first to go. */
  readonly past: readonly Step[]
  /** The steps to redo, the last one first to go. */
  readonly future: readonly Step[]
  /** The field whose next change belongs to the last step still: its JSON Pointer, or empty. */
  readonly typing: string
  /** What was filled last, until it is taken back, dismissed or changed. */
  readonly filled: Fill | undefined
  readonly offer: Offer | undefined
  /** Whether the draft was restored from where it was kept, and this was not dismissed yet. */
  readonly restored: boolean
  /** What reset goes back to. */
  readonly start: BackupStorageValues
  /** The edited text that was saved with those values. */
  readonly startText: DraftText | undefined
  /** JSON Pointers to the fields to fill again, as the draft was restored without its secrets. */
  readonly toRefill: readonly string[]
}

export function startDraft(values: BackupStorageValues): DraftState {
  return {
    values,
    kept: {},
    missing: [],
    touched: new Set(),
    showAll: false,
    reported: {},
    server: undefined,
    past: [],
    future: [],
    typing: '',
    filled: undefined,
    offer: undefined,
    restored: false,
    start: values,
    startText: undefined,
    toRefill: [],
  }
}
