import 'backupstorage-forms/styles.css'
import { BackupStorageWizard } from 'backupstorage-forms'
import type { BackupStorageWizardProps } from 'backupstorage-forms'
import type { Manifest } from 'backupstorage-forms/core'
import type { SubmitClient } from 'backupstorage-forms/cluster'
import axe from 'axe-core'
import { describe, expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { caseOf } from '../fixtures/cases.ts'
import { inEditor, linesSeen, markup, paste } from './editorPage.ts'
import { fillConnections } from './moreOptions.ts'
import { waitFor } from '../waitFor.ts'

// The wizard's preview: an editor in sync with the form, and messages before and after Submit.

const { values, manifests } = caseOf('s3-new-secret')
const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' })
const seen = (): string => linesSeen().join('\n')

async function start(props: Partial<BackupStorageWizardProps> = {}): Promise<void> {
  await render(
    <main>
      <BackupStorageWizard defaultValues={values} {...props} />
    </main>,
  )
  await button('Preview').click()
  await waitFor(() => expect(seen()).toContain('kind: BackupStorage'))
}

/** Moves the cursor to the end of the line with the text, and types there. */
async function writeAt(line: string, text: string): Promise<void> {
  const found = [...inEditor('.cm-content').querySelectorAll('.cm-line')].findLast(
    ({ textContent }) => textContent === line,
  )
  if (!found) throw new Error(`There is no line ${line}.`)
  await userEvent.click(found)
  await userEvent.keyboard('{End}')
  paste(text)
}

/** Returns a client that stores nothing, and answers each call as configured. */
function clientOf(answers: Partial<SubmitClient>): SubmitClient {
  return {
    get: async () => ({ apiVersion: 'v1', kind: 'X', metadata: {} }),
    create: async (manifest) => manifest,
    delete: async () => undefined,
    update: async (manifest) => manifest,
    patch: async ({ apiVersion, kind }) => ({ apiVersion, kind, metadata: {} }),
    ...answers,
  }
}

describe('syncing the text and the form', () => {
  it('keeps comments and unmapped fields when the form changes the bucket', async () => {
    await start()
    await writeAt('kind: BackupStorage', ' # by hand')
    await writeAt('spec:', '\n  runtimeSettings:\n    pod:\n      priorityClassName: high')
    await button('Previous').click()
    await page.getByLabelText(/^Bucket/).fill('another-bucket')
    await button('Preview').click()
    await waitFor(() => expect(seen()).toContain('bucket: another-bucket'))
    expect(seen()).toContain('kind: BackupStorage # by hand')
    expect(seen()).toContain('      priorityClassName: high')
    await expect.element(page.getByText(/without a form field/)).toBeVisible()
  })

  it('shows edits of the text in the form, and submits the text', async () => {
    const submitted: Manifest[][] = []
    await start({ onSubmit: async (sent) => void submitted.push(sent) })
    await writeAt('metadata:', '\n  labels: {team: platform}\n  annotations: {note: by hand}')
    await button('Previous').click()
    await page.getByLabelText(/^Prefix/).fill('from-the-form')
    await button('Preview').click()
    await button('Submit').click()
    await waitFor(() => expect(submitted).toHaveLength(1))
    expect(submitted[0]).toMatchObject([
      { kind: 'Secret' },
      {
        kind: 'BackupStorage',
        metadata: { labels: { team: 'platform' }, annotations: { note: 'by hand' } },
        spec: { storage: { s3: { prefix: 'from-the-form' } } },
      },
    ])
  })

  it('keeps and marks an unreadable text, and asks what to do with it on going back', async () => {
    await start({ onSubmit: vi.fn() })
    await writeAt('spec:', ' [')
    await expect.element(page.getByRole('alert').first()).toHaveTextContent(/^The form needs valid text/)
    await button('JSON').click()
    await expect.element(page.getByText(/can't be converted to JSON/)).toBeVisible()
    expect(seen()).toContain('spec: [')
    await button('Previous').click()
    await expect.element(page.getByRole('dialog')).toBeVisible()
    await button('Keep text').click()
    await page.getByLabelText(/^Bucket/).fill('another-bucket')
    await button('Preview').click()
    await waitFor(() => expect(seen()).toContain('spec: ['))
    await button('Previous').click()
    await button('Discard text').click()
    await button('Preview').click()
    await button('YAML').click()
    await waitFor(() => expect(seen()).toContain('bucket: another-bucket'))
    expect(seen()).not.toContain('spec: [')
  })

  it('restores comments after JSON', async () => {
    await start()
    await writeAt('kind: BackupStorage', ' # by hand')
    await waitFor(() => expect(button('JSON').element().getAttribute('title')).toMatch(/^JSON has no comments/))
    await button('JSON').click()
    await waitFor(() => expect(seen()).toContain('"kind": "BackupStorage"'))
    await expect.element(page.getByText(/^Comments, anchors and aliases of the YAML are kept/)).toBeVisible()
    await button('YAML').click()
    await waitFor(() => expect(seen()).toContain('kind: BackupStorage # by hand'))
  })

  it('blocks the submit while the text has an error, and says so', async () => {
    const onSubmit = vi.fn(async () => undefined)
    await start({ onSubmit })
    await writeAt(`  deletionPolicy: ${values.deletionPolicy}`, 'Nothing')
    await button('Submit').click()
    await expect.element(page.getByText(/^Deletion Policy must be one of/).last()).toBeVisible()
    expect(onSubmit).not.toHaveBeenCalled()
  })

  it('compares the text with the form', async () => {
    await start()
    expect(button('Changes').query()).toBeNull()
    await writeAt('kind: BackupStorage', ' # by hand')
    await button('Changes').click()
    await expect.element(page.getByText('1 change')).toBeInTheDocument()
  })
})

describe('the summary above the text', () => {
  it('names what is created, where, who may use it, and the consequence of a deletion', async () => {
    await start()
    const facts = document.querySelector('.bsf-review')
    expect(facts?.textContent).toContain(`BackupStorage ${values.name}, Secret ${values.name}-storage-cred`)
    expect(facts?.textContent).toContain(`Bucket ${String(values.backend.spec['bucket'])}`)
    expect(facts?.textContent).toContain('Allowed Namespaces')
    expect(facts?.textContent).toMatch(/[Bb]ackups are/)
    await writeAt('kind: BackupStorage', ' # by hand')
    await writeAt(`      bucket: ${String(values.backend.spec['bucket'])}`, '-2')
    await waitFor(() => expect(facts?.textContent).toContain(`Bucket ${String(values.backend.spec['bucket'])}-2`))
  })
})

describe('the changes of a text', () => {
  it('include edits of fields of the form', async () => {
    await start()
    await writeAt(`      bucket: ${String(values.backend.spec['bucket'])}`, '-2')
    await button('Changes').click()
    await expect.element(page.getByText('1 change')).toBeVisible()
    await expect.element(page.getByText('− Before your edits')).toBeVisible()
    expect(page.getByText('No differences.').query()).toBeNull()
  })

  it('do not count an unknown field as kept', async () => {
    await start()
    await writeAt('  storage:', '\n    colour: blue')
    await expect.element(page.getByText(/^Unknown field spec\.storage\.colour/).last()).toBeVisible()
    expect(page.getByText(/without a form field is kept/).query()).toBeNull()
  })
})

describe('secrets', () => {
  const secret = String(values.backend.auth['AWS_SECRET_ACCESS_KEY'])
  /** Returns the page's markup, with the preview's shadow tree. */
  const shownMarkup = (): string =>
    document.documentElement.outerHTML + markup(document.querySelector('.bsf-preview') ?? document)

  it('are absent from the page while hidden, and optional in the download', async () => {
    await start()
    expect(shownMarkup()).not.toContain(secret)
    await writeAt('kind: BackupStorage', ' # by hand')
    expect(shownMarkup()).not.toContain(secret)
    const saved: Blob[] = []
    const create = vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
      saved.push(blob as Blob)
      return 'blob:made-up'
    })
    const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined)
    await button('Download').click()
    await button('Other ways to copy').click()
    await page.getByRole('menuitem', { name: 'Without the Secret' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Download' }).click()
    await button('Close').click()
    create.mockRestore()
    click.mockRestore()
    const [whole = '', bare = ''] = await Promise.all(saved.map((one) => one.text()))
    expect(whole).toContain(secret)
    expect(whole).toContain('# by hand')
    expect(bare).not.toContain('kind: Secret')
    expect(bare).toContain('kind: BackupStorage # by hand')
    await expect.element(page.getByText(`kubectl apply -f ${values.name}.yaml`)).toBeVisible()
    expect(shownMarkup()).not.toContain(secret)
    await button('Show secrets').click()
    await waitFor(() => expect(shownMarkup()).toContain(secret))
    await button('Previous').click()
    await button('Preview').click()
    await waitFor(() => expect(seen()).toContain('kind: BackupStorage'))
    expect(shownMarkup()).not.toContain(secret)
  })
})

describe('a preview with a client', () => {
  it('runs a dry run before the submit, and shows its messages at the affected lines', async () => {
    const asked: unknown[] = []
    const refusal = Object.assign(new Error('No.'), {
      object: { kind: 'BackupStorage' },
      causes: [
        { field: 'spec.storage.s3.bucket', message: 'Invalid value: "x": is not ours', reason: 'FieldValueInvalid' },
      ],
    })
    const client = clientOf({
      create: async (manifest, options) => {
        asked.push([manifest.kind, options?.dryRun])
        if (manifest.kind !== 'BackupStorage') return manifest
        throw refusal
      },
    })
    await start({ client })
    await expect.element(page.getByText('Dry run failed.')).toBeVisible()
    expect(asked).toEqual([
      ['Secret', true],
      ['BackupStorage', true],
    ])
    await button(/The cluster rejected Bucket: is not ours/).click()
    await waitFor(() => expect(inEditor('.cm-activeLine').textContent).toContain('bucket:'))
  })

  it('keeps its verdict when the format changes', async () => {
    const refusal = Object.assign(new Error('The namespace does not exist (404). Create it.'), {
      status: 404,
      object: { kind: 'BackupStorage' },
    })
    await start({ client: clientOf({ create: () => Promise.reject(refusal) }) })
    const verdict = page.getByRole('status').filter({ hasText: 'Dry run failed. The namespace does not exist (404)' })
    await expect.element(verdict).toBeVisible()
    await button('JSON').click()
    await waitFor(() => expect(seen()).toContain('"kind": "BackupStorage"'))
    await expect.element(verdict).toBeVisible()
    expect(page.getByText(/Ready to submit|Not checked/).query()).toBeNull()
  })

  it('shows an unavailable cluster once, and submits again', async () => {
    const summary = "Couldn't check BackupStorage: the server is unavailable (503)."
    const down = Object.assign(new Error(`${summary} Try again in a moment.`), { status: 503, summary, causes: [] })
    let isDown = true
    const client = clientOf({
      create: async (manifest) => {
        if (isDown) throw down
        return manifest
      },
    })
    await start({ client })
    await expect.element(page.getByRole('status').filter({ hasText: `Not checked. ${summary}` })).toBeVisible()
    expect(document.body.innerText.split('(503)')).toHaveLength(2)
    isDown = false
    await button('Try again').click()
    await expect.element(page.getByText(/^Ready to submit\. Dry run passed\./)).toBeVisible()
    isDown = true
    await button('Submit').click()
    await expect.element(page.getByRole('alert')).toHaveTextContent(/^Submit failed\. .*\(503\)/)
    expect(document.body.innerText.split('(503)')).toHaveLength(2)
    expect(page.getByText(/Dry run passed|Not checked/).query()).toBeNull()
    isDown = false
    await button('Submit again').click()
    await expect.element(page.getByText(/ created\.$/)).toBeVisible()
  })

  it.each([
    ['the missing Secret', { type: 'BackendSecretFound', message: 'secrets "x" not found' }, 'Edit credentials'],
    ['another problem', { type: 'BackendInitialized', message: 'no such host' }, 'Try again'],
  ])('offers the action that fixes %s, and leads to the storage', async (_name, condition, action) => {
    const status = { phase: 'NotReady', conditions: [{ ...condition, status: 'False' }] }
    const onEdit = vi.fn()
    const onCreateAnother = vi.fn()
    const onStepChange = vi.fn()
    const hrefFor = ({ name }: { name: string }): string => `#/storages/${name}`
    const client = clientOf({ get: async () => ({ ...(manifests.at(-1) as Manifest), status }) })
    await start({ client, onEdit, onCreateAnother, onStepChange, hrefFor, onDone: vi.fn() })
    await button('Submit').click()
    await expect.element(page.getByText(condition.message)).toBeVisible()
    await expect.element(button(action)).toBeVisible()
    expect(document.querySelectorAll('.bsf-status .bsf-button--primary')).toHaveLength(1)
    await expect
      .element(page.getByRole('link', { name: 'View storage' }))
      .toHaveAttribute('href', `#/storages/${values.name}`)
    expect(onStepChange.mock.calls.flat()).toEqual(['preview', 'waiting', 'done'])
    await button('Create another').click()
    expect(onCreateAnother).toHaveBeenCalledOnce()
    if (action === 'Edit credentials') {
      await button(action).click()
      expect(onEdit).toHaveBeenCalledWith(expect.objectContaining({ name: values.name }))
    }
  })

  it("creates both objects on Submit, and waits for the operator's status", async () => {
    const phases = ['', 'NotReady', 'Ready']
    const client = clientOf({
      get: async () => {
        const phase = phases.shift() ?? 'Ready'
        const conditions = [{ type: 'BackendInitialized', status: 'False', message: 'bucket not found' }]
        return { ...(manifests.at(-1) as Manifest), status: { phase, ...(phase === 'NotReady' ? { conditions } : {}) } }
      },
    })
    const onDone = vi.fn()
    await start({ client, onDone })
    await expect.element(page.getByText('Dry run passed.')).toBeVisible()
    await button('Submit').click()
    const storage = `BackupStorage ${values.namespace}/${values.name}`
    await expect.element(page.getByText(`${storage} created.`)).toBeVisible()
    await expect.element(page.getByRole('heading', { name: storage })).toHaveFocus()
    await expect.element(page.getByText('bucket not found')).toBeVisible()
    await expect.element(page.getByText(/^The storage is Ready/)).toBeVisible()
    await button('Done').click()
    expect(onDone).toHaveBeenCalledWith([
      expect.objectContaining({ kind: 'Secret' }),
      expect.objectContaining({ kind: 'BackupStorage' }),
    ])
  }, 20_000)

  it('keeps the text after a failed submit, and shows the error at its line until the next change', async () => {
    const refusal = Object.assign(new Error('It is taken.'), {
      reason: 'AlreadyExists',
      object: { kind: 'BackupStorage' },
    })
    await start({ onSubmit: () => Promise.reject(refusal) })
    await writeAt('kind: BackupStorage', ' # by hand')
    const before = seen()
    await button('Submit').click()
    await expect.element(page.getByRole('alert')).toHaveTextContent('Submit failed.')
    await expect.element(button(/^Name: It is taken|^It is taken/)).toBeVisible()
    expect(seen()).toBe(before)
    await expect.element(button('Submit')).toHaveFocus()
  })
})

describe.each(['light', 'dark'])('accessibility in %s mode', (scheme) => {
  it.each([1200, 400])('is ensured at %i px', async (width) => {
    document.documentElement.style.colorScheme = scheme
    document.documentElement.style.background = 'Canvas'
    await page.viewport(width, 800)
    await start({ client: clientOf({}), onCancel: vi.fn() })
    await writeAt('kind: BackupStorage', ' # by hand')
    await expect.element(button('Discard edits')).toBeVisible()
    const { violations } = await axe.run(document.body, { rules: { region: { enabled: false } } })
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width)
    document.documentElement.style.colorScheme = ''
  })
})

describe('editing a storage', () => {
  it('compares the changes with the cluster', async () => {
    const live = caseOf('s3-existing-secret').manifests.at(-1)
    await render(
      <main>
        <BackupStorageWizard mode="edit" editing={live} />
      </main>,
    )
    await fillConnections('7')
    await button('Preview').click()
    await expect.element(page.getByText('1 change', { exact: true })).toBeVisible()
    await expect.element(page.getByText('− In the cluster')).toBeVisible()
    await waitFor(() => expect(seen()).toContain('      maxConnections: 7'))
  })
})
