import type { Meta, StoryObj } from '@storybook/react-vite'
import { BackupStorageForm } from 'backupstorage-forms'
import { german } from 'backupstorage-forms/messages/de'
import { expect, waitFor, within } from 'storybook/test'
import { caseOf } from '../test/fixtures/cases.ts'
import { liveStorage } from './live.ts'

/** The preparations for the location of the backups, below the credentials. */
const meta = {
  title: 'Interaction/Guide',
  component: BackupStorageForm,
  tags: ['!autodocs'],
} satisfies Meta<typeof BackupStorageForm>

export default meta
type Story = StoryObj<typeof meta>

/** Opens the guide and returns its texts by step. */
async function openGuide(canvasElement: HTMLElement, name: RegExp): Promise<string[]> {
  const canvas = within(canvasElement)
  const toggle = canvas.getByRole('button', { name })
  await expect(toggle).toHaveAttribute('aria-expanded', 'false')
  toggle.click()
  await waitFor(() => expect(toggle).toHaveAttribute('aria-expanded', 'true'))
  await canvas.findAllByRole('button', { name: /^(?:Copy|Kopieren): / })
  return [...canvasElement.querySelectorAll('.bsf-guide-text')].map(({ textContent }) => textContent)
}

export const S3: Story = {
  args: { defaultValues: caseOf('s3-new-secret').values },
  play: async ({ canvasElement }) => {
    const texts = await openGuide(canvasElement, /^Prepare your bucket$/)
    await expect(texts[1]).toContain('"Resource": "arn:aws:s3:::my-backups/db-backups/demo/*"')
  },
}

/** Names that the form doesn't know are marked. */
export const S3WorkloadIdentity: Story = {
  name: 'S3 Workload Identity',
  args: { defaultValues: caseOf('s3-workload-identity').values },
  play: async ({ canvasElement }) => {
    await openGuide(canvasElement, /^Prepare your bucket$/)
    const marks = [...canvasElement.querySelectorAll('mark')].map(({ textContent }) => textContent)
    await expect(new Set(marks)).toEqual(new Set(['<CLUSTER>', '<ACCOUNT_ID>', '<OIDC_PROVIDER>']))
  },
}

/** The texts follow the values. */
export const Azure: Story = {
  args: { defaultValues: caseOf('azure-guide').values },
  play: async ({ canvas, canvasElement, userEvent }) => {
    await openGuide(canvasElement, /^Prepare your container$/)
    const container = canvas.getByLabelText(/^Container/)
    await userEvent.clear(container)
    await expect(await canvas.findAllByText('<CONTAINER>')).toHaveLength(2)
    await userEvent.type(container, 'other')
    await waitFor(() => expect(canvasElement.querySelector('.bsf-guide-text')).toHaveTextContent('--name=other'))
  },
}

export const Gcs: Story = {
  name: 'GCS',
  args: { defaultValues: caseOf('gcs-new-secret').values },
  play: async ({ canvasElement }) => {
    const texts = await openGuide(canvasElement, /^Prepare your bucket$/)
    await expect(texts.at(-1)).toContain('keys create key.json')
  },
}

/** Another service than Amazon's. */
export const OwnServer: Story = {
  args: {
    defaultValues: {
      ...caseOf('s3-new-secret').values,
      backend: {
        ...caseOf('s3-new-secret').values.backend,
        spec: { bucket: 'my-backups', endpoint: 'https://minio.example.com:9000' },
      },
    },
  },
  play: async ({ canvasElement }) => {
    const texts = await openGuide(canvasElement, /^Prepare your bucket$/)
    await expect(texts.at(-1)).toContain('mc alias set backups https://minio.example.com:9000')
  },
}

/** The guide stays available while a storage is edited, with any fields hidden or fixed. */
export const Editing: Story = {
  args: {
    mode: 'edit',
    editing: liveStorage('azure-existing-secret', [{ name: 'demo-repo', namespace: 'demo', path: 'demo/repo' }]),
    fields: { '/backend/credentials': 'hidden', '/backend/auth': 'hidden', '/backend/spec': 'fixed' },
  },
  play: async ({ canvasElement }) => {
    const texts = await openGuide(canvasElement, /^Prepare your container$/)
    await expect(texts).toHaveLength(1)
  },
}

export const German: Story = {
  args: { defaultValues: caseOf('gcs-workload-identity').values, messages: german },
  play: async ({ canvas, canvasElement }) => {
    await openGuide(canvasElement, /^Bucket vorbereiten$/)
    await expect(canvas.getByText('Das Google-Dienstkonto erstellen')).toBeVisible()
  },
}
