/** Messages about a failed submit, after the reason. `names` lists the objects, such as `Secret demo/x`. */
export const defaultSubmitMessages = {
  failed: 'The submit failed.',
  undone: (names: string): string => `Created by this submit, and deleted again: ${names}.`,
  left: (names: string): string =>
    `Created by this submit, and it could not be deleted again: ${names}. Delete it by hand, or submit again.`,
  kept: (names: string): string => `Created by this submit, and kept, as it may be in use: ${names}.`,
  replaced: (names: string): string =>
    `The values were replaced already: ${names}. The old ones cannot be brought back, as they are never read.`,
  notWritten: (names: string): string => `It was looked, and this was not written: ${names}. You can submit again.`,
  uncertain: (names: string): string =>
    `It could not be found out whether this was written: ${names}. Submit again to look once more; nothing is created twice.`,
}

/** Messages about a failed submit: the option `messages` of `submitManifests`. */
export type SubmitMessages = typeof defaultSubmitMessages
