import type { ObjectReference } from '../../cluster/client.ts'
import { isObject } from '../../base/json.ts'
import type { Manifest } from '../../schema/manifest.ts'
import { findStorage, isSecret } from '../../manifests/findStorage.ts'
import type { Context } from '../../context/context.ts'
import { isSameObject, referenceTo } from '../../cluster/submit/answers.ts'
import type { WriteMode } from '../../cluster/submit/write.ts'

/** Splits manifests into those to submit, the Secret before the storage, and the others. */
export function submissionOf(
  manifests: readonly Manifest[],
  context: Context,
): { submitted: Manifest[]; others: Manifest[] } {
  const found = findStorage(manifests, context)
  const submitted = [found?.secret, found?.storage].filter((one) => one !== undefined) as Manifest[]
  return { submitted, others: manifests.filter((one) => !submitted.includes(one)) }
}

/**
 * Returns how to write the submitted manifests.
 *
 * It replaces the values of the Secret that an edited storage names, and those of another existing Secret only if the
 * user chose to.
 *
 * @param chosen - the Secret whose values the user chose to replace
 */
export function writeModeOf(
  submitted: readonly Manifest[],
  context: Context,
  chosen: ObjectReference | undefined,
): Pick<WriteMode, 'editing' | 'secrets'> {
  const { editing } = context
  const secret = submitted.find(isSecret)
  const isOwn = secret !== undefined && isObject(editing) && findStorage([editing, secret], context)?.secret === secret
  const isChosen = secret !== undefined && chosen !== undefined && isSameObject(referenceTo(secret), chosen)
  return { editing, secrets: isOwn || isChosen ? 'replace' : 'create' }
}
