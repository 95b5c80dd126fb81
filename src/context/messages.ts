import type { ManifestMessages } from '../messages/manifests.ts'
import type { SyntaxMessages } from '../messages/syntax.ts'
import type { CheckMessages } from '../messages/checks.ts'

/** Texts of the core in another language. Omitted texts stay English. */
export interface CoreMessages {
  /** Messages of the checks. */
  readonly checks?: Partial<CheckMessages> | undefined
  /** Messages about manifests. */
  readonly manifests?: Partial<ManifestMessages> | undefined
  /** Messages about unreadable text. */
  readonly syntax?: Partial<SyntaxMessages> | undefined
  /**
   * Texts of the schemas. A key is the name of the kind or provider, `#`, and a JSON Pointer into the schema:
   * `s3#/properties/spec/properties/bucket/title`.
   */
  readonly texts?: Readonly<Record<string, string>> | undefined
  /** Loads the texts of the guides. A key is the name of the guide, `#`, and a JSON Pointer: `s3#/steps/0/title`. */
  readonly guides?: (() => Promise<Readonly<Record<string, string>>>) | undefined
}
