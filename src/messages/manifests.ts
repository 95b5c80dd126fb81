/** Messages about manifests. Functions take names of kinds, fields and providers, never a value of a Secret. */
export const defaultManifestMessages = {
  notAnObject: 'This document is not a Kubernetes object. Add apiVersion and kind.',
  straySecret:
    'The text may hold credentials outside of the values of its Secrets. Remove everything else that the preview hides.',
  missingResource: (kind: string, apiVersion: string): string =>
    `No ${kind} found. Add a document with apiVersion: ${apiVersion} and kind: ${kind}.`,
  wrongApiVersion: (kind: string, apiVersion: string): string =>
    `The apiVersion of this ${kind} must be ${apiVersion}.`,
  wrongKind: (kind: string, apiVersion: string): string => `${apiVersion} has no such kind. Use kind: ${kind}.`,
  severalResources: (kind: string): string => `The form shows only the first ${kind}. Remove the others.`,
  secretElsewhere: (kind: string): string => `The Secret must be in the same namespace as the ${kind}.`,
  otherSecret: 'These manifests have no Secret with this name, but another one has the credentials. Use its name.',
  otherKey: (key: string, wanted: string): string => `The operator doesn't read ${key}. Rename the key to ${wanted}.`,
  renameKey: (key: string): string => `Rename to ${key}`,
  notBase64: (key: string): string =>
    `The value of ${key} must be base64-encoded text. Encode it, or move it to stringData.`,
  unknownField: (name: string, near: string): string =>
    `Unknown field ${name}; the cluster drops it silently.${near === '' ? '' : ` Did you mean ${near}?`}`,
  noSuchBlock: (block: string, provider: string): string =>
    `The operator in this cluster doesn't support ${provider}: its API has no ${block}.`,
  notInForm: (name: string): string => `The form has no field ${name}. Check its spelling.`,
  quote: 'Put the value in quotes; otherwise it is read as another type.',
  foreignBlock: (block: string, provider: string): string =>
    `Remove ${block}: the provider is ${provider}, but backups could be written to this location.`,
  noBlock: (block: string, provider: string): string =>
    `Add ${block}: the operator crashes without it when the provider is ${provider}.`,
  formOnly: (title: string): string => `The form requires ${title}. Add it so that the storage can be edited later.`,
  refusedField: (title: string, reason: string): string =>
    `The cluster rejected ${title}${reason === '' ? '' : `: ${reason}`}.`,
  refused: (reason: string): string =>
    reason === ''
      ? 'The cluster rejected this. The reason is hidden because it could contain a secret.'
      : `The cluster rejected this: ${reason}.`,
  warned: (text: string): string =>
    text === ''
      ? 'The cluster returned a warning. It is hidden because it could contain a secret.'
      : `Warning from the cluster: ${text}.`,
  otherCrd: (kind: string, apiVersion: string): string =>
    `The given CRD doesn't define ${kind} of ${apiVersion}. The built-in definition was used instead.`,
  leftToCluster: 'The CRD has CEL rules, which only the cluster can check. Run a dry run.',
  /** Short names of the types of values. */
  types: {
    string: 'string',
    integer: 'whole number',
    number: 'number',
    boolean: 'true or false',
    object: 'object',
    array: 'list',
    map: 'map',
    integerOrText: 'whole number or string',
    byte: 'base64',
    'date-time': 'date and time',
  } as Readonly<Record<string, string>>,
  listOf: (type: string): string => `list, each: ${type}`,
  oneOf: (options: string): string => `one of ${options}`,
  required: (what: string): string => (what === '' ? 'required' : `${what}, required`),
  defaultValue: 'default',
  exampleValue: 'example',
}

/** Messages about manifests. A host may replace all or some. */
export type ManifestMessages = typeof defaultManifestMessages
