import type { BackupStorageValues } from '../generated/types.ts'
import { guides } from '../generated/guides.ts'
import { member } from '../base/json.ts'
import { findProvider, layoutFor } from '../context/context.ts'
import { contextOf } from '../context/createContext.ts'
import type { Options } from '../context/options.ts'
import type { Guide } from '../schema/language.ts'
import { translate } from '../schema/translate.ts'

/** A step of the preparations for a storage: a text to copy. */
export interface GuideText {
  readonly title: string
  readonly description?: string
  readonly language: 'json' | 'yaml' | 'shell'
  /** The text, in order. With `replace`, a part is a name such as `<ACCOUNT_ID>` that the user must replace. */
  readonly parts: readonly { readonly text: string; readonly replace: boolean }[]
  /** The address of the documentation. */
  readonly source: string
}

/** Loads the guide of a provider in the language of the messages; undefined if it has none. */
async function loadGuide(named: string | Guide | undefined, { messages }: Options): Promise<Guide | undefined> {
  if (typeof named !== 'string') return named
  const load = member(guides, named) as (typeof guides)[string] | undefined
  const [guide, texts] = await Promise.all([load?.(), messages?.guides?.()])
  return guide && texts ? translate(guide, texts, named) : guide
}

/**
 * Returns the preparations that these values need outside of Kubernetes or in it, such as the permissions of the bucket:
 * commands, policies and manifests to copy, without secrets. The provider's schema has them; they are loaded on demand.
 *
 * @returns the steps in order; none if the provider has no guide
 */
export async function guideOf(values: BackupStorageValues, options?: Options): Promise<GuideText[]> {
  const context = contextOf(options)
  const named = findProvider(context, values.backend.provider)?.schema['x-guide']
  if (named === undefined) return []
  const [guide, { fillGuide }] = await Promise.all([loadGuide(named, context), import('./fillGuide.ts')])
  return guide ? fillGuide(guide, values, layoutFor(context, values).schema) : []
}
