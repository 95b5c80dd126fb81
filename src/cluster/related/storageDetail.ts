import type { BackupStorageValues } from '../../generated/types.ts'
import { isObject, member, textOf } from '../../base/json.ts'
import type { Manifest } from '../../schema/manifest.ts'
import { fromManifests } from '../../manifests/fromManifests.ts'
import { findProvider } from '../../context/context.ts'
import { contextOf } from '../../context/createContext.ts'
import type { Options } from '../../context/options.ts'
import { getAt, toPointer } from '../../base/pointer.ts'
import { isMap } from '../../schema/language.ts'
import type { Layout } from '../../schema/layout.ts'
import { schemaAt } from '../../schema/schemaAt.ts'
import { listOf } from './references.ts'
import { lastApplied } from '../../schema/manifest.ts'

/** A condition of an object, as the operator writes it. */
export interface Condition {
  readonly type: string
  /** `True`, `False` or `Unknown`. */
  readonly status: string
  readonly reason: string
  readonly message: string
  /** The time of the last change of its status, as RFC 3339. */
  readonly since: string
}

/** The title and value of a form field. */
export interface Setting {
  readonly pointer: string
  readonly title: string
  readonly value: string
}

/** The details of a storage, in addition to its row in the list. */
export interface StorageDetail {
  readonly uid: string
  readonly labels: Readonly<Record<string, string>>
  readonly annotations: Readonly<Record<string, string>>
  readonly isDefault: boolean
  readonly deletionPolicy: string
  /** The title of the deletion policy in the form. */
  readonly deletionPolicyTitle: string
  /** The name of the Secret that it uses, in its own namespace; empty if it uses none. */
  readonly secretName: string
  /** The fields of the provider's block, without those of a Secret. */
  readonly backend: readonly Setting[]
  /** The other fields that are set, such as the allowed namespaces and the security context of its jobs. */
  readonly settings: readonly Setting[]
  readonly conditions: readonly Condition[]
}

/** Reads the details of a live object, which must have `metadata`. */
export function storageDetail(object: Manifest, options: Options = {}): StorageDetail {
  const context = contextOf(options)
  const { values } = fromManifests([object], context)
  const { metadata } = object
  const layout = context.layoutOf(findProvider(context, values.backend.provider))
  const policy = schemaAt(layout.schema, ['deletionPolicy'])?.oneOf?.find(
    ({ const: one }) => one === values.deletionPolicy,
  )
  const { [lastApplied]: _copy, ...annotations } = texts(metadata.annotations)
  return {
    uid: textOf(metadata.uid),
    labels: texts(metadata.labels),
    annotations,
    isDefault: values.default === true,
    deletionPolicy: textOf(values.deletionPolicy),
    deletionPolicyTitle: policy?.title ?? textOf(values.deletionPolicy),
    secretName: values.backend.credentials.secretName ?? '',
    // Of the `auth` fields, only those in the storage itself have a value here.
    backend: settingsOf(layout, values, ([root, part = '']) => root === 'backend' && ['auth', 'spec'].includes(part)),
    settings: settingsOf(layout, values, ([root = '']) => !reported.includes(root)),
    conditions: listOf(getAt(object, ['status', 'conditions'])).map((one) => ({
      type: textOf(member(one, 'type')),
      status: textOf(member(one, 'status')),
      reason: textOf(member(one, 'reason')),
      message: textOf(member(one, 'message')),
      since: textOf(member(one, 'lastTransitionTime')),
    })),
  }
}

/** The fields that are shown elsewhere, or not at all. */
const reported = ['namespace', 'name', 'labels', 'annotations', 'deletionPolicy', 'default', 'backend']

/** Returns the chosen fields that are set, with their values as text. */
function settingsOf(
  { fields, schema: whole }: Layout,
  values: BackupStorageValues,
  isChosen: (path: readonly string[]) => boolean,
): Setting[] {
  return fields.flatMap(({ path, schema, branch }) => {
    const value = isChosen(path) && schema.writeOnly !== true ? getAt(values, path) : undefined
    const title = schema.title ?? String(path.at(-1))
    const setting = (text: string): Setting => ({ pointer: toPointer(path), title, value: text })
    if (value === undefined) return []
    if (isObject(value)) {
      // A branch is the value of its choice; the fields in it follow.
      const choice = branch && path.length > 2 ? schemaAt(whole, path.slice(0, -1))?.title : undefined
      if (choice !== undefined) return [{ pointer: toPointer(path), title: choice, value: title }]
      if (!isMap(schema)) return []
      const entries = Object.entries(value).map(([key, entry]) => `${key}: ${String(entry)}`)
      return entries.length > 0 ? [setting(entries.join(', '))] : []
    }
    if (Array.isArray(value)) return value.length > 0 ? [setting(value.map(wordsOf).join('; '))] : []
    const option = schema.oneOf?.find((one) => one.const === value)
    return [setting(option?.title ?? String(value))]
  })
}

/** Returns an entry of a list in words: its values in order, such as `environment In production, staging`. */
function wordsOf(entry: unknown): string {
  if (Array.isArray(entry)) return entry.map(wordsOf).join(', ')
  return isObject(entry) ? Object.values(entry).map(wordsOf).join(' ') : String(entry)
}

/** Returns the string members of an object. */
function texts(map: unknown): Record<string, string> {
  const entries = Object.entries(isObject(map) ? map : {}).filter(([, value]) => typeof value === 'string')
  return Object.fromEntries(entries) as Record<string, string>
}
