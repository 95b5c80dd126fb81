import 'backupstorage-forms/styles.css'
import { BackupStorageWizard } from 'backupstorage-forms'
import type { BackupStorageWizardProps } from 'backupstorage-forms'
import type { Manifest } from 'backupstorage-forms/core'
import type { SubmitClient, WriteOptions } from 'backupstorage-forms/cluster'
import { describe, expect, it } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { caseOf } from '../fixtures/cases.ts'
import { fillConnections } from './moreOptions.ts'
import { waitFor } from '../waitFor.ts'

// In each state of the preview and the status step, the texts ask the user for one thing.

/** Everything that a text asks for. */
const instructions = {
  'choose about the Secret': /Choose below what to do with it\./,
  'review the changes': /Review the changes below\./,
  'choose another name': /choose another name\./,
  'reload and change again': /Reload it, then make your change again\./,
  'reload the list': /Reload the list\./,
  'reload the page': /Reload the page\./,
  'ask an administrator': /Ask an administrator/,
  'correct the value': /Correct (?:it|this|these), then try again\./,
  'fix the problem': /Fix the problem/,
  'submit again': /(?<!gone, then )[Ss]ubmit again/,
  'wait, then submit': /Wait until it is gone, then submit again\./,
  'try again': /(?<!Correct (?:it|this|these)), then try again\.|Try again/,
  'check first': /check before you try again/,
  'check the operator': /Check that it is running|Check its log/,
} satisfies Record<string, RegExp>

type Instruction = keyof typeof instructions

const { values } = caseOf('s3-new-secret')
const [stored] = caseOf('s3-existing-secret').manifests as [Manifest]
const secretName = `${values.name}-storage-cred`
const button = (name: string) => page.getByRole('button', { name, exact: true })

/** Returns an error like the client's: a message with advice, and its summary without. */
function refusal(status: number, reason: string, summary: string, advice: string, kind = 'BackupStorage'): Error {
  const parts = { status, reason, summary, causes: [], object: { kind } }
  return Object.assign(new Error(`${summary} ${advice}`), parts)
}

const secretExists = (): Error =>
  refusal(
    409,
    'AlreadyExists',
    `Secret demo/${secretName} already exists (409). Nothing was changed.`,
    'It may be in use, so choose another name.',
    'Secret',
  )
const storageExists = (): Error =>
  refusal(
    409,
    'AlreadyExists',
    'BackupStorage demo/s3-backup already exists (409). Nothing was changed.',
    'It may be in use, so choose another name.',
  )
const forbidden = (): Error =>
  refusal(
    403,
    'Forbidden',
    'You are not allowed to create BackupStorage demo/s3-backup (403).',
    'Ask an administrator for permission.',
  )
const invalid = (): Error =>
  refusal(
    422,
    'Invalid',
    'The server rejected BackupStorage demo/s3-backup (422): too long.',
    'Correct this, then try again.',
  )
const conflict = (): Error =>
  refusal(
    409,
    'Conflict',
    'BackupStorage demo/s3-backup was changed by someone else in the meantime (409).',
    'Reload it, then make your change again.',
  )
const noAnswer = (): Error =>
  refusal(
    0,
    'NoConnection',
    "Couldn't create BackupStorage demo/s3-backup: no response.",
    'Check the address and the connection. It may have been created: check before you try again.',
  )
const missing = (): Error =>
  refusal(404, 'NotFound', 'BackupStorage demo/s3-backup does not exist (404).', 'Reload the list.')

interface Answers {
  /** The errors of dry runs, by kind. */
  check?: Record<string, () => Error>
  /** The errors of writes, by kind; an error that is not thrown by all clients alike. */
  write?: Record<string, () => Error>
  /** The live objects, by kind. */
  live?: Record<string, object>
  /** The status after the write. */
  status?: object
}

function clusterWith({ check = {}, write = {}, live = {}, status }: Answers): SubmitClient {
  const answer = (manifest: { kind: string }, options: WriteOptions = {}): void => {
    const fail = (options.dryRun === true ? check : write)[manifest.kind]
    if (fail) throw fail()
  }
  let isWritten = false
  const send = async (manifest: Manifest, options?: WriteOptions): Promise<Manifest> => {
    answer(manifest, options)
    isWritten ||= options?.dryRun !== true
    return manifest
  }
  return {
    get: async ({ apiVersion, kind, name, namespace }) => {
      const found = live[kind] ?? (isWritten && status ? { status } : undefined)
      if (!found) throw missing()
      return { apiVersion, kind, metadata: { name, namespace }, ...found }
    },
    create: send,
    update: send,
    patch: async ({ apiVersion, kind, name, namespace }, _changes, options) =>
      send({ apiVersion, kind, metadata: { name, namespace } }, options),
    delete: async () => undefined,
  }
}

const version = (resourceVersion: string, more: object = {}): Manifest =>
  ({
    ...stored,
    ...more,
    metadata: { ...stored.metadata, uid: 'made-up-uid', resourceVersion },
  }) as Manifest
const theirs = version('42', { spec: { ...(stored['spec'] as object), deletionPolicy: 'WipeOut' } })
const recreated = { ...theirs, metadata: { ...theirs.metadata, uid: 'another-uid' } }
const deletionTimestamp = '2026-11-25T00:00:00Z'
const leaving = (kind: string): Record<string, object> => ({ [kind]: { metadata: { deletionTimestamp } } })

interface State {
  name: string
  answers: Answers
  asks: Instruction | undefined
  edits?: boolean
  submits?: boolean
}

const states: State[] = [
  { name: 'dry run: passed', answers: {}, asks: undefined },
  { name: 'dry run: the Secret exists', answers: { check: { Secret: secretExists } }, asks: 'choose about the Secret' },
  {
    name: 'dry run: the name is taken',
    answers: { check: { BackupStorage: storageExists } },
    asks: 'choose another name',
  },
  {
    name: 'dry run: both exist',
    answers: { check: { Secret: secretExists, BackupStorage: storageExists } },
    asks: 'choose another name',
  },
  { name: 'dry run: 403', answers: { check: { BackupStorage: forbidden } }, asks: 'ask an administrator' },
  {
    name: 'dry run: the Secret exists, and 403',
    answers: { check: { Secret: secretExists, BackupStorage: forbidden } },
    asks: 'ask an administrator',
  },
  { name: 'dry run: invalid', answers: { check: { BackupStorage: invalid } }, asks: 'correct the value' },
  {
    name: 'dry run: the Secret is being deleted',
    answers: { check: { Secret: secretExists }, live: leaving('Secret') },
    asks: 'wait, then submit',
  },
  {
    name: 'dry run: the storage is being deleted',
    answers: { check: { BackupStorage: storageExists }, live: leaving('BackupStorage') },
    asks: 'wait, then submit',
  },
  {
    name: 'dry run of an edit: changed by someone else',
    answers: { check: { BackupStorage: conflict }, live: { BackupStorage: theirs } },
    edits: true,
    asks: 'review the changes',
  },
  {
    name: 'dry run of an edit: deleted and created again',
    answers: { check: { BackupStorage: conflict }, live: { BackupStorage: recreated } },
    edits: true,
    asks: 'review the changes',
  },
  {
    name: 'dry run of an edit: deleted',
    answers: { check: { BackupStorage: missing } },
    edits: true,
    asks: 'reload the list',
  },
  {
    name: 'dry run of an edit: being deleted',
    answers: {
      check: { BackupStorage: conflict },
      live: { BackupStorage: { metadata: { ...theirs.metadata, deletionTimestamp } } },
    },
    edits: true,
    asks: 'wait, then submit',
  },
  {
    name: 'submit: the Secret exists',
    answers: { write: { Secret: secretExists }, live: { Secret: {} } },
    submits: true,
    asks: 'choose about the Secret',
  },
  {
    name: 'submit: the name is taken',
    answers: { write: { BackupStorage: storageExists }, live: { BackupStorage: {} } },
    submits: true,
    asks: 'choose another name',
  },
  {
    name: 'submit: 403',
    answers: { write: { BackupStorage: forbidden } },
    submits: true,
    asks: 'ask an administrator',
  },
  { name: 'submit: invalid', answers: { write: { BackupStorage: invalid } }, submits: true, asks: 'correct the value' },
  {
    name: 'submit: no answer, and nothing written',
    answers: { write: { BackupStorage: noAnswer } },
    submits: true,
    asks: 'submit again',
  },
  {
    name: 'submit: no answer, and the state is unknown',
    answers: { write: { BackupStorage: noAnswer }, live: { BackupStorage: {} } },
    submits: true,
    asks: 'submit again',
  },
  {
    name: 'submit of an edit: changed by someone else',
    answers: { write: { BackupStorage: conflict }, live: { BackupStorage: theirs } },
    edits: true,
    submits: true,
    asks: 'review the changes',
  },
  {
    name: 'submit: the storage is being deleted',
    answers: { write: { BackupStorage: storageExists }, live: leaving('BackupStorage') },
    submits: true,
    asks: 'wait, then submit',
  },
  { name: 'status: waiting', answers: { status: {} }, submits: true, asks: undefined },
  { name: 'status: Ready', answers: { status: { phase: 'Ready' } }, submits: true, asks: undefined },
  {
    name: 'status: NotReady, with a reason',
    answers: { status: { phase: 'NotReady', conditions: [{ type: 'X', status: 'False', message: 'no such bucket' }] } },
    submits: true,
    asks: 'try again',
  },
  {
    name: 'status: NotReady, without a reason',
    answers: { status: { phase: 'NotReady' } },
    submits: true,
    asks: 'check the operator',
  },
]

function shown(): string {
  return document.querySelector<HTMLElement>('.bsf-wizard')?.innerText ?? ''
}

function asked(): string[] {
  const text = shown()
  return Object.entries(instructions)
    .filter(([, pattern]) => pattern.test(text))
    .map(([name]) => name)
}

async function reach({ answers, edits = false, submits = false }: State): Promise<void> {
  const client = clusterWith(answers)
  const props: Partial<BackupStorageWizardProps> = edits
    ? { mode: 'edit', editing: version('41') }
    : { defaultValues: values }
  await render(
    <main>
      <BackupStorageWizard client={client} {...props} />
    </main>,
  )
  if (edits) await fillConnections('7')
  await button('Preview').click()
  await waitFor(() =>
    expect(shown()).toMatch(/Dry run passed|Dry run failed|already exists|has changed in the cluster/),
  )
  if (!submits) return
  await expect.element(page.getByText('Dry run passed.')).toBeVisible()
  await button('Submit').click()
  await waitFor(() =>
    expect(shown()).toMatch(/Submit failed\.| created\.| updated\.|already exists|has changed in the cluster/),
  )
}

describe('the user is asked for one thing', () => {
  it.each(states)('$name: $asks', async (state) => {
    await reach(state)
    await waitFor(() => expect(asked()).toEqual(state.asks === undefined ? [] : [state.asks]))
    // The list of errors follows after a moment, and must not ask for something else.
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(asked()).toEqual(state.asks === undefined ? [] : [state.asks])
  })
})
