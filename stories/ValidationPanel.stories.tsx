import type { Meta, StoryObj } from '@storybook/react-vite'
import { BackupStorageForm, useDraft, ValidationPanel } from 'backupstorage-forms'
import type { DraftPanelProps, ValidationPanelProps } from 'backupstorage-forms'
import type { BackupStorageValues } from 'backupstorage-forms/core'
import { applyFix, initialValues, validateManifests, validateValues } from 'backupstorage-forms/core'
import { german } from 'backupstorage-forms/messages/de'
import type { ReactElement } from 'react'
import { useState } from 'react'
import { expect, fn, waitFor, within } from 'storybook/test'
import { caseOf } from '../test/fixtures/cases.ts'

const broken = `apiVersion: storage.kubestash.com/v1alpha1
kind: BackupStorage
metadata:
  name: Wrong Name
  namespace: demo
spec:
  storage:
    provider: gcs
    gcs:
      bucket: my-backups
      maxConnections: many
`

/** Values with errors that are typical of copying and pasting. Each has a fix. */
function pasted(): BackupStorageValues {
  const { backend, ...values } = caseOf('s3-new-secret').values
  return {
    ...values,
    deletionPolicy: 'WipeOut',
    backend: {
      ...backend,
      auth: { AWS_ACCESS_KEY_ID: ' AKIAIOSFODNN7EXAMPLE', AWS_SECRET_ACCESS_KEY: 'made-up-secret\n' },
      spec: { bucket: 'my-backups', endpoint: 'https://s3.eu-west-1.amazonaws.com', region: 'us-east-1' },
    },
  }
}

/** Values with warnings only. */
const warned: BackupStorageValues = {
  ...caseOf('local-pvc').values,
  name: 'a-storage-for-all-backups-of-every-team-in-this-organisation-2026',
  deletionPolicy: 'WipeOut',
  securityContext: {},
}

/** A text with a hundred invalid labels. */
const labels = Array.from({ length: 100 }, (_, index) => `    "${'x'.repeat(index % 40)}!${index}": "a b"\n`).join('')
const hostile = broken.replace('spec:\n', `  labels:\n${labels}spec:\n`)

/** The results of the checks, grouped by sections of the form, errors first. Each leads to its field or line. */
const meta = {
  title: 'Components/ValidationPanel',
  component: ValidationPanel,
  args: { diagnostics: validateValues(caseOf('azure-faulty').values), provider: 'azure', onSelect: fn() },
} satisfies Meta<typeof ValidationPanel>

export default meta
type Story = StoryObj<typeof meta>

/** Selecting a diagnostic calls `onSelect`, so that the host can go to the field. */
export const Errors: Story = {
  play: async ({ canvas, userEvent, args }) => {
    await expect(canvas.getByRole('heading', { name: '11 errors' })).toBeVisible()
    await expect(canvas.getByRole('heading', { name: 'Azure › Spec 3' })).toBeVisible()
    await userEvent.click(canvas.getByRole('button', { name: /^Run as User must be/ }))
    await expect(args.onSelect).toHaveBeenCalledWith(
      args.diagnostics?.find(({ path }) => path === '/securityContext/runAsUser'),
    )
  },
}

export const OneError: Story = {
  args: { diagnostics: validateValues({ ...caseOf('s3-existing-secret').values, name: '' }), provider: 's3' },
}

/** Diagnostics of a text show their line and lead to it. */
export const OfAText: Story = {
  name: 'Of Text',
  args: { diagnostics: validateManifests(broken), provider: 'gcs' },
  play: async ({ canvas, userEvent, args }) => {
    await userEvent.click(canvas.getByText('line 4, column 9'))
    await expect(args.onSelect).toHaveBeenCalledWith(
      expect.objectContaining({ path: '/name', range: expect.objectContaining({ line: 4 }) as unknown }),
    )
  },
}

/** Syntax errors have their own group, which comes first. */
export const BrokenText: Story = {
  args: { diagnostics: validateManifests(`${broken}\t- a\n]`), provider: 'gcs' },
  play: async ({ canvas }) => {
    const [, first] = canvas.getAllByRole('heading')
    await expect(first).toHaveTextContent(/^Manifest/)
  },
}

function Fixing(props: ValidationPanelProps): ReactElement {
  const [values, setValues] = useState(pasted)
  return (
    <ValidationPanel
      {...props}
      draft={undefined}
      diagnostics={validateValues(values)}
      provider="s3"
      onFix={(fix, diagnostic) => {
        props.onFix?.(fix, diagnostic)
        setValues(applyFix(values, fix))
      }}
    />
  )
}

/** A host that holds the values applies the fixes itself. */
export const Fixes: Story = {
  args: { onFix: fn() },
  render: (args) => <Fixing {...args} />,
  play: async ({ canvas, userEvent, args }) => {
    const [first] = canvas.getAllByRole('button', { name: 'Remove whitespace' })
    if (first) await userEvent.click(first)
    await expect(args.onFix).toHaveBeenCalledWith(
      expect.objectContaining({ path: '/backend/auth/AWS_ACCESS_KEY_ID' }),
      expect.objectContaining({ code: 'space' }),
    )
    await expect(canvas.getByRole('button', { name: /from AWS Secret Access Key/ })).toHaveFocus()
  },
}

/** Warnings don't prevent submitting, and the panel says so. */
export const OnlyWarnings: Story = {
  args: { diagnostics: validateValues(warned), provider: 'local', onFix: fn() },
  play: async ({ canvas }) => {
    await expect(canvas.getByText(/Ready to submit/, { selector: 'h3 *' })).toBeVisible()
  },
}

/** No problems in anything that was checked. */
export const AllIsWell: Story = {
  name: 'No Problems',
  args: { diagnostics: [] },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('heading', { name: 'No problems found.' })).toBeVisible()
    await expect(canvas.getByText(/^Cluster rules/)).toBeVisible()
  },
}

/** A host that ran a dry run passes an empty `notChecked`. */
export const AllIsChecked: Story = {
  name: 'Everything Checked',
  args: { diagnostics: [], notChecked: [] },
  play: async ({ canvas }) => {
    await expect(canvas.queryByText('Not checked')).toBeNull()
  },
}

/** A section shows twenty diagnostics. A button shows the rest. */
export const AHundred: Story = {
  name: 'A Hundred Errors',
  args: { diagnostics: validateManifests(hostile), provider: 'gcs' },
  play: async ({ canvas, userEvent }) => {
    const before = canvas.getAllByRole('button').indexOf(canvas.getByRole('button', { name: /^Show all/ }))
    await userEvent.click(canvas.getByRole('button', { name: /^Show all/ }))
    await expect(canvas.getAllByRole('button').length).toBeGreaterThan(before + 80)
    await expect(canvas.getAllByRole('button')[before]).toHaveFocus()
  },
}

export const German: Story = {
  args: {
    diagnostics: validateValues(pasted(), { messages: german }),
    provider: 's3',
    messages: german,
    onFix: fn(),
  },
  play: async ({ canvas, canvasElement }) => {
    await expect(canvas.getByText('Nicht geprüft')).toBeVisible()
    await expect(canvasElement.textContent).not.toMatch(/\b(is missing|Enter|Choose|Error|Show|Not checked|the)\b/)
  },
}

/** A form and the checks of its draft, next to it or, if there is no room, above it. */
function Beside({
  values,
  messages,
}: { values: BackupStorageValues } & Pick<DraftPanelProps, 'messages'>): ReactElement {
  const draft = useDraft({ values })
  return (
    <div style={{ display: 'flex', flexWrap: 'wrap-reverse', gap: '1.5rem', alignItems: 'flex-start' }}>
      <div style={{ flex: '2 1 24rem' }}>
        <BackupStorageForm draft={draft} messages={messages} />
      </div>
      <div style={{ flex: '1 1 18rem', position: 'sticky', insetBlockStart: 0 }}>
        <ValidationPanel draft={draft} messages={messages} />
      </div>
    </div>
  )
}

/** With the draft of a form, the panel follows changes, focuses fields, and applies and undoes fixes. */
export const BesideAForm: Story = {
  name: 'Next to a Form',
  args: { diagnostics: [] },
  render: ({ messages }) => <Beside values={pasted()} messages={messages} />,
  play: async ({ canvas, userEvent }) => {
    const panel = within(canvas.getByRole('region', { name: 'Checks' }))
    await userEvent.click(panel.getByRole('button', { name: /^Deletion Policy/ }))
    await expect(canvas.getByLabelText(/^Deletion Policy/)).toHaveFocus()
    await userEvent.click(panel.getByRole('button', { name: /^Use eu-west-1/ }))
    await expect(canvas.getByLabelText(/^Region/)).toHaveValue('eu-west-1')
    await userEvent.click(panel.getByRole('button', { name: 'Undo' }))
    await expect(canvas.getByLabelText(/^Region/)).toHaveValue('us-east-1')
    await userEvent.clear(canvas.getByLabelText(/^Bucket/))
    await waitFor(() => expect(panel.getByRole('button', { name: /^Enter a value for Bucket/ })).toBeVisible())
  },
}

/** An empty form. The panel lists the missing fields. */
export const BesideAnEmptyForm: Story = {
  name: 'Next to an Empty Form',
  args: { diagnostics: [] },
  render: () => <Beside values={initialValues('local')} />,
}
