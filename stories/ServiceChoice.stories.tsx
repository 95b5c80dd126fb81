import type { Meta, StoryObj } from '@storybook/react-vite'
import { BackupStorageForm, useDraft, ValidationPanel } from 'backupstorage-forms'
import type { BackupStorageValues } from 'backupstorage-forms/core'
import type { ReactElement } from 'react'
import { expect, waitFor } from 'storybook/test'
import { caseOf } from '../test/fixtures/cases.ts'

function valuesWith(spec: Record<string, unknown>): BackupStorageValues {
  const { values } = caseOf('s3-new-secret')
  const { endpoint: _endpoint, region: _region, ...others } = values.backend.spec
  return { ...values, backend: { ...values.backend, spec: { ...others, ...spec } } }
}

/**
 * The choice of the service that provides the storage, above the endpoint. It is no value: it shows the service of the
 * endpoint, fills in the endpoint and the region, and lists the regions.
 */
const meta = {
  title: 'Interaction/ServiceChoice',
  component: BackupStorageForm,
  tags: ['!autodocs'],
} satisfies Meta<typeof BackupStorageForm>

export default meta
type Story = StoryObj<typeof meta>

type Canvas = Parameters<NonNullable<Story['play']>>[0]['canvas']

/** Waits for the list of services, and returns the choice. */
async function loaded(canvas: Canvas): Promise<HTMLSelectElement> {
  const choice: HTMLSelectElement = canvas.getByLabelText('Service')
  await waitFor(() => expect(choice.options.length).toBeGreaterThan(10))
  return choice
}

/** A new storage: choosing a service fills in its endpoint and its first region. */
export const NewStorage: Story = {
  args: { defaultValues: valuesWith({}) },
  play: async ({ canvas, userEvent }) => {
    await userEvent.selectOptions(await loaded(canvas), 'Amazon S3')
    await expect(canvas.getByLabelText(/^Endpoint/)).toHaveValue('https://s3.us-east-1.amazonaws.com')
    await expect(canvas.getByLabelText('Region')).toHaveValue('us-east-1')
  },
}

/** Selecting a region changes the endpoint as well. */
export const Amazon: Story = {
  args: { defaultValues: valuesWith({ endpoint: 'https://s3.eu-central-1.amazonaws.com', region: 'eu-central-1' }) },
  play: async ({ canvas, userEvent }) => {
    await loaded(canvas)
    await userEvent.click(await canvas.findByRole('button', { name: 'Show options for Region' }))
    await userEvent.click(canvas.getByRole('option', { name: /^us-west-2/ }))
    await expect(canvas.getByLabelText(/^Endpoint/)).toHaveValue('https://s3.us-west-2.amazonaws.com')
  },
}

/** The endpoint has a part of the user's own, which is selected to be replaced. */
export const CloudflareR2: Story = {
  name: 'Cloudflare R2',
  args: { defaultValues: valuesWith({}) },
  play: async ({ canvas, userEvent }) => {
    await userEvent.selectOptions(await loaded(canvas), 'Cloudflare R2')
    await expect(canvas.getByLabelText(/^Endpoint/)).toHaveFocus()
    await expect(document.getSelection()?.toString()).toBe('<account-id>')
  },
}

/** The regions of a service, with the present one marked. */
export const Wasabi: Story = {
  args: { defaultValues: valuesWith({ endpoint: 'https://s3.eu-central-1.wasabisys.com', region: 'eu-central-1' }) },
  play: async ({ canvas, userEvent }) => {
    await expect((await loaded(canvas)).selectedOptions[0]).toHaveTextContent('Wasabi')
    await userEvent.click(await canvas.findByRole('button', { name: 'Show options for Region' }))
    await expect(canvas.getByRole('option', { name: /^eu-central-1/ })).toHaveAttribute('aria-selected', 'true')
  },
}

/** A server of the user's own. Choosing its software leaves the address. */
export const SelfHosted: Story = {
  args: { defaultValues: valuesWith({ endpoint: 'https://storage.example.com:9000', region: 'us-east-1' }) },
  play: async ({ canvas, userEvent }) => {
    const choice = await loaded(canvas)
    await expect(choice.selectedOptions[0]).toHaveTextContent('Other')
    await userEvent.selectOptions(choice, 'MinIO')
    await expect(canvas.getByLabelText(/^Endpoint/)).toHaveValue('https://storage.example.com:9000')
  },
}

function WithPanel({ defaultValues }: { defaultValues?: BackupStorageValues | undefined }): ReactElement {
  const draft = useDraft({ values: defaultValues })
  return (
    <>
      <BackupStorageForm draft={draft} />
      <ValidationPanel draft={draft} />
    </>
  )
}

/** The region differs from that of the endpoint. The list of errors repairs it. */
export const WrongRegion: Story = {
  args: { defaultValues: valuesWith({ endpoint: 'https://s3.eu-central-1.amazonaws.com', region: 'us-east-1' }) },
  render: ({ defaultValues }) => <WithPanel defaultValues={defaultValues} />,
  play: async ({ canvas, userEvent }) => {
    await loaded(canvas)
    const region = canvas.getByLabelText('Region')
    await userEvent.click(region)
    await userEvent.tab()
    await waitFor(() => expect(region).toBeInvalid())
    await userEvent.click(canvas.getAllByRole('button', { name: 'Use eu-central-1' })[0] as HTMLElement)
    await waitFor(() => expect(region).toHaveValue('eu-central-1'))
    await expect(region).toBeValid()
  },
}
