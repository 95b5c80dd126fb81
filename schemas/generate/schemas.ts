import type { Json } from '../../src/base/json.ts'
import type { ProviderSchema, ResourceSchema } from '../../src/schema/language.ts'
import type { StructureSchema } from '../../src/schema/structure.ts'
import type { CredentialsSchema } from '../../src/schema/template.ts'

/** The texts of the schemas in one language, in the order of the schemas. */
export interface Language {
  /** Such as `de`: the name of its file. */
  name: string
  texts: Readonly<Record<string, string>>
  /** Names of the providers and ways for credentials that it says nothing of, whose texts stay English. */
  untranslated: readonly string[]
}

/** Another kind of object, contributed with its providers. */
export interface KindSchemas {
  /** The name of its folder. */
  name: string
  resource: ResourceSchema
  structure: StructureSchema
  providers: ProviderSchema[]
}

/** What is brought along and off by default: `contrib/`. */
export interface ContribSchemas {
  /** Providers for the resource of `backupstorage.json`. */
  providers: ProviderSchema[]
  kinds: KindSchemas[]
}

/** Everything that `schemas/` says. */
export interface Schemas {
  resource: ResourceSchema
  structure: StructureSchema
  providers: ProviderSchema[]
  /** The ways in which credentials can leave, in their order. */
  credentials: CredentialsSchema[]
  providerMeta: Json
  resourceMeta: Json
  contrib: ContribSchemas
  languages: Language[]
}
