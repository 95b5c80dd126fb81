import type { Json, JsonObject } from '../core/json.ts'
import type { Manifest } from '../core/manifest.ts'
import { secrets } from './servedResources.ts'

/** `kubectl apply` keeps a copy of the whole object here, a Secret's values included. */
const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration'
const windowLength = 8

export function isSecret(object: { apiVersion?: unknown; kind?: unknown }): boolean {
  return object.apiVersion === secrets.apiVersion && object.kind === secrets.kind
}

/** The object without anything that holds a Secret's values; other kinds come back as they are. */
export function withoutSecretValues(object: Manifest): Manifest {
  if (!isSecret(object)) return object
  const { data: _data, stringData: _stringData, ...rest } = object
  const annotations = rest.metadata.annotations
  if (!isObject(annotations) || !(lastApplied in annotations)) return rest as Manifest
  const { [lastApplied]: _copy, ...kept } = annotations
  return { ...rest, metadata: { ...rest.metadata, annotations: kept } } as Manifest
}

/** Every form in which a server could quote the values of a Secret: as typed, escaped, in base64 and out of it. */
export function secretForms(object: Manifest | undefined): string[] {
  if (object === undefined || !isSecret(object)) return []
  const forms = new Set<string>()
  const add = (value: string): void => {
    if (value === '') return
    forms.add(value)
    forms.add(JSON.stringify(value).slice(1, -1))
  }
  for (const value of stringsOf(object.stringData)) {
    add(value)
    add(toBase64(value))
  }
  for (const value of stringsOf(object.data)) {
    add(value)
    add(fromBase64(value))
  }
  return [...forms]
}

/**
 * Whether the text may quote a value, in whole or in part. A part of eight characters is enough; a shorter value
 * counts where it stands as a word of its own.
 */
export function quotesSecret(text: string, forms: readonly string[]): boolean {
  if (forms.length === 0) return false
  const windows = new Set<string>()
  for (let at = 0; at + windowLength <= text.length; at++) windows.add(text.slice(at, at + windowLength))
  return forms.some((form) => {
    if (form.length < windowLength) return standsAlone(text, form)
    for (let at = 0; at + windowLength <= form.length; at++) {
      if (windows.has(form.slice(at, at + windowLength))) return true
    }
    return false
  })
}

function standsAlone(text: string, word: string): boolean {
  const letter = /[\p{L}\p{N}]/u
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (!letter.test(text.charAt(at - 1)) && !letter.test(text.charAt(at + word.length))) return true
  }
  return false
}

function stringsOf(map: Json | undefined): string[] {
  return isObject(map)
    ? Object.values(map).map((value) => (typeof value === 'string' ? value : JSON.stringify(value)))
    : []
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function toBase64(text: string): string {
  let binary = ''
  for (const byte of new TextEncoder().encode(text)) binary += String.fromCharCode(byte)
  return btoa(binary)
}

function fromBase64(text: string): string {
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(text), (character) => character.charCodeAt(0)))
  } catch {
    return ''
  }
}
