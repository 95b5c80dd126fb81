import type { Manifest } from '../../core/manifest.ts'
import { findStorage } from '../../core/manifests/findStorage.ts'
import type { Options } from '../../core/options.ts'
import { resolveOptions } from '../../core/options.ts'

/** What of the manifests of a text is submitted, in this order, the Secret before the storage; and what is not. */
export function submissionOf(
  manifests: readonly Manifest[],
  options: Options,
): { submitted: Manifest[]; others: Manifest[] } {
  const found = findStorage(manifests, resolveOptions(options))
  const submitted = [found?.secret, found?.storage].filter((one) => one !== undefined) as Manifest[]
  return { submitted, others: manifests.filter((one) => !submitted.includes(one)) }
}
