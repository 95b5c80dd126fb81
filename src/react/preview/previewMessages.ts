import { createMessagesOf } from '../createMessagesOf.ts'
import { defaultSubmitMessages } from '../../messages/submit.ts'

/** Strings of the preview, the import and the status step. The form does not load them. */
export const defaultPreviewMessages = {
  download: 'Download',
  downloaded: (file: string): string => `Saved ${file}.`,
  downloadedWithSecrets: (file: string): string => `Saved ${file} with credentials in clear text.`,
  copyWays: 'Other ways to copy',
  withoutSecrets: 'Without the Secret',
  insteadOfSecret: (output: string): string => `Replace the Secret: ${output}`,
  exportTitle: 'Content to copy or download',
  exportNone: 'The Secret is omitted. Create it in the cluster before the storage.',
  exportIncomplete: 'Complete the fields above to see it.',
  closeExport: 'Close',
  notLeftOut: "The text can't be read, so its Secret can't be omitted. Correct the text first.",
  applyByHand: 'To apply it manually:',
  copyCommand: 'Copy command',
  changes: 'Changes',
  review: {
    title: 'Summary',
    creates: 'Creates',
    updates: 'Updates',
    changed: 'Changed fields',
    location: 'Location',
  },
  inTheCluster: 'In the cluster',
  beforeEdits: 'Before your edits',
  asEdited: 'As edited',
  jsonLoses: 'JSON has no comments, anchors or aliases. They are restored when you switch back to YAML.',
  commentsKept: 'Comments, anchors and aliases of the YAML are kept and restored when you switch back.',
  textUnreadable: 'The form needs valid text with exactly one storage. Correct the text, or discard your edits.',
  textUnreadableAs: (format: string): string =>
    `Invalid text can't be converted to ${format}. Correct it, or discard your edits.`,
  discardEdits: 'Discard edits',
  textDiscarded: 'Edits discarded. Undo in the form restores them.',
  brokenQuestion: 'Keep the invalid text?',
  brokenConsequence:
    'Text and form are not in sync until you correct the text. Discard it to return to the values of the form.',
  keepText: 'Keep text',
  discardText: 'Discard text',
  notSubmitted: (names: string): string => `Included in Copy and Download, but not submitted: ${names}.`,
  unmapped: (count: number): string =>
    count === 1 ? '1 entry without a form field is kept' : `${count} entries without form fields are kept`,
  askCluster: 'Run dry run',
  submitAgain: 'Submit again',
  verdict: {
    checking: 'Checking…',
    secretThere: 'The Secret already exists.',
    changed: 'The storage has changed in the cluster.',
    failed: 'Submit failed.',
    refused: 'Dry run failed.',
    unreached: 'Not checked.',
    unchanged: 'No changes.',
    ready: 'Ready to submit.',
    unchecked: 'Not checked.',
  },
  verdictDetail: {
    secretThere: 'Choose below what to do with it.',
    changed: 'Review the changes below.',
    passed: 'Dry run passed.',
    noClient: 'The cluster checks it when you submit.',
    outdated: 'It has changed since the last dry run.',
    noSiblings: 'Not compared with other storages.',
  },
  submit: defaultSubmitMessages,
  secretThere: (secret: string): string => `${secret} already exists. What would you like to do?`,
  secretWays: {
    reuse: {
      title: 'Use it unchanged',
      hint: 'The credentials that you entered are not written.',
    },
    replace: {
      title: 'Replace its values',
      hint: "Everything that uses this Secret gets the new credentials. The old ones can't be restored.",
    },
    rename: {
      title: 'Use another name',
      hint: 'The existing Secret stays unchanged.',
    },
  },
  secretName: 'Name of the new Secret',
  secretNameTaken: 'A Secret with this name already exists. Enter another name.',
  goOn: 'Continue',
  changedMeanwhile: (storage: string): string => `${storage} changed in the cluster while you were editing it`,
  recreatedMeanwhile: (storage: string): string => `${storage} was deleted and created again while you were editing it`,
  changedByServer: 'Only fields that the cluster manages have changed.',
  changedField: 'Field',
  changedBefore: 'When you started',
  changedNow: 'Now in the cluster',
  changedByBoth: 'You changed these fields too. Which values do you want to keep?',
  keepMine: 'Mine:',
  takeTheirs: 'From the cluster:',
  rebase: 'Apply my changes to the new version',
  rebaseHint: 'This writes nothing. The preview then shows your changes to the new version.',
  rebased: 'Your changes now apply to the new version.',
  nothingToWrite: 'Nothing was sent.',
  saved: (secret: string): string => `${secret} saved.`,
  created: (storage: string): string => `${storage} created.`,
  changed: (storage: string): string => `${storage} updated.`,
  waitingForStatus: 'Waiting for the storage to become Ready…',
  statusReady: 'The storage is Ready. BackupConfigurations and RetentionPolicies can use it.',
  statusNotReady: (phase: string): string => `The storage is ${phase}. The operator reports:`,
  statusSilent: 'The operator gave no reason. Check its log.',
  statusLate: (phase: string): string =>
    `The operator has not answered yet. Before the change, the storage was ${phase}.`,
  statusMissing: 'The operator has not answered yet. Check that it is running.',
  statusDeleting: 'The storage is being deleted.',
  statusGone: 'The storage has been deleted in the meantime.',
  statusUnread: "The status couldn't be loaded. Retrying every two seconds.",
  steps: 'Progress',
  sinceStart: (time: string): string => `For ${time}`,
  after: (time: string): string => `After ${time}`,
  done: 'Done',
  viewStorage: 'View storage',
  createAnother: 'Create another',
  editCredentials: 'Edit credentials',
  editStorage: 'Edit storage',
  importTitle: 'Start from a manifest',
  importText: 'Manifest',
  importHint: (kinds: string): string =>
    `Paste YAML or JSON with a ${kinds}, or drop or choose a file. It can contain other objects too.`,
  importFrom: (kind: string): string => `Start from a ${kind}:`,
  notCarriedOver: (count: number): string =>
    count === 1 ? '1 entry is not carried over:' : `${count} entries are not carried over:`,
  importTooLarge: 'The file is larger than 4 MiB. Choose one with fewer objects.',
  importChoice: (count: number): string => `The manifest has ${count} storages. Choose one:`,
  importAccept: 'Fill in the form',
}

export type PreviewMessages = typeof defaultPreviewMessages

const complete = createMessagesOf(defaultPreviewMessages)

/** Returns all messages of this part, English where the host gives none. */
export function previewMessagesOf({
  manifestPreview,
}: {
  manifestPreview?: Partial<PreviewMessages> | undefined
}): PreviewMessages {
  return complete(manifestPreview)
}
