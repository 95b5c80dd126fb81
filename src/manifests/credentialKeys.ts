import { contextOf } from '../context/createContext.ts'
import type { Options } from '../context/options.ts'
import { getAt } from '../base/pointer.ts'
import { schemaAt } from '../schema/schemaAt.ts'
import type { Found } from './findStorage.ts'
import { findStorage, keysOf } from './findStorage.ts'
import { readText } from './readText.ts'
import { isSecretName } from './toManifests.ts'

/** A key of the Secret that a storage names. */
export interface CredentialKey {
  key: string
  /** The provider's label for it, or the key itself. */
  title: string
  /** Whether the Secret must have it: the operator needs it, or the Secret in the text has it. */
  required: boolean
}

/** The Secret that a storage names, in the text or not: its name and keys, never its values. */
export interface Credentials {
  secretName: string
  namespace: string
  keys: CredentialKey[]
}

/** Returns the Secret that the storage names; undefined if it names none. */
export function credentialsOf({ storage, provider, layout, secret }: Found): Credentials | undefined {
  const target = layout.fields.find(({ path }) => isSecretName(path))?.target
  const secretName = target?.document === 'resource' ? getAt(storage, target.path) : undefined
  if (!provider?.schema.properties['auth'] || typeof secretName !== 'string' || secretName === '') return undefined
  const namespace = getAt(storage, ['metadata', 'namespace'])
  const present = keysOf(secret)
  const keys = layout.fields.flatMap(({ path, target: at, schema }): CredentialKey[] => {
    if (at.document !== 'secret') return []
    const isRequired = schemaAt(layout.schema, path.slice(0, -1))?.required?.includes(at.key) ?? false
    const required = present.has(at.key) || (isRequired && schema['x-required'] !== 'form')
    return [{ key: at.key, title: schema.title ?? at.key, required }]
  })
  const known = new Set(keys.map(({ key }) => key))
  const others = [...present].filter((key) => !known.has(key)).map((key) => ({ key, title: key, required: true }))
  return { secretName, namespace: typeof namespace === 'string' ? namespace : '', keys: [...keys, ...others] }
}

/**
 * Returns the keys of the Secret that the storage in a text names. They are for settings of `exportManifests` with an
 * entry for each key. Empty if the text can't be read or its storage needs no Secret. Never throws.
 */
export function credentialKeys(text: string, options?: Options): CredentialKey[] {
  const { manifests, parses } = readText(text)
  const all = manifests.map(({ manifest }) => manifest)
  const found = parses ? findStorage(all, contextOf(options)) : undefined
  return (found && credentialsOf(found)?.keys) ?? []
}
