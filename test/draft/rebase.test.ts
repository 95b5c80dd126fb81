import type { DraftStore, Manifest } from 'backupstorage-forms/core'
import { createDraft, fromManifests, manifestsToApply } from 'backupstorage-forms/core'
import { describe, expect, it } from 'vitest'
import { caseOf } from '../fixtures/cases.ts'

const [stored] = caseOf('s3-existing-secret').manifests as [Manifest]

/** Returns a version of the live object, with some changes and the server's resource version. */
function version(resourceVersion: string, spec: object = {}, metadata: object = {}): Manifest {
  return {
    ...stored,
    metadata: {
      ...stored.metadata,
      uid: 'made-up-uid',
      generation: Number(resourceVersion),
      resourceVersion,
      ...metadata,
    },
    spec: { ...(stored['spec'] as object), ...spec },
    status: { phase: 'Ready' },
  } as Manifest
}

const read = version('41')
const pod = { runtimeSettings: { pod: { nodeSelector: { disk: 'ssd' } } } }

function draftOf(editing: Manifest = read): DraftStore {
  return createDraft({ editing, values: fromManifests([editing]).values })
}

/** Returns the manifests that a draft would send. */
function sent(draft: DraftStore): readonly Manifest[] {
  return draft.manifestText('yaml').manifests
}

describe('rebasing a draft', () => {
  it('compares a draft that edits no object as if it had been read from the live one', () => {
    const draft = createDraft({ values: fromManifests([read]).values })
    draft.change(['backend', 'spec', 'prefix'], 'mine')
    expect(draft.compareWithLive(version('42', { deletionPolicy: 'WipeOut' }))).toEqual({ changes: [], conflicts: [] })
    expect(draft.rebase(read)).toBe(true)
    expect(draft.context.editing).toBe(read)
    expect(draft.getState().values.backend.spec['prefix']).toBe('mine')
  })

  it("edits the new object, with the draft's changes and all new fields, even those unknown to the form", () => {
    const draft = draftOf()
    draft.change(['backend', 'spec', 'prefix'], 'mine')
    const live = version('42', { deletionPolicy: 'WipeOut', ...pod }, { labels: { team: 'b' } })
    expect(draft.compareWithLive(live)).toEqual({
      changes: [
        { title: 'Labels › team', before: undefined, after: 'b' },
        { title: 'Deletion Policy', before: 'Delete', after: 'WipeOut' },
        { title: 'spec.runtimeSettings.pod.nodeSelector.disk', before: undefined, after: 'ssd' },
      ],
      conflicts: [],
    })
    expect(draft.rebase(live)).toBe(true)
    expect(draft.context.editing).toBe(live)
    expect(sent(draft)).toMatchObject([
      {
        metadata: { resourceVersion: '42', labels: { team: 'b' } },
        spec: { deletionPolicy: 'WipeOut', storage: { s3: { prefix: 'mine' } }, ...pod },
      },
    ])
    expect(draft.isDirty()).toBe(true)
    draft.reset()
    expect(draft.isDirty()).toBe(false)
    expect(manifestsToApply(draft.getState().values, draft.context)).toMatchObject([{ spec: live['spec'] as object }])
  })

  it('keeps its own value in a conflict, unless the other one is selected', () => {
    const live = version('42', { deletionPolicy: 'WipeOut' }, { labels: { team: 'b' } })
    for (const [taken, team] of [
      [[], 'a'],
      [['/labels/team'], 'b'],
    ] as const) {
      const draft = draftOf()
      draft.change(['labels'], { team: 'a' })
      expect(draft.compareWithLive(live).conflicts).toEqual([
        {
          key: '/labels/team',
          title: 'Labels › team',
          mine: [{ title: 'Labels › team', value: 'a' }],
          theirs: [{ title: 'Labels › team', value: 'b' }],
        },
      ])
      draft.rebase(live, taken)
      expect(sent(draft)).toMatchObject([{ metadata: { labels: { team } } }])
    }
  })

  it("undoes its own changes without undoing the server's", () => {
    const draft = draftOf()
    draft.change(['backend', 'spec', 'prefix'], 'mine')
    draft.rebase(version('42', { deletionPolicy: 'WipeOut' }))
    draft.undo()
    expect(draft.isDirty()).toBe(false)
    expect(draft.getState().values.deletionPolicy).toBe('WipeOut')
    draft.redo()
    expect(draft.getState().values).toMatchObject({ deletionPolicy: 'WipeOut', backend: { spec: { prefix: 'mine' } } })
  })

  it("changes nothing if only the server's own fields changed", () => {
    const draft = draftOf()
    draft.change(['backend', 'spec', 'region'], '')
    const { values } = draft.getState()
    const live = version('42', {}, { managedFields: [{ manager: 'operator' }] })
    expect(draft.compareWithLive(live)).toEqual({ changes: [], conflicts: [] })
    draft.rebase(live)
    expect(draft.getState().values).toBe(values)
    expect(sent(draft)).toMatchObject([{ metadata: { resourceVersion: '42' } }])
  })

  it('ignores a block missing from the edited text unless the cluster has changed it', () => {
    const draft = draftOf()
    const azure = caseOf('azure-existing-secret').manifests.at(-1) as Manifest
    const live = version('42', {}, { managedFields: [{ manager: 'operator' }] })
    for (const spec of [azure['spec'] as object, { ...(read['spec'] as object), usagePolicy: undefined }]) {
      draft.editText(JSON.stringify({ ...read, spec }), 'json')
      expect(draft.compareWithLive(live).conflicts).toEqual([])
      expect(draft.rebase(live)).toBe(true)
      expect(draft.compareWithLive(live).conflicts).toEqual([])
    }
  })

  it('never exposes a credential', () => {
    const draft = draftOf()
    draft.change(['backend', 'credentials', 'source'], 'new')
    draft.change(['backend', 'auth'], { AWS_ACCESS_KEY_ID: 'made-up-id', AWS_SECRET_ACCESS_KEY: 'made-up-secret' })
    const other = caseOf('gcs-existing-secret').manifests.at(-1) as Manifest
    const comparison = draft.compareWithLive(version('42', other['spec'] as object))
    expect(comparison.conflicts).toMatchObject([{ key: '/backend' }])
    expect(JSON.stringify(comparison)).not.toMatch(/made-up-id|made-up-secret/)
  })
})

describe('rebasing an edited text', () => {
  const live = version('42', { deletionPolicy: 'WipeOut', ...pod })

  function edited(format: 'yaml' | 'json', change: (text: string) => string): DraftStore {
    const draft = draftOf()
    const { text } = draft.manifestText(format)
    draft.editText(change(text), format)
    return draft
  }

  it("keeps its comments and own fields, and adds the server's changes", () => {
    const draft = edited('yaml', (text) =>
      text
        .replace('kind: BackupStorage', 'kind: BackupStorage # by hand')
        .replace('spec:', 'spec:\n  runtimeSettings: {pod: {priorityClassName: high}}'),
    )
    expect(draft.compareWithLive(live)).toMatchObject({ conflicts: [] })
    draft.rebase(live)
    const { text, manifests } = draft.manifestText('yaml')
    expect(text).toContain('kind: BackupStorage # by hand')
    expect(manifests).toMatchObject([
      {
        metadata: { resourceVersion: '42' },
        spec: {
          deletionPolicy: 'WipeOut',
          runtimeSettings: { pod: { priorityClassName: 'high', nodeSelector: { disk: 'ssd' } } },
        },
      },
    ])
    draft.undo()
    expect(sent(draft)).toMatchObject([{ metadata: { resourceVersion: '42' }, spec: pod }])
  })

  it('supports JSON', () => {
    const draft = edited('json', (text) => text.replace('"spec": {', '"spec": {\n    "extra": "mine",'))
    draft.rebase(live)
    const { text, manifests } = draft.manifestText('json')
    expect(JSON.parse(text)).toEqual(manifests[0])
    expect(manifests).toMatchObject([{ spec: { extra: 'mine', deletionPolicy: 'WipeOut', ...pod } }])
  })

  it('keeps its own value of a field unknown to the form, unless the other one is selected', () => {
    const path = '/spec/runtimeSettings/pod/nodeSelector/disk'
    for (const [taken, disk] of [
      [[], 'hdd'],
      [[`#${path}`], 'ssd'],
    ] as const) {
      const draft = edited('yaml', (text) =>
        text.replace('spec:', 'spec:\n  runtimeSettings: {pod: {nodeSelector: {disk: hdd}}}'),
      )
      expect(draft.compareWithLive(live).conflicts).toMatchObject([{ key: `#${path}` }])
      draft.rebase(live, taken)
      expect(sent(draft)).toMatchObject([{ spec: { runtimeSettings: { pod: { nodeSelector: { disk } } } } }])
    }
  })

  it('does nothing if the text is unreadable', () => {
    const draft = edited('yaml', (text) => text.replace('spec:', 'spec: ['))
    const state = draft.getState()
    expect(draft.rebase(live)).toBe(false)
    expect(draft.getState()).toBe(state)
    expect(draft.context.editing).toBe(read)
  })
})

describe('updating the edited object through options', () => {
  it('is ignored while there are changes, because they are based on the earlier version', () => {
    const draft = draftOf()
    draft.setOptions({ editing: version('42', { deletionPolicy: 'WipeOut' }) })
    expect(draft.context.editing).toBe(read)
    draft.rebase(version('43', { deletionPolicy: 'WipeOut' }))
    draft.setOptions({ editing: read })
    expect(draft.context.editing).toMatchObject({ metadata: { resourceVersion: '43' } })
  })

  it('applies once the values are saved, and so does another object', () => {
    const draft = draftOf()
    draft.setOptions({ editing: read })
    draft.markSaved()
    draft.setOptions({ editing: read })
    const next = version('42')
    draft.setOptions({ editing: next })
    expect(draft.context.editing).toBe(next)
    const other = version('1', {}, { name: 'another', uid: 'another-uid' })
    draft.setOptions({ editing: other })
    expect(draft.context.editing).toBe(other)
    draft.setOptions({})
    expect(draft.context.editing).toBeUndefined()
  })
})
