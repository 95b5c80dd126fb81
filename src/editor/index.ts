// Completion and descriptions for an editor of manifests. Imports `draft` and the folders above it.

export type { Completion, CompletionOption } from './completeAt.ts'
export { completeAt } from './completeAt.ts'
export type { Description } from './describeAt.ts'
export { describeAt } from './describeAt.ts'
