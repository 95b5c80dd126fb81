/** Messages about a failed submit, after the reason. `names` lists the objects, such as `Secret demo/x`. */
export const defaultSubmitMessages = {
  failed: 'Submit failed.',
  deleting: (name: string): string => `${name} is being deleted.`,
  afterDeletion: 'Wait until it is gone, then submit again.',
  undone: (names: string): string => `Created, then deleted: ${names}.`,
  left: (names: string): string => `Created, but couldn't be deleted: ${names}. The next submit uses it.`,
  kept: (names: string): string => `Created and kept, because it may be in use: ${names}.`,
  replaced: (names: string): string => `Values already replaced: ${names}. The old values can't be restored.`,
  notWritten: (names: string): string => `Not written (verified): ${names}.`,
  uncertain: (names: string): string => `Could not verify whether this was written: ${names}.`,
  again: 'Submit again; nothing is created twice.',
}

/** Messages about a failed submit: the option `messages` of `submitManifests`. */
export type SubmitMessages = typeof defaultSubmitMessages
