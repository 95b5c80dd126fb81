import { createMessagesOf } from '../createMessagesOf.ts'
import { defaultSubmitMessages } from '../../messages/submit.ts'

/** Strings of the preview, the import and the status step. The form does not load them. */
export const defaultPreviewMessages = {
  download: 'Download',
  downloaded: (file: string): string => `${file} was saved.`,
  downloadedWithSecrets: (file: string): string => `${file} was saved, with the credentials in clear text.`,
  credentials: 'Credentials in copies',
  withSecrets: 'With the Secret',
  withoutSecrets: 'Without the Secret',
  asItIs: 'As it is',
  exportTitle: 'What Copy and Download give',
  exportNone: 'The Secret is left out. It has to be in the cluster before the storage is.',
  exportIncomplete: 'It is shown here once the fields above are right.',
  notLeftOut: 'The text cannot be read, so the Secret in it cannot be left out. Correct the text first.',
  applyByHand: 'To apply it by hand:',
  copyCommand: 'Copy the command',
  changes: 'Changes',
  inTheCluster: 'In the cluster',
  fromTheForm: 'From the form',
  asEdited: 'As edited',
  jsonLoses: 'JSON has no comments, anchors and aliases. They are kept, and come back with YAML.',
  commentsKept: 'JSON has no comments, anchors and aliases: those of the YAML are kept, and come back with it.',
  textUnreadable:
    'The text cannot be read as it stands, or does not hold exactly one storage, so the form does not follow it. Correct it, or discard the changes to the text.',
  textUnreadableAs: (format: string): string =>
    `The text cannot be read as it stands, so there is no ${format} of it. Correct it, or discard the changes to the text.`,
  discardEdits: 'Discard the changes to the text',
  textDiscarded: 'The changes to the text are discarded. Undo in the form brings them back.',
  brokenQuestion: 'Keep the text that cannot be read?',
  brokenConsequence:
    'The form does not follow it, and changes in the form do not reach it until it is corrected. Discarding it shows what the form says instead.',
  keepText: 'Keep the text',
  discardText: 'Discard the text',
  notSubmitted: (names: string): string =>
    `Submit leaves these out, as they are neither the storage nor its Secret: ${names}. Copy and Download hold them.`,
  unmapped: (count: number): string =>
    count === 1
      ? 'Kept, though the form has no field for it: 1 entry'
      : `Kept, though the form has no fields for them: ${count} entries`,
  askCluster: 'Ask the cluster',
  verdict: {
    none: 'The cluster was not asked about this text yet.',
    failed: 'The cluster was asked before the submit failed. Ask it again once that is mended.',
    asking: 'Asking the cluster…',
    refused: 'The cluster would refuse this; see above what it says.',
    taken: 'The cluster was asked and would take this.',
    secretThere: 'The Secret is in the cluster already. Choose below what to do with it.',
    changed: 'The storage was changed in the cluster meanwhile. See below what is different.',
    unchanged: 'Nothing is changed, so there is nothing to ask the cluster.',
  },
  submit: defaultSubmitMessages,
  secretThere: (secret: string): string => `${secret} is there already. What is to be done with it?`,
  secretWays: {
    reuse: {
      title: 'Use it as it is',
      hint: 'Its values stay. The credentials that were typed here are not written.',
    },
    replace: {
      title: 'Replace its values',
      hint: 'The credentials that were typed here are written into it. Whatever else uses this Secret gets them too, and the old ones cannot be brought back. Its other keys and its labels stay.',
    },
    rename: {
      title: 'Give the new Secret another name',
      hint: 'The one that is there stays as it is.',
    },
  },
  secretName: 'Name of the new Secret',
  secretNameTaken: 'There is a Secret of this name. Enter another one.',
  goOn: 'Go on with this',
  changedMeanwhile: (storage: string): string => `${storage} was changed in the cluster while you edited it`,
  changedByServer: 'Only what the cluster writes by itself is different.',
  changedField: 'Field',
  changedBefore: 'When you began',
  changedNow: 'In the cluster now',
  changedByBoth: 'You changed these too. Which values are to stay?',
  keepMine: 'Mine:',
  takeTheirs: 'From the cluster:',
  rebase: 'Put my changes on top',
  rebaseHint: 'Nothing is written by this. The preview then shows your changes to what is in the cluster now.',
  rebased: 'Your changes are on top of what is in the cluster now.',
  nothingToWrite: 'Nothing was changed, so nothing was sent.',
  created: (storage: string): string => `${storage} was created.`,
  changed: (storage: string): string => `${storage} was changed.`,
  waitingForStatus: 'Waiting until the operator says that it is Ready…',
  statusReady: 'It is Ready: BackupConfigurations and RetentionPolicies can use it now.',
  statusNotReady: (phase: string): string => `It is ${phase}. The operator says:`,
  statusSilent: 'The operator gave no reason. Look into its log.',
  statusUnread: 'Its status could not be read. It is read again every two seconds.',
  done: 'Done',
  importTitle: 'Start from a manifest',
  importText: 'Manifest',
  importHint:
    'Paste YAML or JSON with a BackupStorage, with or without its Secret, drop the file here, or choose it. It may hold other objects too.',
  importTooLarge: 'This file is larger than 4 MiB. Choose one with fewer objects in it.',
  importChoice: (count: number): string => `There are ${count} storages in it. Choose one:`,
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
