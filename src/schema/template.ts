import type { Json, JsonObject } from '../base/json.ts'
import { isObject, member, setMember } from '../base/json.ts'
import type { Schema } from './language.ts'

/** Keys of a Secret: those that it must have, and the others that it may have. */
export type KeyKind = 'required' | 'optional'

/** A way in which credentials can leave the form: the root of a file in `schemas/credentials`. */
export interface CredentialsSchema extends Omit<Schema, 'x-manifest'> {
  readonly title: string
  readonly description: string
  readonly 'x-credentials': {
    readonly name: string
    readonly order?: number
    /** @default both */
    readonly formats?: readonly ('yaml' | 'json')[]
  }
  /** The manifests that take the place of the Secret. */
  readonly 'x-manifest'?: readonly JsonObject[]
  /** The lines of a comment above the storage. */
  readonly 'x-comment'?: readonly { readonly message: string; readonly 'x-each'?: KeyKind }[]
}

/** What placeholders stand for everywhere, beside the settings. */
export const commonNames = ['secretName', 'namespace', 'name', 'kind']

/** What placeholders stand for in what is repeated for each key. */
export const namesOfKeys = ['key', 'title']

/** The word of an object that is repeated. */
export const eachWord = 'x-each'

export function isKeyKind(value: unknown): value is KeyKind {
  return value === 'required' || value === 'optional'
}

/** What placeholders stand for: by their names, and for each key more of them. */
export interface Scope {
  readonly values: Readonly<Record<string, Json>>
  readonly keys: Readonly<Record<KeyKind, readonly Readonly<Record<string, Json>>[]>>
}

/** What stands in single braces: `{name}`, or `{other|name}` for the first that is not empty. */
const placeholder = /(?<!\{)\{([^{}]*)\}(?!\})/g

/** The names in the placeholders of a text. */
export function namesIn(text: string): string[] {
  return [...text.matchAll(placeholder)].flatMap(([, names = '']) => names.split('|'))
}

function lookUp(names: string, values: Scope['values']): Json | undefined {
  const found = names.split('|').map((name) => member(values, name))
  return found.find((value) => value !== undefined && value !== '') as Json | undefined
}

/** A text with what its placeholders stand for; one without a value leaves nothing behind. */
export function fillText(text: string, values: Scope['values']): string {
  return text.replace(placeholder, (_all, names: string) => String(lookUp(names, values) ?? ''))
}

/**
 * A copy of a template, filled. A placeholder alone becomes the value with its type; where there is none, the member or
 * item is left out, and so is an object that has lost all of its members. An item of a list with `x-each` is repeated.
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
