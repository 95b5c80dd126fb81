import type { ManifestMessages } from '../messages/manifests.ts'
import { defaultManifestMessages } from '../messages/manifests.ts'
import type { SyntaxMessages } from '../messages/syntax.ts'
import type { CheckMessages } from '../messages/checks.ts'
import { defaultChecks } from '../messages/checks.ts'

/** The words of the core in another language; what is missing stays English. */
export interface CoreMessages {
  /** The sentences of the checks. */
  readonly checks?: Partial<CheckMessages> | undefined
  /** The sentences about manifests. */
  readonly manifests?: Partial<ManifestMessages> | undefined
  /** What makes a text unreadable. */
  readonly syntax?: Partial<SyntaxMessages> | undefined
  /**
   * The texts of the schemas by their place: the kind or the provider's name, `#`, and the JSON Pointer into the schema,
   * `s3#/properties/spec/properties/bucket/title`.
   */
  readonly texts?: Readonly<Record<string, string>> | undefined
}

const merged = new WeakMap<object, CheckMessages>()

/** Returns the sentences of the checks: the given ones, and English for the rest. */
export function checksOf(messages: CoreMessages | undefined): CheckMessages {
  const given = messages?.checks
  if (!given) return defaultChecks
  let checks = merged.get(given)
  if (!checks) {
    const texts = { ...defaultChecks.texts, ...given.texts }
    merged.set(given, (checks = { ...defaultChecks, ...given, texts }))
  }
  return checks
}

/** Returns the sentences about manifests: the given ones, and English for the rest. */
export function manifestMessagesOf(messages: CoreMessages | undefined): ManifestMessages {
  return { ...defaultManifestMessages, ...messages?.manifests }
}
