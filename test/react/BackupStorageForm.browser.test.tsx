import 'backupstorage-forms/styles.css'
import { BackupStorageForm, BackupStorageWizard, useDraft, useUnsavedChanges } from 'backupstorage-forms'
import type { BackupStorageValues, Manifest } from 'backupstorage-forms/core'
import {
  builtinProviders,
  createDraft,
  defineProvider,
  duplicateValues,
  initialValues,
  normalizeValues,
  toManifests,
} from 'backupstorage-forms/core'
import type { WidgetProps } from '@rjsf/utils'
import { useState } from 'react'
import type { ReactElement } from 'react'
import { describe, expect, it, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { setAt } from '../../src/base/pointer.ts'
import { caseOf } from '../fixtures/cases.ts'
import { waitFor } from '../waitFor.ts'

const secret = 'made-up-secret-access-key/for+EXAMPLEKEY'

function latest(onChange: ReturnType<typeof vi.fn>): BackupStorageValues {
  return onChange.mock.lastCall?.[0] as BackupStorageValues
}

/** Pastes into the focused element; returns true if the browser is left to insert the text. */
function paste(text: string): boolean {
  const clipboardData = new DataTransfer()
  clipboardData.setData('text/plain', text)
  const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })
  return document.activeElement?.dispatchEvent(event) ?? true
}

describe('input', () => {
  it('reaches the host as values, with their diagnostics', async () => {
    const onChange = vi.fn()
    const screen = await render(<BackupStorageForm onChange={onChange} />)
    await screen.getByLabelText(/^Name\b/).fill('s3-backup')
    await screen.getByRole('button', { name: 'Expand More options' }).click()
    await screen.getByLabelText(/^Max Connections/).fill('0')
    expect(latest(onChange)).toMatchObject({ name: 's3-backup', backend: { spec: { maxConnections: 0 } } })
    const [, diagnostics] = onChange.mock.lastCall as [unknown, { path: string }[]]
    expect(diagnostics.map(({ path }) => path)).not.toContain('/name')
    expect(diagnostics.map(({ path }) => path)).toContain('/backend/spec/bucket')
  })

  it('that collides with another storage is reported at once, but not while it is typed', async () => {
    const { values, manifests } = caseOf('s3-new-secret')
    const original = setAt(values, ['backend', 'spec', 'prefix'], undefined)
    const existing = toManifests(original)
    const screen = await render(
      <BackupStorageForm defaultValues={duplicateValues(original, 'copy')} existing={[...existing, ...manifests]} />,
    )
    const prefix = screen.getByLabelText(/^Prefix/)
    await expect.element(prefix).toBeInvalid()
    await expect.element(screen.getByLabelText(/^Bucket/)).toBeValid()
    await prefix.fill('copy')
    await expect.element(prefix).toBeValid()
    const name = screen.getByLabelText(/^Name\b/)
    await name.fill(values.name)
    await expect.element(name).toBeValid()
    await userEvent.tab()
    await expect.element(name).toBeInvalid()
  })

  it("is kept if it isn't a number, and reported", async () => {
    const onChange = vi.fn()
    const screen = await render(<BackupStorageForm onChange={onChange} />)
    await screen.getByRole('button', { name: 'Expand More options' }).click()
    const field = screen.getByLabelText(/^Max Connections/)
    await field.fill('many')
    await userEvent.tab()
    await expect.element(field).toHaveValue('many')
    await expect.element(field).toBeInvalid()
    expect(latest(onChange).backend.spec['maxConnections']).toBe('many')
    await expect.element(screen.getByText('Max Connections must be a whole number, such as 5.').last()).toBeVisible()
  })

  it('is not reported before the user changes anything', async () => {
    const onChange = vi.fn()
    await render(<BackupStorageForm onChange={onChange} defaultValues={initialValues('local')} />)
    expect(onChange).not.toHaveBeenCalled()
  })

  it('is marked as invalid only after leaving the field, until it is fixed', async () => {
    const screen = await render(<BackupStorageForm />)
    const field = screen.getByLabelText(/^Bucket/)
    await field.fill('a/b')
    await expect.element(field).toBeValid()
    await userEvent.tab()
    await expect.element(field).toBeInvalid()
    await field.fill('ab')
    await expect.element(field).toBeValid()
  })

  it('re-renders only the edited field, in controlled forms as well', async () => {
    const rendered: string[] = []
    // All inputs of the theme record that they were rendered.
    const Counting = ({ id, value, onChange, onBlur }: WidgetProps): ReactElement => {
      rendered.push(id.replace(/^.*?__/, ''))
      return (
        <input
          id={id}
          value={(value as string | undefined) ?? ''}
          onChange={({ target }) => onChange(target.value)}
          onBlur={() => onBlur(id, undefined)}
        />
      )
    }
    const theme = {
      widgets: Object.fromEntries(['Text', 'Select', 'Checkbox', 'Radio'].map((n) => [`${n}Widget`, Counting])),
    }
    function Host(): ReactElement {
      const [values, setValues] = useState(() => caseOf('s3-new-secret').values)
      return <BackupStorageForm values={values} onChange={setValues} theme={theme} namespaces={['demo']} />
    }
    const screen = await render(<Host />)
    expect(new Set(rendered).size).toBeGreaterThan(12)
    const field = screen.getByLabelText(/^Prefix/)
    await field.click()
    rendered.length = 0
    await userEvent.keyboard('abc')
    expect(rendered).toEqual(Array(3).fill('backend_spec_prefix'))
  })

  it('updates only the edited field in the DOM', async () => {
    const screen = await render(<BackupStorageForm defaultValues={caseOf('s3-new-secret').values} />)
    const field = screen.getByLabelText(/^Prefix/)
    await field.click()
    await userEvent.keyboard('a')
    const changed = new Set<Node>()
    const observer = new MutationObserver((records) => records.forEach(({ target }) => changed.add(target)))
    observer.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true })
    await userEvent.keyboard('bc')
    await waitFor(() => expect(changed.size).toBeGreaterThan(0))
    observer.disconnect()
    expect([...changed]).toEqual([field.element()])
  })
})

describe('controlled values', () => {
  function Host(): ReactElement {
    const [values, setValues] = useState(() => initialValues('azure'))
    return (
      <>
        <BackupStorageForm values={values} onChange={setValues} />
        <button type="button" onClick={() => setValues(caseOf('gcs-existing-secret').values)}>
          load
        </button>
        <output>{JSON.stringify(values)}</output>
      </>
    )
  }
  it('report each change, and can be replaced', async () => {
    const screen = await render(<Host />)
    await screen.getByLabelText(/^Container/).fill('db-backups')
    await expect.element(screen.getByRole('status').first()).toHaveTextContent('"container":"db-backups"')
    await screen.getByRole('button', { name: 'load' }).click()
    await expect.element(screen.getByLabelText(/^Bucket/)).toHaveValue('my-backups')
    await expect.element(screen.getByLabelText(/^Secret Name/)).toHaveValue('gcs-secret')
  })
})

describe('host options', () => {
  it('can change later: a new provider can be selected, and the input is kept', async () => {
    const [first, ...rest] = builtinProviders
    const screen = await render(<BackupStorageForm providers={first ? [first] : []} />)
    await screen.getByLabelText(/^Name\b/).fill('typed before')
    await screen.rerender(<BackupStorageForm providers={first ? [first, ...rest] : rest} />)
    await screen.getByRole('radio', { name: rest[0]?.title ?? '', exact: true }).click()
    await expect.element(screen.getByLabelText(/^Container/)).toBeVisible()
    await expect.element(screen.getByLabelText(/^Name\b/)).toHaveValue('typed before')
  })
})

describe('switching', () => {
  const names = builtinProviders.map(({ name }) => name)
  const pairs = names.flatMap((from) => names.filter((to) => to !== from).map((to) => [from, to] as const))
  const filled = { s3: 's3-new-secret', azure: 'azure-guide', gcs: 'gcs-new-secret', local: 'local-nfs' }

  it.each(pairs)('from %s to %s and back restores all values, and leaks none', async (from, to) => {
    const onChange = vi.fn()
    const file = (filled as Record<string, string>)[from]
    const values = file === undefined ? initialValues(from) : caseOf(file).values
    const screen = await render(<BackupStorageForm defaultValues={values} onChange={onChange} />)
    const choose = (name: string): Promise<void> =>
      screen
        .getByRole('radio', { name: builtinProviders.find((one) => one.name === name)?.title ?? '', exact: true })
        .click()
    await choose(to)
    const other = latest(onChange)
    expect(normalizeValues(other).backend).toEqual(normalizeValues(initialValues(to)).backend)
    await choose(from)
    expect(latest(onChange)).toEqual(values)
  })

  const kinds = ['persistentVolumeClaim', 'nfs', 'hostPath']
  const kindPairs = kinds.flatMap((from) => kinds.filter((to) => to !== from).map((to) => [from, to] as const))
  const labels: Record<string, string> = {
    persistentVolumeClaim: 'Persistent Volume Claim',
    nfs: 'NFS',
    hostPath: 'Host Path',
  }
  const volumes: Record<string, object> = {
    persistentVolumeClaim: { claimName: 'backup-storage', readOnly: true },
    nfs: { server: 'nfs.example.com', path: '/exports/backups', readOnly: true },
    hostPath: { path: '/var/backups', type: 'Directory' },
  }
  it.each(kindPairs)('the volume from %s to %s and back keeps the two apart', async (from, to) => {
    const onChange = vi.fn()
    const { values } = caseOf('local-pvc')
    const volume = { [from]: volumes[from] }
    const backend = { ...values.backend, spec: { ...values.backend.spec, volume } }
    const screen = await render(<BackupStorageForm defaultValues={{ ...values, backend }} onChange={onChange} />)
    await screen.getByRole('radio', { name: labels[to] ?? '' }).click()
    expect(latest(onChange).backend.spec['volume']).toEqual({ [to]: {} })
    await screen.getByRole('radio', { name: labels[from] ?? '' }).click()
    expect(latest(onChange)).toEqual({ ...values, backend })
  })

  const sources = { new: 'New Secret', existing: 'Existing Secret', workloadIdentity: 'Workload identity' } as const
  const sourceNames = Object.keys(sources) as (keyof typeof sources)[]
  const sourcePairs = sourceNames.flatMap((from) =>
    sourceNames.filter((to) => to !== from).map((to) => [from, to] as const),
  )
  it.each(sourcePairs)('the source of credentials from %s to %s and back keeps the two apart', async (from, to) => {
    const onChange = vi.fn()
    const { values } = caseOf('s3-new-secret')
    const named = {
      new: { source: from },
      existing: { source: from, secretName: 's3-secret' },
      workloadIdentity: { source: from, serviceAccountName: 'bucket-user' },
    }[from]
    const start = { ...values, backend: { ...values.backend, credentials: named } }
    const screen = await render(<BackupStorageForm defaultValues={start} onChange={onChange} />)
    await screen.getByRole('radio', { name: sources[to] }).click()
    expect(latest(onChange).backend.credentials).toEqual({ source: to })
    const [, diagnostics] = onChange.mock.lastCall as [unknown, { path: string; severity: string }[]]
    const errors = diagnostics.filter(({ severity }) => severity === 'error')
    const asked = { new: [], existing: ['secretName'], workloadIdentity: ['serviceAccountName'] }[to]
    expect(errors.map(({ path }) => path)).toEqual(asked.map((key) => `/backend/credentials/${key}`))
    await screen.getByRole('radio', { name: sources[from] }).click()
    expect(latest(onChange)).toEqual(start)
  })

  it('the volume keeps the values of each type', async () => {
    const onChange = vi.fn()
    const { values } = caseOf('local-nfs')
    const screen = await render(<BackupStorageForm defaultValues={values} onChange={onChange} />)
    await screen.getByRole('radio', { name: 'Host Path' }).click()
    expect(latest(onChange).backend.spec['volume']).toEqual({ hostPath: {} })
    await screen.getByLabelText(/^Path/).fill('/var/backups')
    await screen.getByRole('radio', { name: 'NFS' }).click()
    expect(latest(onChange)).toEqual(values)
    await screen.getByRole('radio', { name: 'Host Path' }).click()
    expect(latest(onChange).backend.spec['volume']).toEqual({ hostPath: { path: '/var/backups' } })
  })

  it('the source of credentials keeps the names apart', async () => {
    const onChange = vi.fn()
    const { values } = caseOf('s3-new-secret')
    const screen = await render(<BackupStorageForm defaultValues={values} onChange={onChange} />)
    await screen.getByRole('radio', { name: 'Existing Secret' }).click()
    await screen.getByLabelText(/^Secret Name/).fill('s3-secret')
    await screen.getByRole('radio', { name: 'Workload identity' }).click()
    await expect.element(screen.getByText(/enter a service account with an IAM role/)).toBeVisible()
    // Selecting an option brings back its own value, as everywhere else.
    await expect.element(screen.getByText('Backup jobs use the permissions of a service account.')).toBeVisible()
    await screen.getByLabelText(/^Service Account/).fill('bucket-user')
    expect(latest(onChange).backend.credentials).toEqual({
      source: 'workloadIdentity',
      serviceAccountName: 'bucket-user',
    })
    await screen.getByRole('radio', { name: 'New Secret' }).click()
    expect(latest(onChange)).toEqual(values)
  })
})

describe('secrets', () => {
  it('appear in no attribute, text, storage or address of the page', async () => {
    const { values } = caseOf('gcs-new-secret')
    const screen = await render(<BackupStorageForm defaultValues={values} />)
    await expect.element(screen.getByLabelText(/^Google Service Account JSON Key/)).toHaveValue('••••••••')
    await screen.getByRole('radio', { name: 'S3', exact: true }).click()
    const field = screen.getByLabelText(/^AWS Secret Access Key/)
    await field.fill(secret)
    await expect.element(field).toHaveAttribute('type', 'password')
    await screen.getByRole('button', { name: 'Show AWS Secret Access Key' }).click()
    await expect.element(field).toHaveAttribute('type', 'text')
    await expect.element(field).toHaveValue(secret)
    const page = document.documentElement.outerHTML
    expect(page).not.toContain(secret)
    expect(page).not.toContain('bWFkZS11cCBwcml2YXRlIGtleS')
    expect(JSON.stringify({ ...localStorage, ...sessionStorage }) + location.href).not.toContain(secret)
  })

  it('can be read from a selected file', async () => {
    const onChange = vi.fn()
    const screen = await render(<BackupStorageForm defaultValues={initialValues('gcs')} onChange={onChange} />)
    const text = caseOf('gcs-new-secret').values.backend.auth['GOOGLE_SERVICE_ACCOUNT_JSON_KEY'] as string
    const picker = screen.container.querySelector('input[type=file]')
    if (!picker) throw new Error('There is no file picker.')
    await userEvent.upload(picker, new File([text], 'key.json', { type: 'application/json' }))
    await waitFor(() => expect(latest(onChange).backend.auth['GOOGLE_SERVICE_ACCOUNT_JSON_KEY']).toBe(text))
  })
})

describe('a file field', () => {
  const text = caseOf('gcs-new-secret').values.backend.auth['GOOGLE_SERVICE_ACCOUNT_JSON_KEY'] as string
  function drop(files: File[]): void {
    const dataTransfer = new DataTransfer()
    for (const file of files) dataTransfer.items.add(file)
    const target = document.querySelector('.bsf-file textarea')
    for (const type of ['dragover', 'drop'])
      target?.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }))
  }

  it('is filled in by a dropped file, along with derived fields, without exposing the text in the page', async () => {
    const onChange = vi.fn()
    await render(<BackupStorageForm defaultValues={initialValues('gcs')} onChange={onChange} />)
    drop([new File([text], 'key.json', { type: 'application/json' })])
    await waitFor(() =>
      expect(latest(onChange).backend.auth).toEqual({
        GOOGLE_SERVICE_ACCOUNT_JSON_KEY: text,
        GOOGLE_PROJECT_ID: 'my-project-123456',
      }),
    )
    expect(document.documentElement.outerHTML).not.toContain('bWFkZS11cCBwcml2YXRlIGtleS')
  })

  it('rejects a file that is too large, and keeps the previous text', async () => {
    const onChange = vi.fn()
    const { values } = caseOf('gcs-new-secret')
    const screen = await render(<BackupStorageForm defaultValues={values} onChange={onChange} />)
    drop([new File(['x'.repeat(2 ** 20 + 1)], 'key.json')])
    await expect.element(screen.getByRole('alert')).toHaveTextContent(/larger than 1 MiB/)
    await screen.getByRole('button', { name: /^Show Google Service Account/ }).click()
    await expect.element(screen.getByLabelText(/^Google Service Account JSON Key/)).toHaveValue(text)
    expect(onChange).not.toHaveBeenCalled()
  })

  it('masks several lines until they are revealed, for assistive technology too', async () => {
    const screen = await render(<BackupStorageForm defaultValues={caseOf('gcs-new-secret').values} />)
    const field = screen.getByLabelText(/^Google Service Account JSON Key/)
    await expect.element(field).toHaveValue('••••••••')
    await screen.getByRole('button', { name: /^Show Google Service Account/ }).click()
    await expect.element(field).toHaveValue(text)
    await screen.getByRole('button', { name: /^Hide Google Service Account/ }).click()
    await expect.element(field).toHaveValue('••••••••')
  })

  it('can be edited while it is masked: typed text is added, and a deleted bullet deletes all', async () => {
    const onChange = vi.fn()
    const screen = await render(<BackupStorageForm defaultValues={initialValues('gcs')} onChange={onChange} />)
    const field = screen.getByLabelText(/^Google Service Account JSON Key/)
    const key = (): unknown => latest(onChange).backend.auth['GOOGLE_SERVICE_ACCOUNT_JSON_KEY']
    await field.click()
    await userEvent.keyboard('abc')
    expect(key()).toBe('abc')
    await expect.element(field).toHaveValue('••••••••')
    await userEvent.keyboard('{Enter}d')
    expect(key()).toBe('abc\nd')
    await userEvent.keyboard('{Backspace}')
    expect(key()).toBeUndefined()
    await expect.element(field).toHaveValue('')
    await field.fill(text)
    expect(key()).toBe(text)
    await field.fill('replaced')
    expect(key()).toBe('replaced')
  })
})

describe('labels and annotations', () => {
  it('are rows to add, fill in and remove, with a sensible focus', async () => {
    const onChange = vi.fn()
    const screen = await render(<BackupStorageForm onChange={onChange} />)
    await screen.getByRole('button', { name: 'Expand Labels & Annotations' }).click()
    await screen.getByRole('button', { name: 'Add new' }).first().click()
    const key = screen.getByLabelText('Labels 1: Key')
    await expect.element(key).toHaveFocus()
    await userEvent.keyboard('team{Tab}platform')
    await screen.getByRole('button', { name: 'Add new' }).first().click()
    await screen.getByLabelText('Labels 2: Key').fill('team')
    await expect.element(screen.getByText(/Duplicate key team/)).toBeVisible()
    await screen.getByLabelText('Labels 2: Key').fill('tier')
    expect(latest(onChange).labels).toEqual({ team: 'platform', tier: '' })
    await screen.getByRole('button', { name: 'Remove Labels 1' }).click()
    expect(latest(onChange).labels).toEqual({ tier: '' })
    await expect.element(screen.getByRole('button', { name: 'Remove Labels 1' })).toHaveFocus()
  })
})

describe('errors outside of the values', () => {
  it('lead from the edited text to the preview, where they can be fixed', async () => {
    const onPreview = vi.fn()
    const draft = createDraft({ values: caseOf('s3-new-secret').values })
    draft.editText(draft.manifestText('yaml').text.replace('spec:', 'spec:\n  usagePolici: {}'), 'yaml')
    const screen = await render(<BackupStorageForm draft={draft} onPreview={onPreview} />)
    await screen.getByRole('button', { name: 'Preview' }).click()
    await expect.element(screen.getByText(/spec\.usagePolici/)).toBeVisible()
    expect(onPreview).toHaveBeenCalledTimes(1)
  })

  it('block the preview for a duplicate key', async () => {
    const onPreview = vi.fn()
    const { values } = caseOf('azure-guide')
    const screen = await render(<BackupStorageForm defaultValues={values} onPreview={onPreview} />)
    await screen.getByRole('button', { name: 'Add new' }).first().click()
    await screen.getByLabelText('Labels 2: Key').fill('team')
    await screen.getByRole('button', { name: 'Preview' }).click()
    expect(onPreview).not.toHaveBeenCalled()
    await expect.element(screen.getByLabelText('Labels 1: Key')).toHaveFocus()
    await screen.getByRole('button', { name: 'Remove Labels 2' }).click()
    await screen.getByRole('button', { name: 'Preview' }).click()
    expect(onPreview).toHaveBeenCalledTimes(1)
  })
})

describe('an invalid row', () => {
  it('is the only one marked, and named', async () => {
    const { values } = caseOf('azure-faulty')
    const screen = await render(<BackupStorageForm defaultValues={values} onPreview={vi.fn()} />)
    await screen.getByRole('button', { name: 'Preview' }).click()
    await expect.element(screen.getByLabelText('Labels 1: Key')).toBeInvalid()
    await expect.element(screen.getByLabelText('Labels 1: Value')).toBeValid()
    await expect.element(screen.getByLabelText('Labels 2: Key')).toBeValid()
    await expect.element(screen.getByLabelText('Labels 2: Value')).toBeInvalid()
    await expect.element(screen.getByText(/^a b can't contain spaces/).last()).toBeVisible()
    await expect.element(screen.getByText(/^team can/).last()).toBeVisible()
  })
})

describe('the namespace selector', () => {
  it('is required, and reports each missing part once', async () => {
    const onChange = vi.fn()
    const { values } = caseOf('s3-new-secret')
    const screen = await render(<BackupStorageForm defaultValues={values} onChange={onChange} onPreview={vi.fn()} />)
    await screen.getByLabelText(/^Allowed Namespaces/).selectOptions('Namespaces selected by labels')
    const faults = (): string[] => {
      const [, diagnostics] = onChange.mock.lastCall as [unknown, { path: string; severity: string }[]]
      return diagnostics.filter(({ severity }) => severity === 'error').map(({ path }) => path)
    }
    expect(faults()).toEqual(['/usagePolicy/selector'])
    const expressions = screen.getByRole('group', { name: 'Match Expressions' })
    await expressions.getByRole('button', { name: 'Add new' }).click()
    await expect.element(screen.getByLabelText(/^Key/)).toHaveFocus()
    await userEvent.keyboard('environment')
    expect(faults()).toEqual(['/usagePolicy/selector/matchExpressions/0/values'])
    await screen.getByRole('button', { name: 'Preview' }).click()
    // Once in the summary, once at its field.
    expect(screen.getByText(/^Add at least one entry to Values/).elements()).toHaveLength(2)
    await screen.getByLabelText(/^Values/).fill('production\nstaging')
    expect(latest(onChange).usagePolicy.selector).toEqual({
      matchExpressions: [{ key: 'environment', operator: 'In', values: ['production', 'staging'] }],
    })
    await screen.getByLabelText(/^Operator/).selectOptions('Exists')
    expect(screen.getByLabelText(/^Values/).elements()).toEqual([])
    expect(normalizeValues(latest(onChange)).usagePolicy.selector).toEqual({
      matchExpressions: [{ key: 'environment', operator: 'Exists' }],
    })
  })
})

describe("a host's own provider", () => {
  it('has a form like the others', async () => {
    const rest = defineProvider({
      title: 'REST server',
      description: 'A restic REST server',
      type: 'object',
      'x-provider': { name: 'unlisted', order: 70 },
      required: ['auth', 'spec'],
      properties: {
        auth: {
          type: 'object',
          required: ['REST_PASSWORD'],
          properties: { REST_PASSWORD: { type: 'string', title: 'Password', minLength: 1, writeOnly: true } },
        },
        spec: {
          type: 'object',
          required: ['url'],
          properties: {
            url: { type: 'string', title: 'URL', format: 'uri' },
            maxConnections: { type: 'integer', title: 'Max Connections', minimum: 0, default: 5 },
          },
        },
      },
    })
    const onPreview = vi.fn()
    const screen = await render(<BackupStorageForm providers={[...builtinProviders, rest]} onPreview={onPreview} />)
    await screen.getByRole('radio', { name: 'REST server', exact: true }).click()
    await screen.getByLabelText(/^Namespace/).fill('demo')
    await screen.getByLabelText(/^Name\b/).fill('rest-backup')
    await screen.getByLabelText(/^Password/).fill('made-up-password')
    await screen.getByLabelText(/^URL/).fill('https://rest.example.com/')
    await screen.getByRole('button', { name: 'Preview' }).click()
    expect(onPreview.mock.lastCall?.[0]).toMatchObject({
      backend: { provider: 'unlisted', spec: { url: 'https://rest.example.com/', maxConnections: 5 } },
    })
  })
})

describe('the wizard', () => {
  it('leads from the form to the preview, and submits once', async () => {
    let finish = (): void => {}
    const onSubmit = vi.fn(
      (_manifests: Manifest[], _context: { signal: AbortSignal }) => new Promise<void>((resolve) => (finish = resolve)),
    )
    const { values, manifests } = caseOf('azure-guide')
    const screen = await render(<BackupStorageWizard defaultValues={values} onSubmit={onSubmit} />)
    await screen.getByRole('button', { name: 'Preview' }).click()
    await screen.getByRole('button', { name: 'Submit' }).click()
    await screen.getByRole('button', { name: 'Submitting…' }).click({ force: true })
    expect(onSubmit).toHaveBeenCalledTimes(1)
    expect(onSubmit.mock.lastCall?.[0]).toEqual(manifests)
    finish()
    await expect.element(screen.getByRole('button', { name: 'Submit' })).toBeEnabled()
  })

  it('can be stopped during the submit, and keeps all values', async () => {
    const onSubmit = (_manifests: Manifest[], { signal }: { signal: AbortSignal }): Promise<void> =>
      new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)))
    const { values } = caseOf('azure-guide')
    const screen = await render(<BackupStorageWizard defaultValues={values} onSubmit={onSubmit} />)
    await screen.getByRole('button', { name: 'Preview' }).click()
    await screen.getByRole('button', { name: 'Submit' }).click()
    await screen.getByRole('button', { name: 'Stop' }).click()
    await expect.element(screen.getByRole('alert')).toHaveTextContent('Submit stopped.')
    await expect.element(screen.getByRole('button', { name: 'Submit' })).toHaveFocus()
    await screen.getByRole('button', { name: 'Previous' }).click()
    await expect.element(screen.getByLabelText(/^Container/)).toHaveValue('db-backups')
  })

  it('edits a live storage: unmapped fields are kept, and its Secret is replaced', async () => {
    const onSubmit = vi.fn()
    const [stored] = caseOf('s3-existing-secret').manifests
    const editing = {
      ...stored,
      metadata: { ...stored?.metadata, resourceVersion: '41', finalizers: ['kubestash.com'] },
      status: { phase: 'Ready' },
    }
    const screen = await render(<BackupStorageWizard mode="edit" editing={editing} onSubmit={onSubmit} />)
    await screen.getByRole('radio', { name: 'Replace the credentials' }).click()
    await screen.getByLabelText(/^AWS Access Key ID/).fill('made-up-id')
    await screen.getByLabelText(/^AWS Secret Access Key/).fill(secret)
    await screen.getByRole('button', { name: 'Preview' }).click()
    await screen.getByRole('button', { name: 'Submit' }).click()
    const [manifests] = onSubmit.mock.lastCall as [Manifest[]]
    expect(manifests).toMatchObject([
      { kind: 'Secret', metadata: { name: 's3-secret' } },
      { kind: 'BackupStorage', metadata: { resourceVersion: '41', finalizers: ['kubestash.com'] } },
    ])
    expect(manifests[1]).not.toHaveProperty('status')
  })

  it('deletes the saved draft after a submit, and keeps it after a failed one', async () => {
    const draftStorage = { load: () => undefined, save: vi.fn(), clear: vi.fn() }
    const onSubmit = vi.fn().mockRejectedValueOnce(new Error('The server did not answer.')).mockResolvedValue(undefined)
    const { values } = caseOf('azure-guide')
    const screen = await render(
      <BackupStorageWizard defaultValues={values} draftStorage={draftStorage} onSubmit={onSubmit} />,
    )
    await screen.getByLabelText(/^Prefix/).fill('other')
    await waitFor(() => expect(draftStorage.save).toHaveBeenCalled())
    expect(JSON.stringify(draftStorage.save.mock.calls)).not.toContain(values.backend.auth['AZURE_ACCOUNT_KEY'])
    await screen.getByRole('button', { name: 'Preview' }).click()
    await screen.getByRole('button', { name: 'Submit' }).click()
    await expect.element(screen.getByRole('alert')).toBeVisible()
    expect(draftStorage.clear).not.toHaveBeenCalled()
    await screen.getByRole('button', { name: 'Submit' }).click()
    await waitFor(() => expect(draftStorage.clear).toHaveBeenCalled())
  })
})

describe('unsaved changes', () => {
  it('are confirmed before the host leaves the page, and only if there are any', async () => {
    const ask = vi.fn(() => false)
    const left = vi.fn()
    const act = async (leave: Promise<boolean>): Promise<void> => left(await leave)
    function Host(): ReactElement {
      const draft = useDraft({ values: caseOf('azure-guide').values })
      const unsaved = useUnsavedChanges(draft, { ask })
      return (
        <>
          <BackupStorageForm draft={draft} onCancel={() => void act(unsaved.confirmLeave())} />
          <output>{unsaved.isDirty ? 'unsaved' : 'saved'}</output>
        </>
      )
    }
    const leaves = (): boolean => dispatchEvent(new Event('beforeunload', { cancelable: true }))
    const screen = await render(<Host />)
    await expect.element(screen.getByText('saved', { exact: true })).toBeVisible()
    await screen.getByRole('button', { name: 'Cancel' }).click()
    await waitFor(() => expect(left).toHaveBeenLastCalledWith(true))
    expect(leaves()).toBe(true)
    await screen.getByLabelText(/^Prefix/).fill('other')
    await expect.element(screen.getByText('unsaved')).toBeVisible()
    expect(ask).not.toHaveBeenCalled()
    await screen.getByRole('button', { name: 'Cancel' }).click()
    await waitFor(() => expect(left).toHaveBeenLastCalledWith(false))
    expect(ask).toHaveBeenCalledWith('Discard your changes? Everything that you entered in this form is lost.')
    expect(leaves()).toBe(false)
    await screen.getByRole('button', { name: 'Undo' }).click()
    expect(leaves()).toBe(true)
  })

  it("are asked about in the product's own dialog, and discarded for good if the user agrees", async () => {
    const native = vi.spyOn(window, 'confirm')
    const draftStorage = { load: () => undefined, save: vi.fn(), clear: vi.fn() }
    const left = vi.fn()
    function Host(): ReactElement {
      const draft = useDraft({ values: caseOf('azure-guide').values, draftStorage })
      const { confirmLeave, dialog } = useUnsavedChanges(draft)
      const cancel = async (): Promise<void> => left(await confirmLeave())
      return (
        <>
          <BackupStorageForm draft={draft} onCancel={() => void cancel()} />
          {dialog}
        </>
      )
    }
    const screen = await render(<Host />)
    const prefix = screen.getByLabelText(/^Prefix/)
    await prefix.fill('other')
    await waitFor(() => expect(draftStorage.save).toHaveBeenCalled())
    await screen.getByRole('button', { name: 'Cancel' }).click()
    const dialog = screen.getByRole('dialog', { name: 'Discard your changes?' })
    await expect.element(dialog.getByRole('button', { name: 'Keep editing' })).toHaveFocus()
    await userEvent.keyboard('{Escape}')
    await waitFor(() => expect(left).toHaveBeenLastCalledWith(false))
    await expect.element(prefix).toHaveValue('other')
    await screen.getByRole('button', { name: 'Cancel' }).click()
    await dialog.getByRole('button', { name: 'Discard changes' }).click()
    await waitFor(() => expect(left).toHaveBeenLastCalledWith(true))
    expect(draftStorage.clear).toHaveBeenCalled()
    await expect.element(prefix).not.toHaveValue('other')
    expect(native).not.toHaveBeenCalled()
    native.mockRestore()
  })
})

describe('pasting into a key', () => {
  it.each([
    ['team=platform\ntier=gold', { team: 'platform', tier: 'gold' }],
    ['team: platform\r\n  tier: "gold"  \n', { team: 'platform', tier: 'gold' }],
    ['{\n  "team": "platform",\n  "tier": "gold"\n}', { team: 'platform', tier: 'gold' }],
    ['team=platform,tier=gold', { team: 'platform', tier: 'gold' }],
    ['example.com/url: https://a.example.com/?b=c', { 'example.com/url': 'https://a.example.com/?b=c' }],
    ['empty=', { empty: '' }],
  ])('adds rows for %j', async (text, labels) => {
    const onChange = vi.fn()
    const screen = await render(<BackupStorageForm onChange={onChange} />)
    await screen.getByRole('button', { name: 'Expand Labels & Annotations' }).click()
    await screen.getByRole('button', { name: 'Add new: Annotations' }).click()
    paste(text)
    expect(latest(onChange).annotations).toEqual(labels)
  })

  it.each(['team', 'not a pair', 'a=b\nand prose'])("inserts the text if it isn't a pair: %j", async (text) => {
    const screen = await render(<BackupStorageForm />)
    await screen.getByRole('button', { name: 'Expand Labels & Annotations' }).click()
    await screen.getByRole('button', { name: 'Add new: Annotations' }).click()
    expect(paste(text)).toBe(true)
  })
})

describe('pasting an address or credentials', () => {
  const credentials = `AWS_ACCESS_KEY_ID=made-up-id\nAWS_SECRET_ACCESS_KEY=${secret}`

  it('into a name, a label or an annotation inserts it as text', async () => {
    const { values } = caseOf('s3-new-secret')
    const screen = await render(<BackupStorageForm defaultValues={{ ...values, annotations: { source: '' } }} />)
    for (const label of [/^Name\b/, 'Annotations 1: Value', 'Annotations 1: Key']) {
      await screen.getByLabelText(label).click()
      for (const text of ['s3://other/folder', 'gs://other/folder', 'https://s3.example.com/other'])
        expect(paste(text)).toBe(true)
    }
    await expect.element(screen.getByLabelText(/^Bucket/)).toHaveValue(String(values.backend.spec['bucket']))
  })

  it('fills in nothing that the host fixes or hides, and offers no other provider then', async () => {
    const onChange = vi.fn()
    const fields = {
      '/backend/provider': 'hidden',
      '/backend/spec/bucket': 'fixed',
      '/backend/spec/region': 'hidden',
    } as const
    const screen = await render(<BackupStorageForm fields={fields} onChange={onChange} />)
    await screen.getByLabelText(/^Prefix/).click()
    expect(paste('gs://other/folder')).toBe(true)
    expect(paste('s3://other@eu-west-1/folder')).toBe(false)
    expect(latest(onChange).backend.spec).toEqual({ prefix: 'folder' })
    await expect.element(screen.getByText(/^Filled in from an s3:.*: Prefix\.$/).last()).toBeVisible()
  })

  it('replaces the credentials of a storage that is in use, and leaves its location', async () => {
    const onChange = vi.fn()
    const { values } = caseOf('s3-existing-secret')
    const [storage] = toManifests(values)
    const editing = { ...storage, status: { repositories: [{ name: 'demo' }] } }
    const screen = await render(<BackupStorageForm defaultValues={values} editing={editing} onChange={onChange} />)
    await screen.getByLabelText(/^Secret Name/).click()
    expect(paste('s3://other/folder')).toBe(true)
    expect(paste('gs://other/folder')).toBe(true)
    expect(paste(credentials)).toBe(false)
    const { backend } = latest(onChange)
    expect(backend).toMatchObject({ spec: values.backend.spec, auth: { AWS_SECRET_ACCESS_KEY: secret } })
    await screen.getByText('Undo', { exact: true }).first().click()
    expect(latest(onChange)).toEqual(values)
  })

  it('is undone at once after it replaced a selection', async () => {
    const onChange = vi.fn()
    const screen = await render(<BackupStorageForm onChange={onChange} />)
    const bucket = screen.getByLabelText(/^Bucket/)
    await bucket.fill('typed')
    ;(bucket.element() as HTMLInputElement).setSelectionRange(1, 3)
    expect(paste('s3://other/folder')).toBe(false)
    expect(latest(onChange).backend.spec).toEqual({ bucket: 'other', prefix: 'folder' })
    await userEvent.keyboard('{Control>}z{/Control}')
    expect(latest(onChange).backend.spec).toEqual({ bucket: 'typed' })
  })

  it('keeps a text for another provider, to insert it after all', async () => {
    const onChange = vi.fn()
    const screen = await render(<BackupStorageForm onChange={onChange} />)
    const bucket = screen.getByLabelText(/^Bucket/)
    await bucket.fill('ab')
    ;(bucket.element() as HTMLInputElement).setSelectionRange(1, 1)
    expect(paste('gs://other/folder')).toBe(false)
    await expect.element(bucket).toHaveValue('ab')
    await screen.getByRole('button', { name: 'Insert as text' }).click()
    await expect.element(bucket).toHaveValue('ags://other/folderb')
    await expect.element(bucket).toHaveFocus()
    expect(latest(onChange).backend.spec).toEqual({ bucket: 'ags://other/folderb' })
    await userEvent.keyboard('{Control>}z{/Control}')
    expect(latest(onChange).backend.spec).toEqual({ bucket: 'ab' })
  })
})

describe('undo', () => {
  it('reverts a paste from within the field it was pasted into', async () => {
    const onChange = vi.fn()
    const screen = await render(<BackupStorageForm onChange={onChange} />)
    await screen.getByLabelText(/^Name\b/).fill('my-storage')
    await screen.getByLabelText(/^Bucket/).click()
    expect(paste('s3://my-backups/demo')).toBe(false)
    await expect.element(screen.getByLabelText(/^Prefix/)).toHaveValue('demo')
    await userEvent.keyboard('{Control>}z{/Control}')
    expect(latest(onChange).backend.spec).toEqual({})
    expect(latest(onChange).name).toBe('my-storage')
    await expect.element(screen.getByLabelText(/^Bucket/)).toHaveFocus()
  })

  it('keeps the focus, or moves it to the affected field', async () => {
    const { values } = caseOf('s3-new-secret')
    const screen = await render(<BackupStorageForm defaultValues={{ ...values, labels: { a: '1', b: '2', c: '3' } }} />)
    await screen.getByRole('button', { name: 'Remove Labels 2' }).click()
    const focused = document.activeElement
    await userEvent.keyboard('{Control>}z{/Control}')
    await expect.element(screen.getByLabelText('Labels 3: Key')).toHaveValue('c')
    expect(document.activeElement).toBe(focused)
    await userEvent.keyboard('{Control>}{Shift>}z{/Shift}{/Control}')
    await expect.element(screen.getByLabelText('Labels 2: Key')).toHaveValue('c')
    expect(document.activeElement).not.toBe(document.body)
  })
})

describe('pasted credentials', () => {
  it('fill in their fields from any other field of the backend, without appearing in the page', async () => {
    const onChange = vi.fn()
    const screen = await render(<BackupStorageForm onChange={onChange} />)
    await screen.getByLabelText(/^Bucket/).click()
    paste(`AWS_ACCESS_KEY_ID=made-up-id\nAWS_SECRET_ACCESS_KEY=${secret}`)
    expect(latest(onChange)).toMatchObject({ name: '', backend: { auth: { AWS_SECRET_ACCESS_KEY: secret } } })
    expect(document.documentElement.outerHTML).not.toContain(secret)
  })

  it('select a new Secret, and undoing them restores the previous source', async () => {
    const onChange = vi.fn()
    const { values } = caseOf('s3-existing-secret')
    const screen = await render(<BackupStorageForm defaultValues={values} onChange={onChange} />)
    await screen.getByLabelText(/^Bucket/).click()
    paste(`AWS_ACCESS_KEY_ID=made-up-id\nAWS_SECRET_ACCESS_KEY=${secret}`)
    expect(latest(onChange).backend.credentials.source).toBe('new')
    await screen.getByText('Undo', { exact: true }).first().click()
    expect(latest(onChange)).toEqual(values)
  })
})

describe('a rejected submit', () => {
  it.each([
    ['a text', 'a text'],
    [{ status: 403, message: 'forbidden' }, 'forbidden'],
    [undefined, 'No reason given.'],
  ])('shows the reason, whatever its type: %j', async (reason, said) => {
    const { values } = caseOf('azure-guide')
    // oxlint-disable-next-line prefer-promise-reject-errors
    const screen = await render(<BackupStorageWizard defaultValues={values} onSubmit={() => Promise.reject(reason)} />)
    await screen.getByRole('button', { name: 'Preview' }).click()
    await screen.getByRole('button', { name: 'Submit' }).click()
    await expect.element(screen.getByRole('alert')).toHaveTextContent(said)
    await expect.element(screen.getByRole('alert')).not.toHaveTextContent('Submit stopped')
  })
})
