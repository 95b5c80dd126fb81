import type { CoreMessages } from '../context/messages.ts'
import type { EditorMessages } from './editor/editorMessages.ts'
import type { PageMessages } from './pageMessages.ts'
import type { PreviewMessages } from './preview/previewMessages.ts'

/** All strings of the components that are not in a schema. Functions take the variable parts. */
export const defaultMessages = {
  cancel: 'Cancel',
  preview: 'Preview',
  previous: 'Previous',
  submit: 'Submit',
  submitting: 'Submitting…',
  stop: 'Stop',
  required: 'required',
  optional: 'optional',
  addNew: 'Add new',
  addTo: (title: string): string => `Add new: ${title}`,
  pasteRowsHint: 'None yet. Lines of key=value or key: value can be pasted into a key.',
  rowsAdded: (count: number): string => (count === 1 ? '1 row added.' : `${count} rows added.`),
  removed: (what: string): string => `${what} removed.`,
  remove: (what: string): string => `Remove ${what}`,
  key: 'Key',
  value: 'Value',
  row: (title: string, number: number): string => `${title} ${number}`,
  nothingYet: 'None yet.',
  duplicateKey: (key: string): string =>
    `The key ${key} is here twice, and only the last one counts. Rename or remove one of them.`,
  choose: 'Choose…',
  unset: 'Not set',
  reveal: 'Show',
  conceal: 'Hide',
  revealField: (title: string): string => `Show ${title}`,
  concealField: (title: string): string => `Hide ${title}`,
  chooseFile: 'Choose a file…',
  chooseFileFor: (title: string): string => `Choose a file for ${title}`,
  dropHint: 'Paste the text, drop the file here, or choose it.',
  fileTooLarge: 'This file is larger than 1 MiB, more than a Secret may hold. Choose another.',
  fileUnreadable: 'The file could not be read. Try again, or paste its text.',
  errorCount: (count: number): string => `Error in ${count} ${count === 1 ? 'field' : 'fields'}`,
  errorsFound: (count: number): string =>
    count === 1 ? 'One fault needs your attention.' : `${count} faults need your attention.`,
  showOptions: (title: string): string => `Show the options of ${title}`,
  listLoading: 'Loading the list… Any name may be typed meanwhile.',
  listFailed: 'The list could not be loaded. Any name may be typed.',
  retry: 'Try again',
  secretKeys: 'The Secret must hold its values under these keys:',
  keyMissing: 'This key is missing in the Secret.',
  keyNotThere: 'not in the Secret',
  keyPresent: 'is there',
  /** Replaces the schema's description while an object is edited. */
  editCredentials:
    'The credentials in the cluster are kept and never shown here. Replacing them writes new values into the Secret that this storage names.',
  /** The labels while an object is edited, by source of the credentials. */
  editSources: {
    new: 'Replace the credentials',
    existing: 'Keep the Secret',
    workloadIdentity: 'Workload identity',
  } as Readonly<Record<string, string>>,
  refill: 'Fill this in again: secrets are not kept in a draft.',
  restored: 'Your draft was restored.',
  restoredRefill: 'Your draft was restored, without its secrets. Fill in again:',
  fixed: (title: string): string => `Done: ${title}.`,
  filledFromPaste: (what: string): string => `From ${what}, these fields were filled:`,
  filledFromField: 'From this, these fields were filled:',
  undoFill: 'Take it back',
  fillUndone: 'The fields are as they were before.',
  dismiss: 'Dismiss',
  offer: (what: string, provider: string): string => `You pasted ${what}, which belongs to ${provider}.`,
  takeOffer: (provider: string): string => `Switch to ${provider} and fill it in`,
  offerTaken: (provider: string): string => `${provider} is selected, and its fields are filled.`,
  pasteHint: (kinds: string): string => `Paste ${kinds} into any field here, and the fields are filled from it.`,
  list: (items: readonly string[]): string =>
    items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} or ${items.at(-1) ?? ''}`,
  undo: 'Undo',
  redo: 'Redo',
  reset: 'Reset',
  undone: (what: string): string => (what === '' ? 'Undone.' : `Undone: ${what}`),
  redone: (what: string): string => (what === '' ? 'Redone.' : `Redone: ${what}`),
  history: 'History',
  resetQuestion: 'Reset the form?',
  resetConsequence: 'Everything that you typed goes back to how the form started. Undo brings it back.',
  resetDone: 'The form is as it started.',
  keepEditing: 'Keep editing',
  leaveQuestion: 'Leave without saving? What you typed is lost.',
  expand: (title: string): string => `Expand ${title}`,
  collapse: (title: string): string => `Collapse ${title}`,
  manifest: 'Manifest',
  format: 'Format',
  copy: 'Copy',
  copied: 'Copied.',
  copiedWithSecrets: 'Copied, with the credentials in clear text.',
  copyFailed: 'The browser did not allow copying. Select the text and copy it by hand.',
  importOpen: 'Start from a manifest…',
  imported: 'The form is filled from the manifest. Undo brings back what was there before.',
  revealSecrets: 'Show secrets',
  concealSecrets: 'Hide secrets',
  previewReady: 'Check the manifest before you submit it.',
  problems: 'Checks',
  noProblems: 'No problems found.',
  nothingBlocks: 'Nothing keeps this from being submitted.',
  general: 'General',
  showAll: (count: number): string => `Show all ${count}`,
  notChecked: 'Not checked',
  unchecked: {
    server: 'The cluster was not asked. It checks everything itself when you submit, by rules of its own too.',
    siblings: 'Other storages were not looked at: one may have this name, be the default, or use the same folder.',
    permissions: 'Whether you are allowed to submit this was not asked.',
  },
  errors: (count: number): string => (count === 1 ? '1 error' : `${count} errors`),
  warnings: (count: number): string => (count === 1 ? '1 warning' : `${count} warnings`),
  notes: (count: number): string => (count === 1 ? '1 note' : `${count} notes`),
  severity: { error: 'Error', warning: 'Warning', info: 'Note' },
  atLine: (line: number, column: number): string => `line ${line}, column ${column}`,
  submitFailed: 'The submit failed.',
  unknownReason: 'No reason was given. Try again, or look into the log of the console.',
  stopped: 'Stopped. Nothing was left behind by this submit.',
  loading: 'Loading…',
  loadFailed: 'This part of the page could not be loaded. Check the connection and press Preview again.',
}

/** The strings of the components. A host can replace any of them. */
export type Messages = typeof defaultMessages &
  CoreMessages & {
    /** The strings of the manifest editor. Omitted ones stay English. */
    readonly editor?: Partial<EditorMessages> | undefined
    /** The strings of the preview. Omitted ones stay English. */
    readonly manifestPreview?: Partial<PreviewMessages> | undefined
    /** The strings of the list and the detail page. Omitted ones stay English. */
    readonly pages?: Partial<PageMessages> | undefined
  }

export function resolveMessages(messages: Partial<Messages> | undefined): Messages {
  return messages ? { ...defaultMessages, ...messages } : defaultMessages
}
