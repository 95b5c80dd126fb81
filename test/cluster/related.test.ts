import type { Manifest } from 'backupstorage-forms/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { repositoryRows } from '../../src/cluster/related/repositoryRows.ts'
import { sessionRows } from '../../src/cluster/related/sessionRows.ts'
import { storageDetail } from '../../src/cluster/related/storageDetail.ts'
import { caseOf } from '../fixtures/cases.ts'
import { check } from '../property.ts'

// The detail page's joins: a storage's Repositories, and the sessions of the BackupConfigurations that use it.

const storage = { namespace: 'stash', name: 'default' }
const storageRef = { name: 'default', namespace: 'stash' }

function repository(name: string, more: object = {}): Manifest {
  return {
    apiVersion: 'storage.kubestash.com/v1alpha1',
    kind: 'Repository',
    metadata: { name, namespace: 'demo', creationTimestamp: '2026-11-01T00:00:00Z' },
    spec: { storageRef, appRef: { kind: 'MongoDB', name: 'app', namespace: 'apps' } },
    ...more,
  } as Manifest
}

function configuration(name: string, spec: object, more: object = {}): Manifest {
  return {
    apiVersion: 'core.kubestash.com/v1alpha1',
    kind: 'BackupConfiguration',
    metadata: { name, namespace: 'demo' },
    spec,
    ...more,
  } as Manifest
}

const session = (name: string, repositories: object[], more: object = {}): object => ({ name, repositories, ...more })

describe('repositoryRows', () => {
  it('finds the Repositories that reference the storage, by default in their own namespace', () => {
    const inDemo = repository('own', { spec: { storageRef: { name: 'default' } } })
    const all = [
      repository('a'),
      repository('b', { spec: { storageRef: { name: 'other', namespace: 'stash' } } }),
      inDemo,
    ]
    expect(repositoryRows(storage, all, []).map(({ name }) => name)).toEqual(['a'])
    expect(repositoryRows({ namespace: 'demo', name: 'default' }, all, []).map(({ name }) => name)).toEqual(['own'])
  })

  it("shows the operator's status, and nothing without one", () => {
    const status = {
      phase: 'NotReady',
      size: '1.5 MiB',
      snapshotCount: 0,
      integrity: false,
      lastBackupTime: '2026-11-20T01:00:00Z',
      conditions: [{ type: 'RepositoryInitialized', status: 'False', message: 'the repository is locked' }],
    }
    const [told, silent] = repositoryRows(storage, [repository('a', { status }), repository('b')], [])
    expect(told).toMatchObject({
      namespace: 'demo',
      size: '1.5 MiB',
      snapshots: 0,
      target: 'MongoDB apps/app',
      integrity: false,
      lastBackup: '2026-11-20T01:00:00Z',
      phase: 'NotReady',
      problems: ['the repository is locked'],
      created: '2026-11-01T00:00:00Z',
    })
    expect(silent).toMatchObject({
      size: '',
      share: undefined,
      snapshots: undefined,
      integrity: undefined,
      lastBackup: '',
      phase: '',
    })
  })

  it("computes each Repository's share of the total size", () => {
    const sized = (name: string, size: string): Manifest => repository(name, { status: { size } })
    const shares = repositoryRows(storage, [sized('a', '3 KiB'), sized('b', '1 KiB'), sized('c', 'unknown')], [])
    expect(shares.map(({ share }) => share)).toEqual([0.75, 0.25, undefined])
    expect(repositoryRows(storage, [sized('a', '0 B')], [])[0]?.share).toBeUndefined()
  })

  it('finds the retention policy through the sessions of the namespace', () => {
    const spec = {
      backends: [
        { name: 'one', storageRef, retentionPolicy: { name: 'keep', namespace: 'stash' } },
        { name: 'two', storageRef, retentionPolicy: { name: 'keep-own' } },
        { name: 'none', storageRef },
        { name: 'elsewhere', storageRef: { name: 'other' }, retentionPolicy: { name: 'keep-elsewhere' } },
      ],
      sessions: [
        session('full', [{ name: 'a', backend: 'one' }]),
        session('small', [
          { name: 'a', backend: 'two' },
          { name: 'a', backend: 'one' },
          { name: 'c', backend: 'none' },
          { name: 'c', backend: 'elsewhere' },
        ]),
      ],
    }
    const elsewhere = { ...configuration('other', spec), metadata: { name: 'other', namespace: 'elsewhere' } }
    const rows = repositoryRows(
      storage,
      ['a', 'b', 'c'].map((name) => repository(name)),
      [configuration('x', spec), elsewhere as Manifest],
    )
    expect(rows.map(({ retentionPolicies }) => retentionPolicies)).toEqual([
      [
        { namespace: 'stash', name: 'keep' },
        { namespace: 'demo', name: 'keep-own' },
      ],
      [],
      [],
    ])
    // This stays unknown as long as the BackupConfigurations are.
    expect(repositoryRows(storage, [repository('a')], undefined)[0]?.retentionPolicies).toBeUndefined()
  })
})

describe('sessionRows', () => {
  it('returns a row for each session that writes to the storage, with what it has there', () => {
    const bothStorages = [
      { name: 'a', backend: 'here' },
      { name: 'b', backend: 'there' },
    ]
    const spec = {
      target: { kind: 'StatefulSet', name: 'sample' },
      paused: true,
      backends: [
        { name: 'here', storageRef, retentionPolicy: { name: 'keep', namespace: 'stash' } },
        { name: 'there', storageRef: { name: 'other' }, retentionPolicy: { name: 'keep-there' } },
      ],
      sessions: [
        session('offsite', [{ name: 'b', backend: 'there' }]),
        session('lost', [{ name: 'c', backend: 'not listed' }]),
        session('full', bothStorages, {
          scheduler: { schedule: '0 3 * * *' },
          addon: { tasks: [{ name: 'logical-backup' }, { name: 'manifest-backup' }] },
        }),
        session('again', [{ name: 'a', backend: 'here' }]),
      ],
    }
    const unused = configuration('unused', {
      backends: [{ name: 'x', storageRef: { name: 'default' } }],
      sessions: [{}],
    })
    const status = { phase: 'Invalid', conditions: [{ status: 'False', message: 'no such addon' }] }
    const rows = sessionRows(storage, [unused, configuration('x', spec, { status })])
    expect(rows).toMatchObject([
      {
        namespace: 'demo',
        name: 'x',
        session: 'full',
        schedule: '0 3 * * *',
        target: 'StatefulSet demo/sample',
        invokerKind: 'BackupConfiguration',
        tasks: ['logical-backup', 'manifest-backup'],
        repositories: [{ namespace: 'demo', name: 'a' }],
        storage,
        retentionPolicies: [{ namespace: 'stash', name: 'keep' }],
        paused: true,
        phase: 'Invalid',
        problems: ['no such addon'],
      },
      { session: 'again', tasks: [] },
    ])
    expect(new Set(rows.map(({ key }) => key)).size).toBe(2)
  })
})

describe('storageDetail', () => {
  const live = (status: object = {}, metadata: object = {}): Manifest => {
    const manifest = caseOf('s3-existing-secret').manifests.at(-1) as Manifest
    return { ...manifest, metadata: { ...manifest.metadata, ...metadata }, status } as Manifest
  }

  it("shows the deletion policy's title, the Secret, the backend and the conditions", () => {
    const condition = {
      type: 'BackendInitialized',
      status: 'True',
      reason: 'Done',
      message: 'it is',
      lastTransitionTime: '2026-11-01T00:00:00Z',
    }
    const detail = storageDetail(live({ conditions: [condition] }, { uid: 'made-up' }))
    expect(detail).toMatchObject({
      uid: 'made-up',
      isDefault: false,
      deletionPolicy: 'Delete',
      deletionPolicyTitle: expect.stringMatching(/^Delete \(/) as string,
      secretName: 's3-secret',
      conditions: [{ type: 'BackendInitialized', status: 'True', message: 'it is', since: '2026-11-01T00:00:00Z' }],
    })
    expect(detail.backend.map(({ title }) => title)).toContain('Bucket')
  })

  it("shows the usage policy and the security context with the form's titles", () => {
    const { settings } = storageDetail(live())
    const said = Object.fromEntries(settings.map(({ title, value }) => [title, value]))
    expect(said).toMatchObject({
      'Allowed Namespaces': 'Namespaces selected by labels',
      'Match Labels': 'team: platform',
      'Match Expressions': 'environment In production, staging',
    })
    const scratch = storageDetail(caseOf('local-nfs').manifests.at(-1) as Manifest)
    expect(scratch.settings.map(({ title }) => title)).toContain('File System Group')
    expect(scratch.backend.find(({ title }) => title === 'Volume')?.value).toBe('NFS')
  })

  it("hides kubectl's copy of the object and the values of credentials", () => {
    const detail = storageDetail(
      live({}, { annotations: { 'kubectl.kubernetes.io/last-applied-configuration': '{}', note: 'x' } }),
    )
    expect(detail.annotations).toEqual({ note: 'x' })
    const whole = storageDetail(caseOf('azure-guide').manifests.at(-1) as Manifest)
    expect(whole.backend.map(({ title }) => title)).not.toContain('Account Key')
  })
})

it('accepts arbitrary objects without throwing', () => {
  const manifest = fc.record({
    apiVersion: fc.string(),
    kind: fc.string(),
    metadata: fc.dictionary(fc.constantFrom('name', 'namespace', 'labels', 'annotations'), fc.jsonValue()),
    spec: fc.oneof(
      fc.jsonValue(),
      fc.dictionary(fc.constantFrom('storageRef', 'backends', 'sessions', 'target', 'storage'), fc.jsonValue()),
    ),
    status: fc.jsonValue(),
  }) as fc.Arbitrary<Manifest>
  check(
    fc.property(fc.array(manifest, { maxLength: 4 }), (manifests) => {
      repositoryRows(storage, manifests, manifests)
      sessionRows(storage, manifests)
      for (const one of manifests) storageDetail(one)
    }),
    300,
  )
})
