import { describe, expect, it } from 'vitest'
import type { ObjectReference, SubmitOptions } from 'backupstorage-forms/cluster'
import { type Manifest } from 'backupstorage-forms/core'
import { type SubmitClient, SubmitError, dryRun, submitManifests } from 'backupstorage-forms/cluster'

function manifest(kind: string): Manifest {
  return { apiVersion: 'v1', kind, metadata: { name: 'x', namespace: 'demo' }, stringData: { K: 'made-up-value' } }
}

class Refused extends Error {
  readonly status: number
  readonly reason: string | undefined
  constructor(message: string, status: number, reason?: string) {
    super(message)
    this.status = status
    this.reason = reason
  }
}

/** Returns a client that logs its calls; `fail` returns the error of a step. */
function scripted(fail: (step: string) => unknown = () => undefined): { client: SubmitClient; log: string[] } {
  const log: string[] = []
  const step = (name: string): void => {
    log.push(name)
    const error = fail(name)
    if (error !== undefined) throw error
  }
  const unused = (): never => {
    throw new Error('not needed for a submit')
  }
  const client: SubmitClient = {
    get: unused,
    update: unused,
    patch: unused,
    async create(object, options) {
      step(`${options?.dryRun === true ? 'check' : 'create'} ${object.kind}`)
      return { ...object, metadata: { ...object.metadata, uid: `uid-${object.kind}` } }
    },
    async delete(object) {
      step(`delete ${object.kind}`)
    },
  }
  return { client, log }
}

async function failure(submit: Promise<unknown>): Promise<unknown> {
  return submit.then(
    () => undefined,
    (error: unknown) => error,
  )
}

async function submitFailure(submit: Promise<unknown>): Promise<SubmitError> {
  const error = await failure(submit)
  expect(error).toBeInstanceOf(SubmitError)
  return error as SubmitError
}

const both = [manifest('First'), manifest('Second')]
const checks = ['check First', 'check Second']

describe('submitManifests', () => {
  it('dry-runs everything, then creates in the given order, and reports each step', async () => {
    const { client, log } = scripted()
    const steps: string[] = []
    const kept = await submitManifests(client, both, {
      onProgress: ({ phase, object }) => steps.push(`${phase} ${object.kind} ${object.namespace}/${object.name}`),
    })
    expect(log).toEqual([...checks, 'create First', 'create Second'])
    expect(steps).toEqual(log.map((line) => `${line} demo/x`))
    expect(kept.map(({ metadata }) => metadata.uid)).toEqual(['uid-First', 'uid-Second'])
  })

  it('creates nothing if a dry run fails', async () => {
    const cause = new Refused('The server refused it.', 422)
    const { client, log } = scripted((step) => (step === 'check Second' ? cause : undefined))
    const error = await submitFailure(submitManifests(client, both))
    expect(error).toMatchObject({ message: 'The server refused it.', cause, left: [], uncertain: [] })
    expect(log).toEqual(checks)
  })

  it('deletes only its own objects, last first, if a later create fails', async () => {
    const three = [...both, manifest('Third')]
    const { client, log } = scripted((step) => (step === 'create Third' ? new Refused('Denied.', 403) : undefined))
    const error = await failure(submitManifests(client, three))
    expect(log.slice(3)).toEqual(['create First', 'create Second', 'create Third', 'delete Second', 'delete First'])
    expect(error).toMatchObject({
      message: 'Denied. Created, then deleted: First demo/x, Second demo/x.',
      left: [],
    })
  })

  it('never deletes an existing object', async () => {
    const { client, log } = scripted((step) => (step === 'create First' ? new Refused('It exists.', 409) : undefined))
    expect(await failure(submitManifests(client, both))).toMatchObject({
      message: 'It exists.',
      left: [],
      uncertain: [],
      clash: { type: 'exists', object: { kind: 'First' } },
    })
    expect(log).toEqual([...checks, 'create First'])
  })

  it('names the objects it could not delete', async () => {
    const { client } = scripted((step) =>
      step === 'create Second' ? new Refused('Denied.', 403) : step === 'delete First' ? new Error('no') : undefined,
    )
    const error = await failure(submitManifests(client, both))
    expect(error).toMatchObject({
      left: [{ apiVersion: 'v1', kind: 'First', namespace: 'demo', name: 'x' }],
      message: "Denied. Created, but couldn't be deleted: First demo/x. The next submit uses it.",
    })
    expect(String(error)).not.toContain('made-up-value')
  })

  it('treats a missing object as deleted', async () => {
    const { client } = scripted((step) =>
      step === 'create Second'
        ? new Refused('Denied.', 403)
        : step === 'delete First'
          ? new Refused('gone', 404)
          : undefined,
    )
    expect(await failure(submitManifests(client, both))).toMatchObject({ left: [] })
  })

  it('stops between steps when aborted, cleans up, and rejects with the reason', async () => {
    for (const [at, expected] of [
      ['check First', ['check First']],
      ['create First', [...checks, 'create First', 'delete First']],
      ['create Second', [...checks, 'create First', 'create Second', 'delete Second', 'delete First']],
    ] as const) {
      const controller = new AbortController()
      const reason = new Error('stop')
      const { client, log } = scripted((step) => {
        if (step === at) controller.abort(reason)
      })
      expect(await failure(submitManifests(client, both, { signal: controller.signal }))).toBe(reason)
      expect(log).toEqual(expected)
    }
  })

  it('names the remaining objects if it was aborted and could not clean up', async () => {
    const controller = new AbortController()
    const { client } = scripted((step) => {
      if (step === 'create First') controller.abort()
      return step === 'delete First' ? new Error('no') : undefined
    })
    const error = await submitFailure(submitManifests(client, both, { signal: controller.signal }))
    expect(error).toMatchObject({ left: [{ kind: 'First' }], cause: controller.signal.reason })
  })
})

// A small cluster: objects by name, with versions and owners. `lose` drops the response of a call, before or after the
// cluster has carried it out.

const secret: Manifest = {
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'alpha-cred', namespace: 'demo' },
  type: 'Opaque',
  stringData: { KEY: 'made-up-value' },
}
const storage: Manifest = {
  apiVersion: 'storage.kubestash.com/v1alpha1',
  kind: 'BackupStorage',
  metadata: { name: 'alpha', namespace: 'demo' },
  spec: { storage: { provider: 'local' } },
}
const pair = [secret, storage]

type Lost = 'before' | 'after' | undefined

class Cluster {
  readonly objects = new Map<string, Manifest>()
  readonly log: string[] = []
  lose: (step: string) => Lost = () => undefined
  refuse: (step: string) => Error | undefined = () => undefined
  #version = 40

  keyOf = ({ kind, name }: Pick<ObjectReference, 'kind' | 'name'>): string => `${kind} ${name}`

  /** Adds an object that someone else created long ago. */
  seed(object: Manifest, by = 'kubectl', created = '2020-01-01T00:00:00Z'): Manifest {
    const version = String(++this.#version)
    const metadata = {
      ...object.metadata,
      uid: `uid-${version}`,
      resourceVersion: version,
      creationTimestamp: created,
      managedFields: [{ manager: by, operation: 'Update' }],
    }
    const kept = { ...object, metadata }
    this.objects.set(this.keyOf({ kind: object.kind, name: String(object.metadata['name']) }), kept)
    return kept
  }

  async #step<T>(verb: string, kind: string, dryRun: boolean | undefined, act: () => T): Promise<T> {
    const step = `${dryRun === true ? 'check ' : ''}${verb} ${kind}`
    this.log.push(step)
    const refusal = this.refuse(step)
    if (refusal) throw refusal
    const lost = this.lose(step)
    if (lost === 'before') throw new Error('No answer came.')
    const result = act()
    if (lost === 'after') throw new Error('No answer came.')
    return result
  }

  #find(reference: Pick<ObjectReference, 'kind' | 'name'>): Manifest {
    const found = this.objects.get(this.keyOf(reference))
    if (!found) throw new Refused('It is not there.', 404, 'NotFound')
    return found
  }

  client: SubmitClient = {
    get: (reference) => this.#step('get', reference.kind, false, () => this.#find(reference)),
    create: (object, options) =>
      this.#step('create', object.kind, options?.dryRun, () => {
        const name = String(object.metadata['name'])
        if (this.objects.has(this.keyOf({ kind: object.kind, name }))) {
          throw new Refused('It is there already.', 409, 'AlreadyExists')
        }
        if (options?.dryRun === true) return object
        return this.seed(object, 'backupstorage-forms', new Date().toISOString())
      }),
    update: (object, options) =>
      this.#step('update', object.kind, options?.dryRun, () => {
        const present = this.#find({ kind: object.kind, name: String(object.metadata['name']) })
        if (present.metadata['resourceVersion'] !== object.metadata['resourceVersion']) {
          throw new Refused('It was changed.', 409, 'Conflict')
        }
        return options?.dryRun === true ? object : this.seed(object, 'backupstorage-forms')
      }),
    patch: (reference, changes, options) =>
      this.#step('patch', reference.kind, options?.dryRun, () => {
        const present = this.#find(reference)
        const { stringData } = changes as { stringData: Record<string, string> }
        const merged = { ...present, stringData: { ...(present['stringData'] as object), ...stringData } }
        return options?.dryRun === true ? merged : this.seed(merged, 'backupstorage-forms')
      }),
    delete: (reference, { preconditions } = {}) =>
      this.#step('delete', reference.kind, false, () => {
        const { uid } = this.#find(reference).metadata
        if (preconditions?.uid !== undefined && preconditions.uid !== uid) {
          throw new Refused('It is another object.', 409, 'Conflict')
        }
        this.objects.delete(this.keyOf(reference))
      }),
  }

  submit(manifests = pair, options: SubmitOptions = {}): Promise<Manifest[]> {
    return submitManifests(this.client, manifests, options)
  }

  /** The writes, without dry runs. */
  get writes(): string[] {
    return this.log.filter((step) => !/^(?:check|get)/.test(step))
  }
}

describe('an existing Secret', () => {
  const other: Manifest = { ...secret, stringData: { KEY: 'made-up-old', OTHER: 'made-up-other' } }

  it('stops the submit before anything is written, and is named in the error', async () => {
    const cluster = new Cluster()
    cluster.seed(other)
    const error = await submitFailure(cluster.submit())
    const object = { apiVersion: 'v1', kind: 'Secret', namespace: 'demo', name: 'alpha-cred' }
    expect(error.clash).toEqual({ type: 'exists', object })
    expect(cluster.writes).toEqual([])
    expect(await dryRun(cluster.client, pair)).toMatchObject({
      refusals: [{ clash: { type: 'exists', object } }],
    })
  })

  it('gets the new values if requested, and keeps its other keys', async () => {
    const cluster = new Cluster()
    cluster.seed(other)
    await cluster.submit(pair, { secrets: 'replace' })
    expect(cluster.objects.get('Secret alpha-cred')).toMatchObject({
      stringData: { KEY: 'made-up-value', OTHER: 'made-up-other' },
    })
    expect(cluster.writes).toEqual(['patch Secret', 'create BackupStorage'])
  })

  it('is created if missing, even if a replacement was requested', async () => {
    const cluster = new Cluster()
    await cluster.submit(pair, { secrets: 'replace' })
    expect(cluster.writes).toEqual(['create Secret', 'create BackupStorage'])
  })

  it('is kept when the storage fails, and the error says that its old values are lost', async () => {
    const cluster = new Cluster()
    cluster.seed(other)
    cluster.refuse = (step) => (step === 'create BackupStorage' ? new Refused('Denied.', 403) : undefined)
    const error = await submitFailure(cluster.submit(pair, { secrets: 'replace' }))
    expect(error.message).toBe(
      "Denied. Values already replaced: Secret demo/alpha-cred. The old values can't be restored.",
    )
    expect(error.replaced).toMatchObject([{ name: 'alpha-cred' }])
    expect(cluster.objects.has('Secret alpha-cred')).toBe(true)
  })

  it('is reported as replaced if the submit was aborted afterwards', async () => {
    const cluster = new Cluster()
    cluster.seed(other)
    const controller = new AbortController()
    cluster.refuse = (step) => {
      if (step === 'patch Secret') controller.abort()
      return undefined
    }
    const error = await submitFailure(cluster.submit(pair, { secrets: 'replace', signal: controller.signal }))
    expect(error.replaced).toHaveLength(1)
  })
})

describe('cleanup', () => {
  it('keeps an object that someone else created in the meantime', async () => {
    const cluster = new Cluster()
    cluster.refuse = (step) => {
      if (step !== 'create BackupStorage') return undefined
      cluster.seed({ ...secret, stringData: { KEY: 'made-up-theirs' } })
      return new Refused('Denied.', 403)
    }
    const error = await submitFailure(cluster.submit())
    expect(error.left).toEqual([])
    expect(cluster.objects.get('Secret alpha-cred')).toMatchObject({ stringData: { KEY: 'made-up-theirs' } })
  })
})

describe('a lost response', () => {
  it('succeeds if the object was created', async () => {
    for (const step of ['create Secret', 'create BackupStorage']) {
      const cluster = new Cluster()
      cluster.lose = (one) => (one === step ? 'after' : undefined)
      const kept = await cluster.submit()
      expect(kept.map(({ metadata }) => metadata['uid'])).toEqual(['uid-41', 'uid-42'])
      expect(cluster.writes).toEqual(['create Secret', 'create BackupStorage'])
    }
  })

  it("leaves nothing uncertain if the object wasn't created, and cleans up", async () => {
    const cluster = new Cluster()
    cluster.lose = (step) => (step === 'create BackupStorage' ? 'before' : undefined)
    const error = await submitFailure(cluster.submit())
    expect(error).toMatchObject({ uncertain: [], left: [] })
    expect(error.message).toContain(
      'Not written (verified): BackupStorage demo/alpha. Submit again; nothing is created twice.',
    )
    expect([...cluster.objects.keys()]).toEqual([])
  })

  it("keeps the Secret while the storage's fate is unknown, and the next try creates nothing twice", async () => {
    for (const happened of ['before', 'after'] as const) {
      const cluster = new Cluster()
      cluster.lose = (step) =>
        step === 'create BackupStorage' ? happened : step === 'get BackupStorage' ? 'before' : undefined
      const error = await submitFailure(cluster.submit())
      expect(error).toMatchObject({ left: [{ kind: 'Secret' }], uncertain: [{ kind: 'BackupStorage' }] })
      expect(error.message).toContain('whether this was written: BackupStorage demo/alpha.')
      cluster.lose = () => undefined
      const kept = await cluster.submit(pair, { retryOf: error })
      expect(kept).toMatchObject([{ kind: 'Secret' }, { kind: 'BackupStorage', spec: storage['spec'] }])
      expect(cluster.writes.filter((step) => step.startsWith('create'))).toHaveLength(happened === 'after' ? 2 : 3)
      expect(cluster.objects.size).toBe(2)
    }
  })

  it('is remembered over several tries without any response', async () => {
    const cluster = new Cluster()
    cluster.lose = (step) => (step === 'create Secret' ? 'after' : step === 'get Secret' ? 'before' : undefined)
    let error = await submitFailure(cluster.submit())
    cluster.lose = () => 'before'
    error = await submitFailure(cluster.submit(pair, { retryOf: error }))
    expect(error.uncertain).toMatchObject([{ kind: 'Secret' }])
    cluster.lose = () => undefined
    const changed = [{ ...secret, stringData: { KEY: 'made-up-corrected' } }, storage]
    await cluster.submit(changed, { retryOf: error })
    expect(cluster.objects.get('Secret alpha-cred')).toMatchObject({ stringData: { KEY: 'made-up-corrected' } })
  })

  it("doesn't make the next try adopt an older object of someone else", async () => {
    const cluster = new Cluster()
    cluster.lose = (step) => (/(?:create|get) Secret$/.test(step) && !step.startsWith('check') ? 'before' : undefined)
    const error = await submitFailure(cluster.submit())
    cluster.lose = () => undefined
    cluster.seed({ ...secret, stringData: { KEY: 'made-up-theirs' } })
    const again = await submitFailure(cluster.submit(pair, { retryOf: error }))
    expect(again.clash).toMatchObject({ type: 'exists' })
    expect(cluster.objects.get('Secret alpha-cred')).toMatchObject({ stringData: { KEY: 'made-up-theirs' } })
  })

  it('lets the next try clean up what the previous one created', async () => {
    const cluster = new Cluster()
    cluster.lose = (step) => (step === 'create Secret' ? 'after' : step === 'get Secret' ? 'before' : undefined)
    const error = await submitFailure(cluster.submit())
    cluster.lose = () => undefined
    cluster.refuse = (step) => (step === 'check create BackupStorage' ? new Refused('Denied.', 403) : undefined)
    await submitFailure(cluster.submit(pair, { retryOf: error }))
    expect(cluster.objects.size).toBe(0)
  })
})

describe('a write that the browser sends twice', () => {
  /** Creates the object as the first request would, and rejects the second because it exists. */
  function sendTwice(cluster: Cluster, object: Manifest, by: string): void {
    const step = `create ${object.kind}`
    cluster.refuse = (one) => {
      if (one !== step) return undefined
      cluster.seed(object, by, new Date().toISOString())
      return new Refused('It is there already.', 409, 'AlreadyExists')
    }
  }

  it.each([secret, storage])('succeeds: $kind', async (object) => {
    const cluster = new Cluster()
    sendTwice(cluster, object, 'backupstorage-forms')
    expect(await cluster.submit()).toHaveLength(2)
    expect([...cluster.objects.keys()].sort()).toEqual(['BackupStorage alpha', 'Secret alpha-cred'])
  })

  it('is undone with everything before it if a later write fails', async () => {
    const cluster = new Cluster()
    cluster.refuse = (one) => {
      if (one === 'create BackupStorage') return new Refused('Denied.', 403)
      if (one !== 'create Secret') return undefined
      cluster.seed(secret, 'backupstorage-forms', new Date().toISOString())
      return new Refused('It is there already.', 409, 'AlreadyExists')
    }
    await submitFailure(cluster.submit())
    expect(cluster.objects.size).toBe(0)
  })

  it('is distinguished from an object that someone else created first', async () => {
    const cluster = new Cluster()
    sendTwice(cluster, secret, 'kubectl')
    expect((await submitFailure(cluster.submit())).clash).toMatchObject({ type: 'exists' })
    expect(cluster.objects.has('Secret alpha-cred')).toBe(true)
  })

  it('succeeds for an update of a storage', async () => {
    const cluster = new Cluster()
    const live = cluster.seed(storage)
    const changed = { ...live, spec: { storage: { provider: 'local' }, deletionPolicy: 'WipeOut' } }
    cluster.refuse = (one) => {
      if (one !== 'update BackupStorage') return undefined
      cluster.seed(changed, 'backupstorage-forms')
      return new Refused('It was changed.', 409, 'Conflict')
    }
    expect(await cluster.submit([changed], { editing: live })).toMatchObject([{ spec: { deletionPolicy: 'WipeOut' } }])
  })
})

describe('an object that is being deleted', () => {
  const deletionTimestamp = '2026-11-25T00:00:00Z'
  const leaving = (one: Manifest): Manifest => ({ ...one, metadata: { ...one.metadata, deletionTimestamp } })
  const said = (one: Manifest): string =>
    `${one.kind} demo/${String(one.metadata.name)} is being deleted. Wait until it is gone, then submit again.`

  it.each([secret, storage])('keeps its name taken: $kind', async (one) => {
    const cluster = new Cluster()
    cluster.seed(leaving(one))
    const error = await submitFailure(cluster.submit())
    expect(error.message).toBe(said(one))
    expect(error.clash).toMatchObject({ type: 'deleting', object: { kind: one.kind } })
    expect(cluster.writes).toEqual([])
    const { refusals } = await dryRun(cluster.client, pair)
    expect(refusals).toMatchObject([{ error: { message: said(one) }, clash: { type: 'deleting' } }])
  })

  it('is not changed', async () => {
    const cluster = new Cluster()
    const live = cluster.seed(leaving(storage))
    const changed = { ...live, spec: { storage: { provider: 'local' }, deletionPolicy: 'WipeOut' } }
    expect((await submitFailure(cluster.submit([changed], { editing: live }))).message).toBe(said(storage))
    const secretMeanwhile = cluster.seed(leaving(secret))
    const error = await submitFailure(cluster.submit([secret, changed], { editing: live, secrets: 'replace' }))
    expect(error.message).toBe(said(secretMeanwhile))
    expect(cluster.writes).toEqual([])
  })

  it('is found even if the deletion comes after the dry run', async () => {
    const cluster = new Cluster()
    cluster.refuse = (step) => {
      if (step !== 'create BackupStorage') return undefined
      cluster.seed(leaving(storage))
      return new Refused('It is there already.', 409, 'AlreadyExists')
    }
    const error = await submitFailure(cluster.submit())
    expect(error.message).toBe(
      'BackupStorage demo/alpha is being deleted. Created, then deleted: Secret demo/alpha-cred. Wait until it is gone, then submit again.',
    )
  })

  it('counts as existing if it may not be read', async () => {
    const cluster = new Cluster()
    cluster.seed(leaving(secret))
    cluster.refuse = (step) => (step === 'get Secret' ? new Refused('Denied.', 403) : undefined)
    expect((await submitFailure(cluster.submit())).clash).toMatchObject({ type: 'exists' })
  })
})

describe('an edited storage', () => {
  function edited(cluster: Cluster): { live: Manifest; changed: Manifest } {
    const live = cluster.seed(storage)
    return { live, changed: { ...live, spec: { storage: { provider: 'local' }, deletionPolicy: 'WipeOut' } } }
  }

  it('replaces the live one, after the Secret', async () => {
    const cluster = new Cluster()
    cluster.seed(secret)
    const { live, changed } = edited(cluster)
    await cluster.submit([secret, changed], { editing: live, secrets: 'replace' })
    expect(cluster.log).toEqual([
      'check patch Secret',
      'check update BackupStorage',
      'patch Secret',
      'update BackupStorage',
    ])
    expect(cluster.objects.get('BackupStorage alpha')).toMatchObject({ spec: { deletionPolicy: 'WipeOut' } })
  })

  it('is left alone if someone changed it, and the error contains the live object', async () => {
    const cluster = new Cluster()
    const { live, changed } = edited(cluster)
    const theirs = cluster.seed({ ...live, spec: { storage: { provider: 'local' }, default: true } })
    const error = await submitFailure(cluster.submit([secret, changed], { editing: live }))
    expect(error.clash).toMatchObject({ type: 'changed', live: theirs })
    expect(cluster.writes).toEqual([])
    expect((await dryRun(cluster.client, [changed], { editing: live })).refusals).toMatchObject([
      { clash: { live: theirs } },
    ])
  })

  it('is written even if its status changed', async () => {
    const cluster = new Cluster()
    const { live, changed } = edited(cluster)
    cluster.seed({ ...live, status: { phase: 'Ready' } })
    expect((await dryRun(cluster.client, [changed], { editing: live })).refusals).toEqual([])
    await cluster.submit([changed], { editing: live })
    expect(cluster.objects.get('BackupStorage alpha')).toMatchObject({ spec: { deletionPolicy: 'WipeOut' } })
  })

  it('is verified after a lost response', async () => {
    for (const [happened, isThere] of [
      ['after', true],
      ['before', false],
    ] as const) {
      const cluster = new Cluster()
      const { live, changed } = edited(cluster)
      cluster.lose = (step) => (step === 'update BackupStorage' ? happened : undefined)
      const outcome = await failure(cluster.submit([changed], { editing: live }))
      if (isThere) expect(outcome).toBeUndefined()
      else expect(outcome).toMatchObject({ uncertain: [], message: expect.stringContaining('Not written (verified)') })
    }
  })

  it('is found by the next try if verifying failed, too', async () => {
    const cluster = new Cluster()
    const { live, changed } = edited(cluster)
    cluster.lose = (step) =>
      step === 'update BackupStorage' ? 'after' : step === 'get BackupStorage' ? 'before' : undefined
    const error = await submitFailure(cluster.submit([changed], { editing: live }))
    expect(error.uncertain).toHaveLength(1)
    cluster.lose = () => undefined
    await expect(cluster.submit([changed], { editing: live, retryOf: error })).resolves.toHaveLength(1)
  })

  it('has its new Secret removed if it fails', async () => {
    const cluster = new Cluster()
    const { live, changed } = edited(cluster)
    cluster.refuse = (step) => (step === 'update BackupStorage' ? new Refused('Denied.', 403) : undefined)
    await submitFailure(cluster.submit([secret, changed], { editing: live, secrets: 'replace' }))
    expect([...cluster.objects.keys()]).toEqual(['BackupStorage alpha'])
  })
})
