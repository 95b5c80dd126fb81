// The options of every function, resolved. Imports `schema` and what is above it.

import { backupStorage, builtinProviders } from '../schema/builtin.ts'
import type { CoreMessages } from './messages.ts'
import { checksOf } from './messages.ts'
import type { Provider } from '../schema/provider.ts'
import type { Resource } from '../schema/resource.ts'
import { translate } from '../schema/translate.ts'
import type { CheckMessages } from '../messages/checks.ts'
import type { BackupStorageValues } from '../generated/types.ts'

/** What a host may set for every function of the core. */
export interface Options {
  /** The providers to choose from. @default builtinProviders */
  providers?: readonly Provider[] | undefined
  /** The kind of object to make. @default backupStorage */
  resource?: Resource | undefined
  /** Other objects of this kind in the cluster, for the rules between siblings. */
  existing?: readonly object[] | undefined
  /** The live object that is being edited. It is no sibling of itself. */
  editing?: object | undefined
  /** The name of a new Secret. @default `<name>-storage-cred` */
  secretName?: ((values: BackupStorageValues) => string) | undefined
  /** Keys of annotations that name the provider and the Secret. None by default. */
  referenceAnnotations?: { provider: string; secret: string } | undefined
  /**
   * The CustomResourceDefinition of the host's cluster, as plain data: manifests are checked against it. Without it they
   * are checked against the API as this package knows it.
   */
  crd?: object | undefined
  /** Words in another language, for diagnostics. English by default. */
  messages?: CoreMessages | undefined
}

export interface ResolvedOptions {
  providers: readonly Provider[]
  resource: Resource
  secretName: (values: BackupStorageValues) => string
  referenceAnnotations?: { provider: string; secret: string } | undefined
  checks: CheckMessages
}

/** Values that were not checked may hold anything for a name, an object without a text of its own included. */
const derivedSecretName = ({ name }: BackupStorageValues): string =>
  `${typeof name === 'object' ? '' : name}-storage-cred`

const translated = new WeakMap<object, WeakMap<object, unknown>>()

/** What `make` gives, once for each pair of texts and subject: layouts and forms are kept by the identity of both. */
function once<T extends object>(texts: object, subject: T, make: () => T): T {
  let bySubject = translated.get(texts)
  if (!bySubject) translated.set(texts, (bySubject = new WeakMap()))
  if (!bySubject.has(subject)) bySubject.set(subject, make())
  return bySubject.get(subject) as T
}

function translateProvider(provider: Provider, texts: Readonly<Record<string, string>>): Provider {
  const { name } = provider
  const schema = translate(provider.schema, texts, name)
  const { identity } = schema['x-provider']
  return {
    ...provider,
    title: schema.title ?? provider.title,
    description: schema.description ?? provider.description,
    ...(identity === undefined ? {} : { identity }),
    schema,
    advice: translate(provider.advice, texts, name, ['x-advice']),
  }
}

export function resolveOptions(options: Options = {}): ResolvedOptions {
  const providers = options.providers ?? builtinProviders
  const resource = options.resource ?? backupStorage
  const texts = options.messages?.texts
  return {
    providers: texts
      ? once(texts, providers, () => providers.map((one) => once(texts, one, () => translateProvider(one, texts))))
      : providers,
    resource: texts
      ? once(texts, resource, () => ({
          ...resource,
          schema: translate(resource.schema, texts, resource.kind),
          advice: translate(resource.advice, texts, resource.kind, ['x-advice']),
        }))
      : resource,
    checks: checksOf(options.messages),
    secretName: options.secretName ?? derivedSecretName,
    referenceAnnotations: options.referenceAnnotations,
  }
}

/** The provider of that name among those of the options. */
export function findProvider(options: Pick<ResolvedOptions, 'providers'>, name: unknown): Provider | undefined {
  return options.providers.find((provider) => provider.name === name)
}

/** The provider that manifests call by that name: the one of that name, else the first that is a variant of it. */
export function findWritten(options: Pick<ResolvedOptions, 'providers'>, name: unknown): Provider | undefined {
  return findProvider(options, name) ?? options.providers.find((provider) => provider.writes === name)
}

/**
 * Options with which manifests read back as the provider of that name, and not as another that is written like it: a
 * variant stays the variant that it was.
 */
export function readingAs<T extends Options>(options: T, name: unknown): T {
  const providers = options.providers ?? builtinProviders
  const chosen = findProvider({ providers }, name)
  const others = providers.filter((one) => one === chosen || one.writes !== chosen?.writes)
  return others.length === providers.length ? options : { ...options, providers: others }
}
