import type { BackupStorageValues } from 'backupstorage-forms/core'
import { fromPointer, setAt } from '../../src/base/pointer.ts'
import { caseOf } from '../fixtures/cases.ts'
import { ruleTable } from './ruleTable/index.ts'
import type { Expected, RuleTable } from './ruleTable/rows.ts'

/** A value at a path in otherwise valid values. */
export interface RuleCase {
  /** The starting point of the values. */
  group: string
  pointer: string
  /** The value for a title, shortened if necessary. */
  shown: string
  values: BackupStorageValues
  expected: Expected
}

const s3 = caseOf('s3-new-secret').values
const amazon: BackupStorageValues = {
  ...s3,
  deletionPolicy: 'Delete',
  backend: { ...s3.backend, spec: { ...s3.backend.spec, prefix: 'db' } },
}
const starts: Readonly<Record<string, BackupStorageValues>> = {
  s3: amazon,
  's3 outside Amazon': {
    ...amazon,
    backend: { ...amazon.backend, spec: { ...amazon.backend.spec, endpoint: 'https://minio.example.com' } },
  },
  's3 with an existing Secret': caseOf('s3-existing-secret').values,
  's3 with workload identity': caseOf('s3-workload-identity').values,
  azure: caseOf('azure-guide').values,
  gcs: caseOf('gcs-new-secret').values,
  pvc: caseOf('local-pvc').values,
  nfs: caseOf('local-nfs').values,
  hostPath: caseOf('local-host-path').values,
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > 90 ? `${text.slice(0, 60)}… (${text.length} characters)` : text
}

/** Valid values to start from. */
export function startOf(group: string): BackupStorageValues {
  const start = starts[group]
  if (!start) throw new Error(`There is no start ${group}.`)
  return start
}

function casesOf(table: RuleTable): readonly RuleCase[] {
  return Object.entries(table).flatMap(([group, fields]) =>
    Object.entries(fields).flatMap(([pointer, rows]) =>
      rows.map(([value, expected]) => ({
        group,
        pointer,
        shown: shown(value),
        values: setAt(startOf(group), fromPointer(pointer), value),
        expected,
      })),
    ),
  )
}

/** All cases, in the order of the table. */
export const ruleCases = casesOf(ruleTable)
