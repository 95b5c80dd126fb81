import type { Json, JsonObject } from '../base/json.ts'
import { isObject, member, setMember } from '../base/json.ts'
import type { Schema } from './language.ts'

/** A kind of Secret keys: those that it must have, or those that it may have. */
export type KeyKind = 'required' | 'optional'

/** A way to export credentials from the form: the root of a file in `schemas/credentials`. */
export interface CredentialsSchema extends Omit<Schema, 'x-manifest'> {
  readonly title: string
  readonly description: string
  readonly 'x-credentials': {
    readonly name: string
    readonly order?: number
    /** The manifest formats that it supports. @default both */
    readonly formats?: readonly ('yaml' | 'json')[]
  }
  /** The manifests that replace the Secret. */
  readonly 'x-manifest'?: readonly JsonObject[]
  /** The lines of a comment above the storage. */
  readonly 'x-comment'?: readonly { readonly message: string; readonly 'x-each'?: KeyKind }[]
}

/** The placeholders that are available everywhere, in addition to the settings. */
export const commonNames = ['secretName', 'namespace', 'name', 'kind']

/** The additional placeholders in an item that is repeated for each key. */
export const namesOfKeys = ['key', 'title']

/** The keyword of an object that is repeated. */
export const eachWord = 'x-each'

export function isKeyKind(value: unknown): value is KeyKind {
  return value === 'required' || value === 'optional'
}

/** The values of placeholders by name, and additional ones for each key. */
export interface Scope {
  readonly values: Readonly<Record<string, Json>>
  readonly keys: Readonly<Record<KeyKind, readonly Readonly<Record<string, Json>>[]>>
}

/** A placeholder in single braces: `{name}`, or `{other|name}` for the first that is not empty. */
const placeholder = /(?<!\{)\{([^{}]*)\}(?!\})/g

/** Returns the names in the placeholders of a text. */
export function namesIn(text: string): string[] {
  return [...text.matchAll(placeholder)].flatMap(([, names = '']) => names.split('|'))
}

function lookUp(names: string, values: Scope['values']): Json | undefined {
  const found = names.split('|').map((name) => member(values, name))
  return found.find((value) => value !== undefined && value !== '') as Json | undefined
}

/** Replaces the placeholders in a text with their values; one without a value becomes an empty string. */
export function fillText(text: string, values: Scope['values']): string {
  return text.replace(placeholder, (_all, names: string) => String(lookUp(names, values) ?? ''))
}

/**
 * Returns a filled copy of a template. A placeholder alone becomes the value with its type; without a value, the member
 * or item is omitted, and so is an object that loses all its members. A list item with `x-each` is repeated.
 */
export function fillTemplate(template: Json, scope: Scope): Json | undefined {
  if (typeof template === 'string') {
    const [, alone] = /^\{([^{}]*)\}$/.exec(template) ?? []
    return alone === undefined ? fillText(template, scope.values) : lookUp(alone, scope.values)
  }
  if (Array.isArray(template)) {
    return template.flatMap((item) => {
      const each = member(item, eachWord)
      const scopes = isKeyKind(each)
        ? scope.keys[each].map((own): Scope => ({ ...scope, values: { ...scope.values, ...own } }))
        : [scope]
      return scopes.map((one) => fillTemplate(item, one)).filter((one) => one !== undefined)
    })
  }
  if (!isObject(template)) return template
  const filled: JsonObject = {}
  const entries = Object.entries(template).filter(([key]) => key !== eachWord)
  for (const [key, entry] of entries) {
    const value = fillTemplate(entry as Json, scope)
    if (value !== undefined) setMember(filled, key, value)
  }
  return entries.length > 0 && Object.keys(filled).length === 0 ? undefined : filled
}
