/** Messages about manifests. Functions take names of kinds, fields and providers, never a value of a Secret. */
export const defaultManifestMessages = {
  notAnObject: 'This document is no Kubernetes object. An object starts with apiVersion and kind.',
  missingResource: (kind: string, apiVersion: string): string =>
    `There is no ${kind} here. Add a document with apiVersion ${apiVersion} and kind ${kind}.`,
  wrongApiVersion: (kind: string, apiVersion: string): string =>
    `A ${kind} of another API stands here, or its apiVersion is missing or misspelt. Write apiVersion: ${apiVersion}.`,
  wrongKind: (kind: string, apiVersion: string): string =>
    `The API ${apiVersion} has no such kind. Write kind: ${kind}.`,
  severalResources: (kind: string): string =>
    `There is more than one ${kind} here, and a form holds one. The first was read; take the others out, or open them one at a time.`,
  secretElsewhere: (kind: string): string =>
    `The Secret that the ${kind} names lies in another namespace. The operator looks for it in the ${kind}'s own: give both the same namespace.`,
  notBase64: (key: string): string =>
    `The Secret's data holds no base64 of text under ${key}. Encode the value again, or give it as plain text under stringData.`,
  unknownField: (name: string, near: string): string =>
    `${name} is not a field here, and the cluster drops it without a word. ${near === '' ? 'Remove it, or correct its name.' : `Did you mean ${near}? If not, remove it.`}`,
  noSuchBlock: (block: string, provider: string): string =>
    `The API of this cluster has no ${block}: its operator does not know the provider ${provider}. Choose another provider, or ask who runs the cluster.`,
  notInForm: (name: string): string =>
    `${name} is not a field of the form, and whether the cluster knows it is not known here. Correct its name if it is misspelt.`,
  quote: 'Put quotes around it: without them it is read as another type.',
  foreignBlock: (block: string, provider: string): string =>
    `The block ${block} is not that of the provider ${provider}. The operator writes backups to the first block that it finds, whatever the provider is: they could go to the wrong place. Remove the block, or correct the provider.`,
  noBlock: (block: string, provider: string): string =>
    `The provider is ${provider}, and its block is not there: the operator crashes without it. Add ${block}.`,
  formOnly: (title: string): string =>
    `${title} is missing. The operator does without it, but the form asks for it: add it, so that the storage can be edited later.`,
  refusedField: (title: string, reason: string): string =>
    `${title} was refused by the cluster${reason === '' ? '' : `: ${reason}`}. Correct it.`,
  refused: (reason: string): string =>
    `The cluster refuses this${reason === '' ? ', and what it says is not shown here, as it may quote a secret' : `: ${reason}`}. Correct it, or ask who runs the cluster.`,
  warned: (text: string): string =>
    text === ''
      ? 'The cluster warns, and what it says is not shown here, as it may quote a secret.'
      : `The cluster warns: ${text}.`,
  otherCrd: (kind: string, apiVersion: string): string =>
    `The CustomResourceDefinition that was given does not describe a ${kind} of ${apiVersion}, so the manifest was checked against the API as this package knows it. Pass the right one.`,
  leftToCluster:
    'The CustomResourceDefinition of the cluster has rules in CEL, which only the cluster checks. A dry run tells what they say.',
  /** Short names of the types of values. */
  types: {
    string: 'text',
    integer: 'whole number',
    number: 'number',
    boolean: 'true or false',
    object: 'object',
    array: 'list',
    map: 'keys with values',
    integerOrText: 'whole number or text',
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
