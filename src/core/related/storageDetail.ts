import { isObject, member } from '../json.ts'
import type { Manifest } from '../manifest.ts'
import { fromManifests } from '../manifests/fromManifests.ts'
import type { Options } from '../options.ts'
import { findProvider, resolveOptions } from '../options.ts'
import { getAt, toPointer } from '../pointer.ts'
import { layoutOf } from '../resource.ts'
import { schemaAt } from '../validation/schemaErrors.ts'
import { listOf, textOf } from './references.ts'

/** A condition of an object, as the operator wrote it. */
export interface Condition {
  readonly type: string
  /** `True`, `False` or `Unknown`. */
  readonly status: string
  readonly reason: string
  readonly message: string
  /** When it took this status, as RFC 3339. */
  readonly since: string
}

/** What the page of a storage says of it, besides its row in the list. */
export interface StorageDetail {
  readonly uid: string
  readonly labels: Readonly<Record<string, string>>
  readonly annotations: Readonly<Record<string, string>>
  readonly isDefault: boolean
  readonly deletionPolicy: string
  /** The words of the form for the deletion policy. */
  readonly deletionPolicyTitle: string
  /** The name of the Secret that it uses, in its own namespace; empty where it uses none. */
  readonly secretName: string
  /** What the provider's block says, by the titles of the form's fields; nothing of a Secret. */
  readonly backend: readonly { readonly pointer: string; readonly title: string; readonly value: string }[]
  readonly conditions: readonly Condition[]
  /** When it was asked to go, as RFC 3339; empty while it was not. */
  readonly deleting: string
}

/** A copy of the whole object that `kubectl apply` keeps. It is no annotation that a person made. */
const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration'

/** Reads a live object. Takes anything and never throws. */
export function storageDetail(object: Manifest, options: Options = {}): StorageDetail {
  const { values } = fromManifests([object], options)
  const resolved = resolveOptions(options)
  const { metadata } = object
  const layout = layoutOf(resolved.resource, findProvider(resolved, values.backend.provider))
  const policy = schemaAt(layout.schema, ['deletionPolicy'])?.oneOf?.find(
    ({ const: one }) => one === values.deletionPolicy,
  )
  const { [lastApplied]: _copy, ...annotations } = texts(metadata.annotations)
  return {
    uid: textOf(metadata.uid),
    labels: texts(metadata.labels),
    annotations,
    isDefault: values.default,
    deletionPolicy: values.deletionPolicy,
    deletionPolicyTitle: policy?.title ?? values.deletionPolicy,
    secretName: values.backend.credentials.secretName ?? '',
    backend: layout.fields
      // Of what is asked for under Auth, the part that lies in the storage itself is there, and no other.
      .filter(({ path, branch }) => path[0] === 'backend' && ['auth', 'spec'].includes(String(path[1])) && !branch)
      .flatMap(({ path, schema }) => {
        const value = getAt(values, path)
        const isShown = ['string', 'number', 'boolean'].includes(typeof value) && schema.writeOnly !== true
        return isShown
          ? [{ pointer: toPointer(path), title: schema.title ?? String(path.at(-1)), value: String(value) }]
          : []
      }),
    conditions: listOf(getAt(object, ['status', 'conditions'])).map((one) => ({
      type: textOf(member(one, 'type')),
      status: textOf(member(one, 'status')),
      reason: textOf(member(one, 'reason')),
      message: textOf(member(one, 'message')),
      since: textOf(member(one, 'lastTransitionTime')),
    })),
    deleting: textOf(metadata.deletionTimestamp),
  }
}

/** The members of an object that are texts. */
function texts(map: unknown): Record<string, string> {
  const entries = Object.entries(isObject(map) ? map : {}).filter(([, value]) => typeof value === 'string')
  return Object.fromEntries(entries) as Record<string, string>
}
