import type { Clash } from '../../cluster/submit/answers.ts'
import { summaryOf } from '../../cluster/submit/answers.ts'
import type { Refusal } from '../../cluster/submit/write.ts'
import { isSubmitError } from '../../cluster/submitManifests.ts'
import { getAt } from '../../base/pointer.ts'

const version = ['metadata', 'resourceVersion']

/** A conflict that the user can resolve in the preview: a changed storage, or an existing Secret. */
export type Decision = Exclude<Clash, { type: 'deleting' }>

function decisionOf({ clash }: Refusal): Decision | undefined {
  if (clash?.type === 'changed') return clash
  return clash?.type === 'exists' && clash.object.kind === 'Secret' ? clash : undefined
}

/** Returns the refusal of a failed submit. */
export function refusalOf(error: unknown): Refusal {
  return { error, clash: isSubmitError(error) ? error.clash : undefined }
}

/**
 * Returns the next decision for the user: none while an error needs a correction first, and a changed storage before an
 * existing Secret.
 *
 * @param editing - the version of the storage that the draft is based on
 * @param isReplacing - whether the user has chosen to replace the values of the Secret
 */
export function nextDecision(
  refusals: readonly Refusal[],
  editing: unknown,
  isReplacing: boolean,
): Decision | undefined {
  const decisions = refusals.map(decisionOf)
  if (decisions.includes(undefined)) return undefined
  const open = decisions.filter((one) =>
    one?.type === 'changed' ? getAt(one.live, version) !== getAt(editing, version) : !isReplacing,
  )
  return open.find((one) => one?.type === 'changed') ?? open[0]
}

/** Returns the error of a refusal, without its advice if the user decides about it instead. */
export function errorOf(refusal: Refusal): unknown {
  const { error } = refusal
  const summary = decisionOf(refusal) && summaryOf(error)
  return summary === undefined ? error : new Error(summary, { cause: error })
}
