import { describe, expect, it } from 'vitest'
import { type SubmitClient, type Manifest, SubmitError, submitManifests } from 'backupstorage-forms/core'

function manifest(kind: string): Manifest {
  return { apiVersion: 'v1', kind, metadata: { name: 'x', namespace: 'demo' }, stringData: { K: 'made-up-value' } }
}

class Refused extends Error {
  readonly status: number
  constructor(message: string, status: number) {
    super(message)
    this.status = status
  }
}

/** A client that keeps a log of what it is asked; `fail` gives the error of a step. */
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

const both = [manifest('First'), manifest('Second')]
const checks = ['check First', 'check Second']

describe('submitManifests', () => {
  it('checks all, then creates in the order given, and reports each step', async () => {
    const { client, log } = scripted()
    const steps: string[] = []
    const kept = await submitManifests(client, both, {
      onProgress: ({ phase, object }) => steps.push(`${phase} ${object.kind} ${object.namespace}/${object.name}`),
    })
    expect(log).toEqual([...checks, 'create First', 'create Second'])
    expect(steps).toEqual(log.map((line) => `${line} demo/x`))
    expect(kept.map(({ metadata }) => metadata.uid)).toEqual(['uid-First', 'uid-Second'])
  })

  it('creates nothing when a check fails', async () => {
    const cause = new Refused('The server refused it.', 422)
    const { client, log } = scripted((step) => (step === 'check Second' ? cause : undefined))
    const error = await failure(submitManifests(client, both))
    expect(error).toBeInstanceOf(SubmitError)
    expect(error).toMatchObject({ message: 'The server refused it.', cause, left: [], uncertain: [] })
    expect(log).toEqual(checks)
  })

  it('deletes what it created when a later create fails, last first, and only that', async () => {
    const three = [...both, manifest('Third')]
    const { client, log } = scripted((step) => (step === 'create Third' ? new Refused('Denied.', 403) : undefined))
    const error = await failure(submitManifests(client, three))
    expect(log.slice(3)).toEqual(['create First', 'create Second', 'create Third', 'delete Second', 'delete First'])
    expect(error).toMatchObject({
      message: 'Denied. First demo/x, Second demo/x, created by this submit, were deleted again.',
      left: [],
    })
  })

  it('never deletes an object that was there before', async () => {
    const { client, log } = scripted((step) => (step === 'create First' ? new Refused('It exists.', 409) : undefined))
    expect(await failure(submitManifests(client, both))).toMatchObject({
      message: 'It exists.',
      left: [],
      uncertain: [],
    })
    expect(log).toEqual([...checks, 'create First'])
  })

  it('names what it could not delete again', async () => {
    const { client } = scripted((step) =>
      step === 'create Second' ? new Refused('Denied.', 403) : step === 'delete First' ? new Error('no') : undefined,
    )
    const error = await failure(submitManifests(client, both))
    expect(error).toMatchObject({
      left: [{ apiVersion: 'v1', kind: 'First', namespace: 'demo', name: 'x' }],
      message: 'Denied. First demo/x was created by this submit and could not be deleted again: delete by hand.',
    })
    expect(String(error)).not.toContain('made-up-value')
  })

  it('counts as undone what is gone already', async () => {
    const { client } = scripted((step) =>
      step === 'create Second'
        ? new Refused('Denied.', 403)
        : step === 'delete First'
          ? new Refused('gone', 404)
          : undefined,
    )
    expect(await failure(submitManifests(client, both))).toMatchObject({ left: [] })
  })

  it('says which object may exist when its create got no answer, and leaves it alone', async () => {
    const { client, log } = scripted((step) => (step === 'create Second' ? new Error('No answer.') : undefined))
    const error = await failure(submitManifests(client, both))
    expect(error).toMatchObject({ left: [], uncertain: [{ kind: 'Second' }] })
    expect(String(error)).toContain('Second demo/x may exist now: look before you submit again.')
    expect(log.slice(2)).toEqual(['create First', 'create Second', 'delete First'])
  })

  it('stops between steps when aborted, undoes, and rejects with the reason', async () => {
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

  it('says what is left when it was aborted and could not undo', async () => {
    const controller = new AbortController()
    const { client } = scripted((step) => {
      if (step === 'create First') controller.abort()
      return step === 'delete First' ? new Error('no') : undefined
    })
    const error = await failure(submitManifests(client, both, { signal: controller.signal }))
    expect(error).toBeInstanceOf(SubmitError)
    expect(error).toMatchObject({ left: [{ kind: 'First' }], cause: controller.signal.reason })
  })
})
