import type { Options } from 'backupstorage-forms/core'
import type { Description } from 'backupstorage-forms/editor'
import { describeAt } from 'backupstorage-forms/editor'
import { german } from 'backupstorage-forms/messages/de'
import { describe, expect, it } from 'vitest'
import { atCursor } from './cursor.ts'

// Descriptions of the key or the value under the pointer.

const storage = `apiVersion: storage.kubestash.com/v1alpha1
kind: BackupStorage
metadata:
  name: s3-backup
  namespace: demo
  labels: { team: platform }
spec:
  deletionPolicy: Delete
  storage:
    provider: s3
    s3:
      bucket: my-backups # the team's
      endpoint: "https://s3.example.com"
      secretName: s3-secret
  runtimeSettings:
    pod:
      podLabels: { made-up-label: "true" }
      tolerations:
        - key: backup
          tolerationSeconds: 7
    container:
      livenessProbe: { httpGet: { port: http } }
`
const secret = `apiVersion: v1
kind: Secret
metadata: { name: s3-secret, namespace: demo }
stringData:
  AWS_ACCESS_KEY_ID: made-up-id
  AWS_SECRET_ACCESS_KEY: made-up-secret
  other: made-up-other
`
const both = `${secret}---\n${storage}`

/** Returns the description at the cursor, with the text it refers to. */
function tell(marked: string, options?: Options): (Omit<Description, 'from' | 'to'> & { at: string }) | undefined {
  const { text, offset } = atCursor(marked)
  const found = describeAt(text, offset, options)
  if (!found) return undefined
  const { from, to, ...said } = found
  expect(from).toBeLessThanOrEqual(offset)
  expect(to).toBeGreaterThanOrEqual(offset)
  return { ...said, at: text.slice(from, to) }
}

/** Puts the cursor into a part of the text. */
function pointAt(piece: string, text = both): string {
  const at = text.indexOf(piece)
  expect(at).toBeGreaterThanOrEqual(0)
  return `${text.slice(0, at + 1)}‸${text.slice(at + 1)}`
}

describe('describeAt', () => {
  it('shows the title and description of a form field', () => {
    expect(tell(pointAt('bucket'))).toEqual({
      at: 'bucket',
      title: 'Bucket',
      type: 'string',
      required: true,
    })
    expect(tell(pointAt('"https'))).toMatchObject({ at: '"https://s3.example.com"', title: 'Endpoint', required: true })
    expect(tell(pointAt('secretName'))).not.toHaveProperty('required')
  })

  it('shows the API path of any other field', () => {
    expect(tell(pointAt('tolerationSeconds'))).toEqual({
      at: 'tolerationSeconds',
      title: 'spec.runtimeSettings.pod.tolerations[0].tolerationSeconds',
      type: 'whole number',
    })
  })

  it.each<[string, string | undefined]>([
    ['kind: BackupStorage', 'one of BackupStorage'],
    ['deletionPolicy', 'one of Delete, WipeOut'],
    ['Delete', 'one of Delete, WipeOut'],
    ['labels', 'map'],
    ['metadata', 'object'],
    ['tolerations', 'list, each: object'],
    ['port', 'whole number or string'],
    ['http }', 'whole number or string'],
    ['s3:', 'object'],
  ])('shows the type of %s in plain words', (piece, type) => {
    expect(tell(pointAt(piece, storage))?.type).toBe(type)
  })

  it('shows the provider for its block', () => {
    expect(tell(pointAt('s3:'))).toMatchObject({
      title: 'S3',
      description: expect.stringContaining('S3'),
      required: true,
    })
  })

  it("shows the map's title for a key in it", () => {
    expect(tell(pointAt('team'))).toMatchObject({ at: 'team', title: 'Labels', type: 'string' })
    expect(tell(pointAt('made-up-label'))?.title).toBe('spec.runtimeSettings.pod.podLabels')
  })

  it("shows the title of a Secret's key, also for its value", () => {
    const key = { title: 'AWS Secret Access Key', type: 'string', required: true }
    expect(tell(pointAt('AWS_SECRET_ACCESS_KEY'))).toMatchObject({ ...key, at: 'AWS_SECRET_ACCESS_KEY' })
    expect(tell(pointAt('made-up-secret'))).toMatchObject(key)
    expect(tell(pointAt('other'))).toBeUndefined()
    expect(tell(pointAt('made-up-other'))).toBeUndefined()
  })

  it('is translated', () => {
    const said = tell(pointAt('"https'), { messages: german })
    expect(said).toMatchObject({ title: 'Endpunkt', type: 'Zeichenfolge' })
    expect(said?.description).not.toBe(tell(pointAt('"https'))?.description)
    expect(tell(pointAt('deletionPolicy'), { messages: german })?.type).toBe('eines von Delete, WipeOut')
  })

  it('works in JSON, in Lists and in incomplete texts', () => {
    expect(tell('{"kind": "BackupStorage", "spec": {"deletion‸Policy": "Delete"}}')).toMatchObject({
      at: '"deletionPolicy"',
      title: 'Deletion Policy',
    })
    expect(tell('{"kind": "BackupStorage", "spec": {"deletionPolicy": "De‸l')?.at).toBe('"Del')
    expect(tell('kind: List\nitems:\n- kind: BackupStorage\n  metadata:\n    na‸me: a\n')?.title).toBe('Name')
    expect(tell(pointAt('bucket').replace('endpoint:', 'endpo\n      region:'))?.title).toBe('Bucket')
    expect(tell(pointAt('bucket').replaceAll('\n', '\r\n'))?.at).toBe('bucket')
    expect(tell(`\uFEFF${pointAt('kind', storage)}`)?.at).toBe('kind')
  })

  it.each<[string, string]>([
    ['in a comment', pointAt('the team')],
    ['between words', storage.replace('kind: ', 'kind:‸  ')],
    ['for an unknown field', storage.replace('bucket', 'buk‸cet')],
    ['for another kind', 'apiVersion: v1\nkind: ConfigMap\ndata: { a‸: b }\n'],
    ['for a List itself', 'kind: List\nit‸ems: []\n'],
    ['in an empty text', '‸'],
    ['on a document marker', pointAt('---')],
    ['in a block scalar', storage.replace('bucket: my-backups', 'bucket: |\n        my‸-backups')],
  ])('shows nothing %s', (_what, marked) => {
    expect(tell(marked)).toBeUndefined()
  })
})

it('ignores a text of more than 1 Mi characters', () => {
  expect(tell(`kin‸d: BackupStorage\n#${' '.repeat(1_048_577)}`)).toBeUndefined()
})
