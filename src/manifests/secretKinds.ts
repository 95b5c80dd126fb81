import { nearest } from '../base/nearest.ts'

/** The kinds of objects that an export without credentials removes. */
export const secretKinds: readonly string[] = ['Secret', 'SecretList']

/**
 * Returns whether the kind is that of Secrets, or may be meant to be: in another case, or with a typing error. A kind
 * of another API group isn't.
 */
export function isSecretKind(kind: string, apiVersion: string): boolean {
  if (secretKinds.includes(kind)) return true
  return !apiVersion.includes('/') && nearest(kind.trim(), secretKinds) !== undefined
}

/** Returns whether a key is written as that of a credential, such as `ACCESS_KEY`. No field of an API is. */
export function isCredentialKey(key: string): boolean {
  return /^\w{2,253}$/.test(key) && /[A-Za-z]/.test(key) && (key.includes('_') || key === key.toUpperCase())
}

/** Returns whether a line of text has a key with an underscore, and a colon or equals sign after it. */
export function hasCredentialKey(line: string): boolean {
  return [...line.matchAll(/(?<![\w.-])([\w.-]+)["']?\s*[:=]/g)].some(([, key = '']) => key.includes('_'))
}

const plainFields: Readonly<Record<string, RegExp>> = {
  apiVersion: /^(?:[a-z0-9.-]+\/)?v\d\w{0,10}$/,
  kind: /^[A-Za-z]{0,63}$/,
  type: /^(?:Opaque|[a-z0-9.-]+\/[\w.-]+)$/,
  immutable: /^(?:true|false)$/,
}

/** Returns whether the field of a Secret has a value that is not secret. */
export function isPlainField(key: string, value: string): boolean {
  return Object.hasOwn(plainFields, key) && plainFields[key]?.test(value) === true
}

/** Returns whether a string quotes a manifest of a Secret. */
export function quotesManifest(text: string): boolean {
  return /stringData|kind["']?\s*:\s*["']?Secret\b/.test(text)
}

/** Returns whether a comment may hold a credential, as JSON or not, and isn't a line that an export writes. */
export function isCredentialComment(comment: string): boolean {
  if (quotesManifest(comment) || /^#+\s*data:|["'][^"']*["']\s*:/.test(comment)) return true
  return hasCredentialKey(comment) && !/\s\([^()]*\)\s*$/.test(comment)
}
