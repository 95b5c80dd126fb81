import { validateManifests, validateValues } from 'backupstorage-forms/core'
import { expect, it } from 'vitest'
import { caseOf } from '../fixtures/cases.ts'

const text = `apiVersion: storage.kubestash.com/v1alpha1
kind: BackupStorage
metadata:
  name: "{{ .Release.Name }}-backup"
  namespace: demo
spec:
  storage:
    provider: s3
    s3:
      bucket: "{{ .Values.bucket }}"
      endpoint: "https://s3.{{ .Values.region }}.amazonaws.com"
      region: "{{ .Values.region }}"
      prefix: "/{{ .Values.prefix }}"
      secretName: s3-secret
  usagePolicy:
    allowedNamespaces:
      from: "{{ .Values.from }}"
  runtimeSettings:
    pod:
      priorityClassName: "{{ .Values.priority }}"
  deletionPolicy: "{{ .Values.policy }}"
`

it('a value with a template is reported as not checked, once, instead of by its rules', () => {
  const found = validateManifests(text)
  expect(found.map(({ severity, code, path }) => `${severity} ${code} ${path}`)).toEqual([
    'warning template /name',
    'warning template /backend/spec/bucket',
    'warning template /backend/spec/endpoint',
    'warning template /backend/spec/region',
    'warning template /backend/spec/prefix',
    'warning template /usagePolicy/from',
    'warning template /deletionPolicy',
  ])
  expect(found[1]?.message).toMatch(/^Bucket is a template and was not checked\./)
})

it('braces that are no template are judged by the rules', () => {
  const { values } = caseOf('s3-new-secret')
  for (const name of ['a{{b', 'a}}b', '}}{{', '{ .Values.name }']) {
    expect(validateValues({ ...values, name }).find(({ path }) => path === '/name')).toMatchObject({ code: 'format' })
  }
})
