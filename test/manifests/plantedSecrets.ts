import { stringifyManifests } from 'backupstorage-forms/core'
import type { Manifest } from 'backupstorage-forms/core'

/** Made-up values, each of another kind: a word, one with signs, one that must be escaped, and one of a key file. */
export const planted = [
  'hunter2-made-up',
  'made&up<secret>',
  'made "up"\\ secret',
  'MADEUPprivateKEYplanted',
  'MADEUPsecondLINEplanted',
  'MADEUPunderDATAplanted',
] as const

const [word, signs, quotes, key, line, encoded] = planted

/** Returns a text as Go's `%q` writes it, without the quotes. */
const asGo = (text: string): string =>
  JSON.stringify(text)
    .slice(1, -1)
    .replaceAll(/[&<>]/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`)

/** Returns the planted values that a text holds: plain, in base64, or escaped as JSON, YAML and Go do. */
export function plantedIn(text: string): string[] {
  return planted.filter((value) =>
    [value, btoa(value), JSON.stringify(value).slice(1, -1), asGo(value), value.replaceAll("'", "''")].some((form) =>
      text.includes(form),
    ),
  )
}

/** Returns whether the text gives a value to a field of another object, so that nothing shows where it is from. */
export function isMoved(text: string, value: string): boolean {
  return text
    .split('\n')
    .every(
      (one) =>
        !one.includes(value) || /^[\s-]*["']?(?!data\b|stringData)[a-z][A-Za-z]*["']?:\s+["']?\S+["']?,?$/.test(one),
    )
}

const secret = {
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 's3-backup-storage-cred', namespace: 'demo', labels: { app: 'backup' } },
  type: 'Opaque',
  stringData: {
    AWS_ACCESS_KEY_ID: word,
    AWS_SECRET_ACCESS_KEY: signs,
    AZURE_ACCOUNT_KEY: quotes,
    GOOGLE_SERVICE_ACCOUNT_JSON_KEY: `{\n  "type": "service_account",\n  "private_key": "${key}",\n  "x": "${line}"\n}\n`,
  },
  data: { AZURE_ACCOUNT_NAME: btoa(encoded) },
} as unknown as Manifest

const storage = {
  apiVersion: 'storage.kubestash.com/v1alpha1',
  kind: 'BackupStorage',
  metadata: {
    name: 's3-backup',
    namespace: 'demo',
    labels: { app: 'backup' },
    annotations: { note: 'Kept for years.' },
  },
  spec: {
    storage: {
      provider: 's3',
      s3: { bucket: 'my-backups', region: 'us-east-1', secretName: 's3-backup-storage-cred' },
    },
    usagePolicy: { allowedNamespaces: { from: 'Same' } },
    deletionPolicy: 'Delete',
  },
} as unknown as Manifest

const list = (kind: string, ...items: object[]): Manifest => ({ apiVersion: 'v1', kind, items }) as unknown as Manifest
const { apiVersion: _apiVersion, kind: _kind, ...item } = secret
const yaml = stringifyManifests([secret, storage], 'yaml')
const quoted = yaml.replace(word, () => `'${word}'`).replace(signs, () => `"${signs}" # was ${signs}`)

export const storageText = stringifyManifests([storage], 'yaml')

/** Valid texts with the planted values, in many forms. */
export const plantedTexts: Readonly<Record<string, string>> = {
  'the Secret first': yaml,
  'the Secret last': stringifyManifests([storage, secret], 'yaml'),
  'quotes and comments': quoted,
  'a flow map': `apiVersion: v1\nkind: Secret\nmetadata: {name: a}\nstringData: {A_B: ${word}, "C": "${signs}"}\n---\n${storageText}`,
  'a List': stringifyManifests([list('List', secret, storage)], 'yaml'),
  'a List in a List': stringifyManifests([list('List', storage, list('List', secret, storage))], 'yaml'),
  'a SecretList': stringifyManifests([list('SecretList', item), storage], 'yaml'),
  'a JSON List': JSON.stringify(list('List', storage, secret), null, 2),
  'JSON on one line': JSON.stringify(list('List', secret, storage)),
  'a Secret as JSON': JSON.stringify(secret, null, 2),
  'a copy by kubectl': stringifyManifests(
    [
      {
        ...secret,
        metadata: {
          name: 'a',
          annotations: { 'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify(secret) },
        },
      } as unknown as Manifest,
      storage,
    ],
    'yaml',
  ),
}
