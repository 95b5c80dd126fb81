import type { Json } from '../../src/base/json.ts'
import type { ProviderSchema, ResourceSchema } from '../../src/schema/language.ts'
import type { StructureSchema } from '../../src/schema/structure.ts'
import type { CredentialsSchema } from '../../src/schema/template.ts'
import type { VendorSchema } from './vendorModules.ts'

/** The texts of the schemas in one language, in the order of the schemas. */
export interface Language {
  /** The name of its file, such as `de`. */
  name: string
  texts: Readonly<Record<string, string>>
  /** Names of the providers and credential outputs that it doesn't translate. Their texts stay English. */
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

/** The schemas of `contrib/`, which are off by default. */
export interface ContribSchemas {
  /** Providers for the resource of `backupstorage.json`. */
  providers: ProviderSchema[]
  kinds: KindSchemas[]
}

/** The contents of `schemas/`. */
export interface Schemas {
  resource: ResourceSchema
  structure: StructureSchema
  providers: ProviderSchema[]
  /** The credential outputs, in their order. */
  credentials: CredentialsSchema[]
  /** The tables of vendors, by their file names. */
  vendors: VendorSchema[]
  providerMeta: Json
  resourceMeta: Json
  credentialsMeta: Json
  vendorsMeta: Json
  contrib: ContribSchemas
  languages: Language[]
}
