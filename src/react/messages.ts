import type { CoreMessages } from '../core/messages.ts'

/** Every string that the components show and that no schema holds. Functions take what varies. */
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
  dropHint: 'Paste the text, drop the file here, or choose it.',
  fileTooLarge: 'This file is larger than 1 MiB, more than a Secret may hold. Choose another.',
  fileUnreadable: 'The file could not be read. Try again, or paste its text.',
  errorCount: (count: number): string => `Error in ${count} ${count === 1 ? 'field' : 'fields'}`,
  expand: (title: string): string => `Expand ${title}`,
  collapse: (title: string): string => `Collapse ${title}`,
  manifest: 'Manifest',
  format: 'Format',
  copy: 'Copy',
  copied: 'Copied.',
  copiedWithSecrets: 'Copied, with the credentials in clear text.',
  copyFailed: 'The browser did not allow copying. Select the text and copy it by hand.',
  revealSecrets: 'Show secrets',
  concealSecrets: 'Hide secrets',
  previewReady: 'Check the manifest before it is created.',
  problems: 'Checks',
  noProblems: 'No problems found. The cluster was not asked yet.',
  errors: (count: number): string => (count === 1 ? '1 error' : `${count} errors`),
  warnings: (count: number): string => (count === 1 ? '1 warning' : `${count} warnings`),
  notes: (count: number): string => (count === 1 ? '1 note' : `${count} notes`),
  severity: { error: 'Error', warning: 'Warning', info: 'Note' },
  atLine: (line: number, column: number): string => `line ${line}, column ${column}`,
  submitFailed: 'It was not created.',
  stopped: 'Stopped. Nothing was left behind by this submit.',
  loading: 'Loading…',
  loadFailed: 'This part of the page could not be loaded. Check the connection and press Preview again.',
}

/** The strings of the components; a host may replace any of them. */
export type Messages = typeof defaultMessages & CoreMessages

export function resolveMessages(messages: Partial<Messages> | undefined): Messages {
  return messages ? { ...defaultMessages, ...messages } : defaultMessages
}
