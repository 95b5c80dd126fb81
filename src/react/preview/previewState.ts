import { statusOf, wasRefused } from '../../cluster/submit/answers.ts'
import type { IconName } from '../Icon.tsx'
import type { Decision } from './decide.ts'
import type { AskedVerdict } from './useVerdict.ts'

/** The state of a preview. Everything that it reports about the cluster derives from this one value. */
export type PreviewState =
  /** The manifests have errors of their own. */
  | 'invalid'
  /** The dry run is running. */
  | 'checking'
  /** The user must decide what to do with an existing Secret, or with a storage that changed in the cluster. */
  | 'secretThere'
  | 'changed'
  /** The last submit failed. */
  | 'failed'
  /** The cluster refused the dry run. */
  | 'refused'
  /** The cluster didn't answer the dry run. */
  | 'unreached'
  /** There is nothing to write. */
  | 'unchanged'
  | 'ready'
  /** Changed since the last dry run. */
  | 'unchecked'

interface Facts {
  isValid: boolean
  decision: Decision | undefined
  hasFailed: boolean
  hasClient: boolean
  asked: AskedVerdict
  /** Whether the dry run is about the current content. */
  isCurrent: boolean
}

/** Returns the state of a preview. */
export function previewState({ isValid, decision, hasFailed, hasClient, asked, isCurrent }: Facts): PreviewState {
  if (!isValid) return 'invalid'
  if (decision) return decision.type === 'changed' ? 'changed' : 'secretThere'
  if (hasFailed) return 'failed'
  if (!hasClient) return 'ready'
  if (!isCurrent || asked.state === 'none') return 'unchecked'
  if (asked.state !== 'asked') return asked.state === 'asking' ? 'checking' : 'unchanged'
  const { refusals = [] } = asked.verdict ?? {}
  if (refusals.length === 0) return 'ready'
  const isUnreached = ({ error }: { error: unknown }): boolean => statusOf(error) !== undefined && !wasRefused(error)
  return refusals.every(isUnreached) ? 'unreached' : 'refused'
}

/** The icon of each state, and with it the colour. */
export const stateIcons: Readonly<Record<PreviewState, IconName>> = {
  invalid: 'error',
  checking: 'info',
  secretThere: 'warning',
  changed: 'warning',
  failed: 'error',
  refused: 'error',
  unreached: 'warning',
  unchanged: 'info',
  ready: 'done',
  unchecked: 'info',
}
