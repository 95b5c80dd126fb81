import type { ManifestMessages } from '../messages/manifests.ts'
import type { SyntaxMessages } from '../messages/syntax.ts'
import type { CheckMessages } from '../messages/checks.ts'

/** The words of the core in another language; what is missing stays English. */
export interface CoreMessages {
  /** The sentences of the checks. */
  readonly checks?: Partial<CheckMessages> | undefined
  /** The sentences about manifests. */
  readonly manifests?: Partial<ManifestMessages> | undefined
  /** The sentences about unreadable text. */
  readonly syntax?: Partial<SyntaxMessages> | undefined
  /**
   * The texts of the schemas, by the name of the kind or provider, `#`, and the JSON Pointer into the schema:
   * `s3#/properties/spec/properties/bucket/title`.
   */
  readonly texts?: Readonly<Record<string, string>> | undefined
}
