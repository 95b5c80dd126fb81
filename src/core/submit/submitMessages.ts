/** What is said of a submit that failed, behind the reason. `names` are the objects, `Secret demo/x`. */
export const defaultSubmitMessages = {
  failed: 'The submit failed.',
  undone: (names: string): string => `Deleted again, as this submit had created it: ${names}.`,
  left: (names: string): string =>
    `Created by this submit, and it could not be deleted again: ${names}. Delete it by hand, or submit again.`,
  kept: (names: string): string => `Created by this submit, and kept, as it may be in use: ${names}.`,
  replaced: (names: string): string =>
    `The values were replaced already: ${names}. The old ones cannot be brought back, as they are never read.`,
  notWritten: (names: string): string => `Not written, as a second look showed: ${names}.`,
  uncertain: (names: string): string =>
    `It could not be found out whether this was written: ${names}. Submit again to look once more; nothing is created twice.`,
}

export type SubmitMessages = typeof defaultSubmitMessages
