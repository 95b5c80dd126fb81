import type { Meta, StoryObj } from '@storybook/react-vite'
import type { ReactElement } from 'react'
import { useState } from 'react'
import { ManifestPreview } from 'backupstorage-forms'
import { createDraft } from 'backupstorage-forms/core'
import { expect, fn, waitFor } from 'storybook/test'
import { caseOf } from '../test/fixtures/cases.ts'

/** The manifests as they are applied. Values of Secrets are masked until the user reveals them. */
const meta = {
  title: 'Components/ManifestPreview',
  component: ManifestPreview,
  args: { manifests: caseOf('azure-guide').manifests, onPrevious: fn(), onSubmit: fn() },
} satisfies Meta<typeof ManifestPreview>

export default meta
type Story = StoryObj<typeof meta>

export const Yaml: Story = {}
export const Json: Story = { args: { defaultFormat: 'json' } }
export const WithoutSecret: Story = { args: { manifests: caseOf('s3-workload-identity').manifests } }
export const Submitting: Story = { args: { submitting: true, onStop: fn() } }

/** The credentials are in the page only while they are revealed. */
export const Secrets: Story = {
  play: async ({ canvas, canvasElement, userEvent }) => {
    const secret = Object.values(caseOf('azure-guide').values.backend.auth)[0] as string
    await expect(canvasElement.innerHTML).not.toContain(secret)
    await userEvent.click(canvas.getByRole('button', { name: 'Show secrets' }))
    await expect(canvasElement.textContent).toContain(secret)
    await userEvent.click(canvas.getByRole('button', { name: 'Hide secrets' }))
    await expect(canvasElement.innerHTML).not.toContain(secret)
  },
}

/** A draft whose text has a comment, a field that the form doesn't have, and another document. */
function editedDraft(): ReturnType<typeof createDraft> {
  const draft = createDraft({ values: caseOf('s3-new-secret').values })
  const { text } = draft.manifestText('yaml')
  const other = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: notes # stays in the text\n'
  const edited = text.replace('spec:', 'spec: # by hand\n  runtimeSettings:\n    pod:\n      priorityClassName: high')
  draft.editText(`${edited}---\n${other}`, 'yaml')
  return draft
}

function Editable({ start }: { start: () => ReturnType<typeof createDraft> }): ReactElement {
  const [draft] = useState(start)
  return <ManifestPreview draft={draft} onPrevious={fn()} onSubmit={fn()} />
}

/** For repositories that must not contain Secrets: an ExternalSecret refers to the values. */
export const WithAnExternalSecret: Story = {
  render: () => <Editable start={() => createDraft({ values: caseOf('s3-new-secret').values })} />,
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Other ways to copy' }))
    await userEvent.click(canvas.getByRole('menuitem', { name: /ExternalSecret/ }))
    await userEvent.type(canvas.getByLabelText(/^Secret Store/), 'vault')
    await expect(await canvas.findByText(/kind: ExternalSecret/)).toBeInTheDocument()
  },
}

/** The text can be edited. A form with the same draft follows. */
export const Edited: Story = {
  render: () => <Editable start={editedDraft} />,
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Changes' }))
    await expect(await canvas.findByText(/^\d changes$/)).toBeInTheDocument()
    await userEvent.click(canvas.getByRole('button', { name: 'Changes' }))
    await waitFor(() => expect(canvas.getByText(/^Included in Copy and Download/)).toBeVisible())
  },
}

/** Errors in the text are shown at their lines and below it. */
export const WithErrors: Story = {
  render: () => (
    <Editable
      start={() => {
        const draft = editedDraft()
        const { text } = draft.manifestText('yaml')
        draft.editText(text.replace('prefix:', 'prefx:').replace('maxConnections: 0', 'maxConnections: many'), 'yaml')
        return draft
      }}
    />
  ),
}

/** A text with syntax errors is kept, and the form stays unchanged. */
export const Unreadable: Story = {
  render: () => (
    <Editable
      start={() => {
        const draft = editedDraft()
        const { text } = draft.manifestText('yaml')
        draft.editText(text.replace('spec:', 'spec: ['), 'yaml')
        return draft
      }}
    />
  ),
}
