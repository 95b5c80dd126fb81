import type { Options } from 'backupstorage-forms/core'
import type { Description } from 'backupstorage-forms/editor'
import { describeAt } from 'backupstorage-forms/editor'
import { german } from 'backupstorage-forms/messages/de'
import { describe, expect, it } from 'vitest'
import { atCursor } from './cursor.ts'

// What is told of the key or the value under the pointer.

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

/** What is told where the cursor is, with the piece of the text that it is about. */
function tell(marked: string, options?: Options): (Omit<Description, 'from' | 'to'> & { at: string }) | undefined {
  const { text, offset } = atCursor(marked)
  const found = describeAt(text, offset, options)
  if (!found) return undefined
  const { from, to, ...said } = found
  expect(from).toBeLessThanOrEqual(offset)
  expect(to).toBeGreaterThanOrEqual(offset)
  return { ...said, at: text.slice(from, to) }
}

/** The text with the cursor in a piece of it. */
function pointAt(piece: string, text = both): string {
  const at = text.indexOf(piece)
  expect(at).toBeGreaterThanOrEqual(0)
  return `${text.slice(0, at + 1)}‸${text.slice(at + 1)}`
}

describe('what is told', () => {
  it('of a field of the form is what the form says', () => {
    expect(tell(pointAt('bucket'))).toEqual({
      at: 'bucket',
      title: 'Bucket',
      type: 'string',
      required: true,
    })
    expect(tell(pointAt('"https'))).toMatchObject({ at: '"https://s3.example.com"', title: 'Endpoint', required: true })
    expect(tell(pointAt('secretName'))).not.toHaveProperty('required')
  })

  it('of another field is its name in the API', () => {
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
  ])('of %s has its type in plain words', (piece, type) => {
    expect(tell(pointAt(piece, storage))?.type).toBe(type)
  })

  it('of the block of a provider is the provider', () => {
    expect(tell(pointAt('s3:'))).toMatchObject({
      title: 'S3',
      description: expect.stringContaining('S3'),
      required: true,
    })
  })

  it('of a key that the text chose is what its map is', () => {
    expect(tell(pointAt('team'))).toMatchObject({ at: 'team', title: 'Labels', type: 'string' })
    expect(tell(pointAt('made-up-label'))?.title).toBe('spec.runtimeSettings.pod.podLabels')
  })

  it('of a Secret is what its keys are, also for their values', () => {
    const key = { title: 'AWS Secret Access Key', type: 'string', required: true }
    expect(tell(pointAt('AWS_SECRET_ACCESS_KEY'))).toMatchObject({ ...key, at: 'AWS_SECRET_ACCESS_KEY' })
    expect(tell(pointAt('made-up-secret'))).toMatchObject(key)
    expect(tell(pointAt('other'))).toBeUndefined()
    expect(tell(pointAt('made-up-other'))).toBeUndefined()
  })

  it('comes in another language', () => {
    const said = tell(pointAt('"https'), { messages: german })
    expect(said).toMatchObject({ title: 'Endpunkt', type: 'Zeichenfolge' })
    expect(said?.description).not.toBe(tell(pointAt('"https'))?.description)
    expect(tell(pointAt('deletionPolicy'), { messages: german })?.type).toBe('eines von Delete, WipeOut')
  })

  it('is told in JSON, in Lists, and in texts that are being typed', () => {
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
    ['of a field that is not known', storage.replace('bucket', 'buk‸cet')],
    ['of another kind', 'apiVersion: v1\nkind: ConfigMap\ndata: { a‸: b }\n'],
    ['of a List itself', 'kind: List\nit‸ems: []\n'],
    ['in an empty text', '‸'],
    ['on the sign between documents', pointAt('---')],
    ['in a block scalar', storage.replace('bucket: my-backups', 'bucket: |\n        my‸-backups')],
  ])('is nothing %s', (_what, marked) => {
    expect(tell(marked)).toBeUndefined()
  })
})

it('leaves a text of more than 1 Mi characters alone', () => {
  expect(tell(`kin‸d: BackupStorage\n#${' '.repeat(1_048_577)}`)).toBeUndefined()
})
