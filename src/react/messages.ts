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
  pasteRowsHint: 'None yet. You can paste several lines of key=value or key: value.',
  rowsAdded: (count: number): string => (count === 1 ? '1 row added.' : `${count} rows added.`),
  removed: (what: string): string => `${what} removed.`,
  remove: (what: string): string => `Remove ${what}`,
  key: 'Key',
  value: 'Value',
  row: (title: string, number: number): string => `${title} ${number}`,
  nothingYet: 'None yet.',
  duplicateKey: (key: string): string => `Duplicate key ${key}. Rename or remove one of them.`,
  formFailed: "The fields couldn't be shown. Your input is kept. Undo the last change and try again.",
  choose: 'Choose…',
  unset: 'Not set',
  reveal: 'Show',
  conceal: 'Hide',
  revealField: (title: string): string => `Show ${title}`,
  concealField: (title: string): string => `Hide ${title}`,
  chooseFile: 'Choose a file…',
  chooseFileFor: (title: string): string => `Choose a file for ${title}`,
  dropHint: 'Paste the text, or drop or choose a file.',
  fileTooLarge: 'The file is larger than 1 MiB, the limit of a Secret. Choose a smaller file.',
  fileUnreadable: "The file couldn't be read. Try again, or paste its text.",
  errorCount: (count: number): string => (count === 1 ? 'Error in 1 field' : `Errors in ${count} fields`),
  errorsFound: (count: number): string =>
    count === 1 ? 'Fix 1 error to continue.' : `Fix ${count} errors to continue.`,
  showOptions: (title: string): string => `Show options for ${title}`,
  listLoading: 'Loading the list… You can type any name.',
  notListed: 'Not found in the list. Check the name, or create it first.',
  listFailed: "The list couldn't be loaded. You can type any name.",
  retry: 'Try again',
  secretKeys: 'The Secret must have these keys:',
  keyMissing: 'Missing in the Secret.',
  keyNotThere: 'missing',
  keyPresent: 'present',
  /** Replaces the schema's description while an object is edited. */
  editCredentials:
    'The current credentials are kept and never shown. Replacing them overwrites their values in the Secret.',
  /** The labels while an object is edited, by source of the credentials. */
  editSources: {
    new: 'Replace the credentials',
    existing: 'Keep the Secret',
    workloadIdentity: 'Workload identity',
  } as Readonly<Record<string, string>>,
  refill: "Enter this again: drafts don't keep secrets.",
  restored: 'Draft restored.',
  restoredRefill: 'Draft restored without its secrets. Enter these again:',
  fixed: (title: string): string => `Applied: ${title}.`,
  filledFromPaste: (what: string): string => `Filled in from ${what}:`,
  filledFromField: 'Filled in from this field:',
  changed: 'Changed:',
  fillsIn: (first: string, second: string): string => `Fills in ${first} and ${second}.`,
  choicesFailed: "The other choices couldn't be loaded. You can fill in the fields yourself.",
  createKeys: 'Create access keys',
  newTab: '(opens in a new tab)',
  undoFill: 'Undo',
  fillUndone: 'Previous values restored.',
  dismiss: 'Dismiss',
  offer: (what: string, provider: string): string => `You pasted ${what}. The matching provider is ${provider}.`,
  takeOffer: (provider: string): string => `Switch to ${provider} and fill in its fields`,
  insertText: 'Insert as text',
  offerTaken: (provider: string): string => `Switched to ${provider} and filled in its fields.`,
  pasteHint: (kinds: string): string => `To fill in these fields, paste ${kinds}.`,
  list: (items: readonly string[]): string =>
    items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} or ${items.at(-1) ?? ''}`,
  undo: 'Undo',
  redo: 'Redo',
  reset: 'Reset',
  undone: (title: string): string => (title === '' ? 'Undone.' : `Undone: ${title}`),
  redone: (title: string): string => (title === '' ? 'Redone.' : `Redone: ${title}`),
  history: 'History',
  resetQuestion: 'Reset the form?',
  resetConsequence: 'All fields return to their initial values. You can undo this.',
  resetDone: 'Form reset.',
  about: (title: string): string => `About ${title}`,
  moreOptions: 'More options',
  keepEditing: 'Keep editing',
  editingDeleted: 'This storage is being deleted. Changes can no longer be saved.',
  leaveQuestion: 'Discard your changes?',
  leaveConsequence: 'Everything that you entered in this form is lost.',
  leaveConfirm: 'Discard changes',
  expand: (title: string): string => `Expand ${title}`,
  collapse: (title: string): string => `Collapse ${title}`,
  guide: (title: string): string =>
    title === '' ? 'Prepare your storage' : `Prepare your ${String(title).toLowerCase()}`,
  guideFailed: "The instructions couldn't be loaded.",
  guideEmpty: 'Nothing to prepare here.',
  guideReplace: 'Replace the marked parts:',
  guideSource: (step: string): string => `Documentation: ${step}`,
  documentation: 'Documentation',
  copyStep: (step: string): string => `Copy: ${step}`,
  manifest: 'Manifest',
  format: 'Format',
  copy: 'Copy',
  copied: 'Copied.',
  copiedWithSecrets: 'Copied with credentials in clear text.',
  copyFailed: 'The browser blocked copying. Select the text and copy it manually.',
  importOpen: 'Start from a manifest…',
  imported: 'Filled in from the manifest. You can undo this.',
  revealSecrets: 'Show secrets',
  concealSecrets: 'Hide secrets',
  problems: 'Checks',
  noProblems: 'No problems found.',
  nothingBlocks: 'Ready to submit.',
  general: 'General',
  showAll: (count: number): string => `Show all ${count}`,
  notChecked: 'Not checked',
  unchecked: {
    server: 'Cluster rules. The cluster checks them when you submit.',
    siblings: 'Conflicts with other storages: the same name, a second default or the same folder.',
    permissions: 'Your permission to submit this.',
  },
  errors: (count: number): string => (count === 1 ? '1 error' : `${count} errors`),
  warnings: (count: number): string => (count === 1 ? '1 warning' : `${count} warnings`),
  notes: (count: number): string => (count === 1 ? '1 note' : `${count} notes`),
  severity: { error: 'Error', warning: 'Warning', info: 'Note' },
  atLine: (line: number, column: number): string => `line ${line}, column ${column}`,
  submitFailed: 'Submit failed.',
  unknownReason: 'No reason given. Try again, or check the server logs.',
  stopped: 'Submit stopped. Nothing was left in the cluster.',
  loading: 'Loading…',
  loadFailed: "This part of the page couldn't be loaded. Check your connection and press Preview again.",
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
