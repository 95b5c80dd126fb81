import 'backupstorage-forms/styles.css'
import type { BackupStorageFormProps } from 'backupstorage-forms'
import { BackupStorageForm, BackupStorageWizard } from 'backupstorage-forms'
import type { BackupStorageValues, DraftStore } from 'backupstorage-forms/core'
import { createDraft, defineProvider, initialValues, toManifests } from 'backupstorage-forms/core'
import { german } from 'backupstorage-forms/messages/de'
import { Theme } from '@rjsf/mui'
import type { WidgetProps } from '@rjsf/utils'
import axe from 'axe-core'
import type { ReactElement } from 'react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Locator } from 'vitest/browser'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { vendorDetails } from '../../src/generated/vendors.ts'
import { caseOf } from '../fixtures/cases.ts'
import { linesSeen } from './editorPage.ts'
import { waitFor } from '../waitFor.ts'

// The choice among the vendors of a protocol, and the regions of the chosen one.

const amazon = { endpoint: 'https://s3.eu-central-1.amazonaws.com', region: 'eu-central-1' }
const own = { endpoint: 'https://storage.example.com:9000', region: 'us-east-1' }

const service = (): Locator => page.getByLabelText('Service', { exact: true })
const endpoint = (): Locator => page.getByLabelText(/^Endpoint/)
const region = (): Locator => page.getByLabelText('Region', { exact: true })
const regions = (): Locator => page.getByRole('button', { name: 'Show options for Region' })

afterEach(() => {
  vi.restoreAllMocks()
})

function valuesWith(spec: Record<string, unknown>): BackupStorageValues {
  const { values } = caseOf('s3-new-secret')
  const { endpoint: _endpoint, region: _region, ...others } = values.backend.spec
  return { ...values, backend: { ...values.backend, spec: { ...others, ...spec } } }
}

/** Renders a form, and waits until there is something to choose. */
async function show(spec: Record<string, unknown>, props: Partial<BackupStorageFormProps> = {}): Promise<DraftStore> {
  const draft = createDraft({ values: valuesWith(spec) })
  await render(
    <main>
      <BackupStorageForm draft={draft} {...props} />
    </main>,
  )
  await waitFor(() => expect((service().element() as HTMLSelectElement).options.length).toBeGreaterThan(10))
  return draft
}

function selectedText(): string {
  const { selectedOptions } = service().element() as HTMLSelectElement
  return selectedOptions[0]?.textContent ?? ''
}

const specOf = (draft: DraftStore): Record<string, unknown> => draft.getState().values.backend.spec

function markedText(): string {
  const { value, selectionStart, selectionEnd } = endpoint().element() as HTMLInputElement
  return value.slice(selectionStart ?? 0, selectionEnd ?? 0)
}

describe('the service', () => {
  it('is the vendor of the endpoint, and follows what is typed there', async () => {
    await show(amazon)
    expect(selectedText()).toBe('Amazon S3')
    await endpoint().fill('https://s3.us-west-1.wasabisys.com')
    expect(selectedText()).toBe('Wasabi')
    await endpoint().fill('https://storage.example.com')
    expect(selectedText()).toBe('Other')
    await endpoint().fill('storage.example.com')
    expect(selectedText()).toBe('Other')
  })

  it('is to be chosen while there is no endpoint', async () => {
    await show({})
    expect(selectedText()).toBe('Choose…')
  })

  it('is named for hosts that it offers under another pattern, once', async () => {
    await show({ endpoint: 'https://s3.amazonaws.com', region: 'us-east-1' })
    expect(selectedText()).toBe('Amazon S3')
    await expect.element(service().getByRole('option', { name: 'Amazon S3', exact: true })).toBeInTheDocument()
  })

  it('is that of the region where the operator derives the endpoint from it', async () => {
    await show({ region: 'eu-central-1' })
    expect(selectedText()).toBe('Amazon S3')
  })

  it('is offered even if the form has no other with that host', async () => {
    await show({ endpoint: 'https://oss-cn-hangzhou.aliyuncs.com', region: 'oss-cn-hangzhou' })
    expect(selectedText()).toMatch(/^Alibaba/)
  })

  it('is no value: neither the values nor the manifests have it', async () => {
    const draft = await show(amazon)
    await service().selectOptions('Wasabi')
    const { values } = draft.getState()
    expect(Object.keys(values.backend).toSorted()).toEqual(['auth', 'credentials', 'provider', 'spec'])
    expect(JSON.stringify([values, toManifests(values)])).not.toMatch(/"service"|Wasabi/)
  })
})

describe('choosing a service', () => {
  it('fills in the endpoint and the region as one step, says so, and can be undone', async () => {
    const draft = await show({ bucket: 'kept' })
    await service().selectOptions('Wasabi')
    await expect.element(endpoint()).toHaveValue('https://s3.us-east-1.wasabisys.com')
    await expect.element(region()).toHaveValue('us-east-1')
    expect(specOf(draft)['bucket']).toBe('kept')
    await waitFor(() =>
      expect(document.querySelector('.bsf-announcer')?.textContent).toBe('Changed: Endpoint, Region.'),
    )
    expect(document.activeElement).not.toBe(endpoint().element())
    await page.getByRole('group', { name: 'History' }).getByRole('button', { name: 'Undo' }).click()
    await expect.element(endpoint()).toHaveValue('')
    await expect.element(region()).toHaveValue('')
    expect(selectedText()).toBe('Choose…')
  })

  it('brings the values before back with the notice', async () => {
    const draft = await show(amazon)
    await service().selectOptions('Scaleway Object Storage')
    await page.getByRole('button', { name: 'Region', exact: true }).click()
    await expect.element(region()).toHaveFocus()
    await page.getByRole('button', { name: 'Undo', exact: true }).first().click()
    expect(specOf(draft)).toMatchObject(amazon)
    expect(selectedText()).toBe('Amazon S3')
  })

  it('keeps a region that the service has', async () => {
    await show(amazon)
    await service().selectOptions('Wasabi')
    await expect.element(endpoint()).toHaveValue('https://s3.eu-central-1.wasabisys.com')
    await expect.element(region()).toHaveValue('eu-central-1')
  })

  it('selects the part of the endpoint to replace, and stays chosen while that is typed', async () => {
    const draft = await show({})
    await service().selectOptions('Cloudflare R2')
    await expect.element(endpoint()).toHaveFocus()
    expect(markedText()).toBe('<account-id>')
    await userEvent.keyboard('0a')
    await expect.element(endpoint()).toHaveValue('https://0a.r2.cloudflarestorage.com')
    expect(selectedText()).toBe('Cloudflare R2')
    expect(specOf(draft)['region']).toBe('auto')
  })

  it('reports a part that is not replaced', async () => {
    const draft = await show({})
    await service().selectOptions('Cloudflare R2')
    await userEvent.tab()
    await expect.element(endpoint()).toBeInvalid()
    expect(draft.getDiagnostics().map(({ path }) => path)).toContain('/backend/spec/endpoint')
  })

  it('leaves the focus in the list while the keyboard moves through it, and selects the part later', async () => {
    await show({})
    await service().click()
    await userEvent.keyboard('{Escape}')
    service()
      .element()
      .dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true }))
    const select = service().element() as HTMLSelectElement
    Object.getOwnPropertyDescriptor(HTMLSelectElement.prototype, 'value')?.set?.call(
      select,
      [...select.options].find(({ text }) => text === 'Cloudflare R2')?.value,
    )
    select.dispatchEvent(new Event('change', { bubbles: true }))
    await expect.element(endpoint()).toHaveValue('https://<account-id>.r2.cloudflarestorage.com')
    await expect.element(service()).toHaveFocus()
    while (document.activeElement !== endpoint().element()) await userEvent.tab()
    await waitFor(() => expect(markedText()).toBe('<account-id>'))
  })

  it('leaves the address of your own server, whatever it runs', async () => {
    const draft = await show(own)
    await service().selectOptions('MinIO')
    expect(specOf(draft)).toMatchObject(own)
    expect(selectedText()).toBe('MinIO')
    await endpoint().fill('https://storage.example.com:9001')
    expect(selectedText()).toBe('MinIO')
    await service().selectOptions('Other')
    await expect.element(endpoint()).toHaveValue('https://storage.example.com:9001')
    expect(selectedText()).toBe('Other')
  })

  it('asks for the host of a server', async () => {
    await show(amazon)
    await service().selectOptions('MinIO')
    await expect.element(endpoint()).toHaveFocus()
    expect(markedText()).toBe('<host>')
  })

  it('empties the address and region of another service with Other, in one step', async () => {
    const draft = await show(amazon)
    await service().selectOptions('Other')
    await expect.element(endpoint()).toHaveValue('')
    await expect.element(endpoint()).toHaveFocus()
    await expect.element(region()).toHaveValue('')
    expect(selectedText()).toBe('Other')
    draft.undo()
    expect(specOf(draft)).toMatchObject(amazon)
  })
})

describe('the regions', () => {
  it('of the service are offered with their titles', async () => {
    await show(amazon)
    await regions().click()
    await expect.element(page.getByRole('option', { name: /^eu-central-1/ })).toHaveAttribute('aria-selected', 'true')
    await page.getByRole('combobox', { name: 'Region', exact: true }).fill('frankfurt')
    expect(
      page
        .getByRole('listbox')
        .getByRole('option')
        .elements()
        .map(({ textContent }) => textContent),
    ).toEqual([expect.stringContaining('eu-central-1')])
  })

  it('change the endpoint when one is selected, as one step with a notice', async () => {
    const draft = await show(amazon)
    await regions().click()
    await page.getByRole('option', { name: /^us-west-2/ }).click()
    await expect.element(endpoint()).toHaveValue('https://s3.us-west-2.amazonaws.com')
    await expect.element(page.getByText('Changed: Region, Endpoint.').last()).toBeVisible()
    await expect.element(region()).toHaveFocus()
    draft.undo()
    expect(specOf(draft)).toMatchObject(amazon)
  })

  it('change only the region in the host, not the same word in the bucket', async () => {
    await show({ endpoint: 'https://eu-central-1.s3-fips.eu-central-1.amazonaws.com', region: 'eu-central-1' })
    await regions().click()
    await page.getByRole('option', { name: /^us-west-2/ }).click()
    await expect.element(endpoint()).toHaveValue('https://eu-central-1.s3-fips.us-west-2.amazonaws.com')
  })

  it('leave the endpoint while one is typed, or if the host names none', async () => {
    await show(amazon)
    await region().fill('us-west-2')
    await expect.element(endpoint()).toHaveValue(amazon.endpoint)
    await endpoint().fill('https://s3.wasabisys.com')
    await regions().click()
    await page.getByRole('option', { name: /^eu-west-1/ }).click()
    await expect.element(endpoint()).toHaveValue('https://s3.wasabisys.com')
    await expect.element(region()).toHaveValue('eu-west-1')
  })

  it('are typed where the server is your own, without losing the focus', async () => {
    const draft = await show(own)
    await expect.element(page.getByRole('textbox', { name: 'Region', exact: true })).toBeVisible()
    await region().click()
    draft.change(['backend', 'spec', 'endpoint'], amazon.endpoint)
    await expect.element(page.getByRole('combobox', { name: 'Region', exact: true })).toHaveFocus()
  })
})

describe('links', () => {
  it('lead to the pages of the service, in a new tab that learns nothing about this one', async () => {
    await show(amazon)
    for (const name of ['Create access keys', 'Documentation']) {
      const link = page.getByRole('link', { name: `${name} (opens in a new tab)` })
      await expect.element(link).toHaveAttribute('target', '_blank')
      await expect.element(link).toHaveAttribute('rel', 'noopener noreferrer')
      await expect.element(link).toHaveAttribute('href', expect.stringMatching(/^https:\/\//))
    }
    await endpoint().fill('https://storage.example.com')
    expect(page.getByRole('link').elements()).toEqual([])
  })
})

describe('a form that limits it', () => {
  it.each([
    ['is read-only', { readOnly: true }],
    ['is disabled', { disabled: true }],
    ['fixes the endpoint', { fields: { '/backend/spec/endpoint': 'fixed' } }],
    ['fixes the location', { fields: { '/backend/spec': 'fixed' } }],
  ] as const)('shows the service without a choice if it %s', async (_name, props) => {
    await show(amazon, props)
    expect(selectedText()).toBe('Amazon S3')
    await expect.element(service()).toBeDisabled()
  })

  it('has no choice if it hides the endpoint', async () => {
    await render(
      <BackupStorageForm defaultValues={valuesWith(amazon)} fields={{ '/backend/spec/endpoint': 'hidden' }} />,
    )
    await expect.element(region()).toBeVisible()
    expect(service().elements()).toEqual([])
  })

  it.each(['fixed', 'hidden'] as const)('keeps a region that is %s', async (mode) => {
    const draft = await show(amazon, { fields: { '/backend/spec/region': mode } })
    await service().selectOptions('Cloudflare R2')
    expect(specOf(draft)['region']).toBe('eu-central-1')
    await service().selectOptions('Scaleway Object Storage')
    expect(specOf(draft)['region']).toBe('eu-central-1')
  })

  it('changes no endpoint that is fixed', async () => {
    const draft = await show(amazon, { fields: { '/backend/spec/endpoint': 'fixed' } })
    await regions().click()
    await page.getByRole('option', { name: /^us-west-2/ }).click()
    expect(specOf(draft)).toMatchObject({ ...amazon, region: 'us-west-2' })
  })

  it('locks it with the location of a storage that has backups', async () => {
    const [storage] = toManifests(valuesWith(amazon)).filter(({ kind }) => kind === 'BackupStorage')
    const editing = { ...storage, status: { repositories: [{ name: 'demo', namespace: 'demo', path: 'demo' }] } }
    await render(<BackupStorageForm mode="edit" editing={editing} />)
    await expect.element(endpoint()).toHaveAttribute('readonly')
    await expect.element(service()).toBeDisabled()
    expect(selectedText()).toBe('Amazon S3')
  })
})

describe('the list of services', () => {
  it('can fail and be loaded again; the form works without it', async () => {
    vi.spyOn(vendorDetails as Record<string, () => Promise<never>>, 's3').mockRejectedValueOnce(new Error('offline'))
    const draft = createDraft({ values: valuesWith(amazon) })
    await render(
      <main>
        <BackupStorageForm draft={draft} />
      </main>,
    )
    await expect.element(page.getByText(/^The other choices couldn't be loaded/)).toBeVisible()
    expect(selectedText()).toBe('Amazon S3')
    expect((service().element() as HTMLSelectElement).options).toHaveLength(1)
    await endpoint().fill('https://storage.example.com')
    expect(selectedText()).toBe('Other')
    expect((await axe.run(document.body)).violations.map(({ id }) => id)).toEqual([])
    await page.getByRole('button', { name: 'Try again' }).click()
    await waitFor(() => expect((service().element() as HTMLSelectElement).options.length).toBeGreaterThan(10))
    expect(page.getByText(/couldn't be loaded/).elements()).toEqual([])
  })

  it('is in the language of the form', async () => {
    const draft = createDraft({ values: valuesWith(own), messages: german })
    await render(<BackupStorageForm draft={draft} messages={german} />)
    await page.getByRole('button', { name: 'Hilfe zu Dienst' }).click()
    await expect.element(page.getByText(/^Füllt .+ und .+ aus\.$/)).toBeVisible()
  })
})

describe('other forms', () => {
  it('have it too if the schema of the provider names a table of vendors', async () => {
    const text = (title: string) => ({ title, type: 'string' })
    const schema = {
      title: 'Mine',
      type: 'object',
      'x-provider': { name: 'mine' },
      'x-vendors': 's3',
      properties: {
        spec: {
          type: 'object',
          properties: { endpoint: text('Server'), region: text('Area'), bucket: text('Bucket') },
        },
      },
    }
    const providers = [defineProvider(schema)]
    const draft = createDraft({ providers, values: initialValues('mine', { providers }) })
    await render(<BackupStorageForm draft={draft} />)
    await page.getByRole('button', { name: 'About Service' }).click()
    await expect.element(page.getByText('Fills in Server and Area.')).toBeVisible()
    await service().selectOptions('Wasabi')
    await expect.element(page.getByLabelText('Server')).toHaveValue('https://s3.us-east-1.wasabisys.com')
  })

  it('show it with the inputs of a theme', async () => {
    await render(<BackupStorageForm defaultValues={valuesWith(amazon)} theme={Theme} />)
    const choice = page.getByRole('combobox', { name: /^Service/ })
    await expect.element(choice).toHaveTextContent('Amazon S3')
    await choice.click()
    await page.getByRole('option', { name: 'Wasabi' }).click()
    await expect.element(endpoint()).toHaveValue('https://s3.eu-central-1.wasabisys.com')
  })

  it('re-render it only when the service changes', async () => {
    let count = 0
    const Counting = ({ id, value, onChange, onBlur }: WidgetProps): ReactElement => {
      if (id.endsWith('service')) count++
      return (
        <input
          id={id}
          value={(value as string | undefined) ?? ''}
          onChange={({ target }) => onChange(target.value)}
          onBlur={() => onBlur(id, undefined)}
        />
      )
    }
    const theme = { widgets: { TextWidget: Counting, SelectWidget: Counting } }
    await render(<BackupStorageForm defaultValues={valuesWith(amazon)} theme={theme} />)
    await expect.element(page.getByRole('link', { name: /^Documentation/ })).toBeVisible()
    const before = count
    await page.getByLabelText(/^Bucket/).fill('another')
    await page.getByLabelText(/^Name\b/).fill('another')
    await endpoint().fill('https://s3.eu-west-1.amazonaws.com')
    expect(count).toBe(before)
    await endpoint().fill('https://s3.eu-west-1.wasabisys.com')
    expect(count).toBeGreaterThan(before)
  })

  it('take it to the manifest', async () => {
    await render(<BackupStorageWizard defaultValues={valuesWith({})} onSubmit={() => Promise.resolve()} />)
    await expect.element(service()).toHaveAccessibleDescription('Fills in Endpoint and Region.')
    await waitFor(() => expect((service().element() as HTMLSelectElement).options.length).toBeGreaterThan(10))
    await service().selectOptions('Wasabi')
    await page.getByRole('button', { name: 'Preview', exact: true }).click()
    await waitFor(() => expect(linesSeen().join('\n')).toContain('endpoint: https://s3.us-east-1.wasabisys.com'))
    expect(linesSeen().join('\n')).toContain('region: us-east-1')
  })
})
