// What an editor of manifests shows at an offset of a text. Imports `draft` and the folders above it.

export type { Completion, CompletionOption } from './completeAt.ts'
export { completeAt } from './completeAt.ts'
export type { Description } from './describeAt.ts'
export { describeAt } from './describeAt.ts'
