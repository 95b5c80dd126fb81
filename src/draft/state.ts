import type { BackupStorageValues } from '../generated/types.ts'
import type { Diagnostic } from '../schema/diagnostics.ts'

/** A text of the manifests that the user edited, without later changes in the form. */
export interface DraftText {
  /** The text as YAML, including its comments. */
  readonly yaml: string
  /** The text as JSON, if it was last edited as JSON; `yaml` doesn't have these edits yet. */
  readonly json?: string
  /** The values that a restored text was saved with, until the text is read and the values follow it. */
  readonly unread?: BackupStorageValues
}

/** The part of the state that undo and redo restore. */
export interface Snapshot {
  readonly values: BackupStorageValues
  /** The values typed for providers, branches and credentials sources that are not selected now. */
  readonly kept: Readonly<Record<string, unknown>>
  /** The secrets missing from a restored draft, each as a provider, `#` and the JSON Pointer of the field. */
  readonly missing: readonly string[]
  /** The text of the preview, if it was edited there. */
  readonly text?: DraftText | undefined
}

/** Fields that were filled automatically, from typed or pasted text. */
export interface Fill {
  /** JSON Pointer to the field that was typed or pasted into. */
  readonly at: string
  /** A name for the pasted text, such as "an s3:// address"; unset if the fields derive from another one. */
  readonly title?: string
  /** JSON Pointers to the filled fields. */
  readonly fields: readonly string[]
  /** The values to restore, the last one first, by JSON Pointer. */
  readonly before: readonly (readonly [pointer: string, value: unknown])[]
}

/** A pasted text that belongs to another provider than the selected one. */
export interface Offer {
  /** JSON Pointer to the field that it was pasted into. */
  readonly at: string
  readonly provider: string
  /** A name for the text, such as "an s3:// address". */
  readonly title: string
  /** The text itself. It may hold secrets: it is never shown or saved. */
  readonly text: string
}

/** A step of the history: a snapshot, and the JSON Pointer of the field where it began, or empty if all may change. */
export interface Step extends Snapshot {
  readonly pointer: string
}

/** The state of a form. Immutable, so that unchanged parts stay identical. */
export interface DraftState extends Snapshot {
  /** JSON Pointers to the visited fields, which may show their errors. */
  readonly touched: ReadonlySet<string>
  /** Whether every field may show its errors, visited or not. */
  readonly showAll: boolean
  /** Errors that fields report themselves because no value shows them, by the JSON Pointer of the field. */
  readonly reported: Readonly<Record<string, readonly Diagnostic[]>>
  /** The cluster's diagnostics, and the values and text they are about. */
  readonly server: (Pick<Snapshot, 'values' | 'text'> & { readonly diagnostics: readonly Diagnostic[] }) | undefined
  /** The steps to undo; the last one is undone first. */
  readonly past: readonly Step[]
  /** The steps to redo; the last one is redone first. */
  readonly future: readonly Step[]
  /** The edit that the next change may join: the JSON Pointer of a field, `text`, or empty. */
  readonly typing: string
  /** The last filled fields, until they are undone, dismissed or changed. */
  readonly filled: Fill | undefined
  readonly offer: Offer | undefined
  /** Whether the draft was restored from its storage and the notice is not dismissed yet. */
  readonly restored: boolean
  /** The values that reset returns to. */
  readonly start: BackupStorageValues
  /** The edited text that reset returns to. */
  readonly startText: DraftText | undefined
  /** JSON Pointers to the fields to fill in again, since the draft was restored without its secrets. */
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
