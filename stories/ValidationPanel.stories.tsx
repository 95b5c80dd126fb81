import type { Meta, StoryObj } from '@storybook/react-vite'
import { ValidationPanel } from 'backupstorage-forms'
import { validateManifests, validateValues } from 'backupstorage-forms/core'
import { expect, fn } from 'storybook/test'
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

/** What the checks found: errors first, each leading to its field or its line. */
const meta = {
  title: 'Components/ValidationPanel',
  component: ValidationPanel,
  args: { diagnostics: validateValues(caseOf('azure-faulty').values), onSelect: fn() },
} satisfies Meta<typeof ValidationPanel>

export default meta
type Story = StoryObj<typeof meta>

export const Errors: Story = {
  play: async ({ canvas, userEvent, args }) => {
    const [first] = canvas.getAllByRole('button')
    if (first) await userEvent.click(first)
    await expect(args.onSelect).toHaveBeenCalledWith(args.diagnostics[0])
  },
}
export const OfAText: Story = { args: { diagnostics: validateManifests(broken) } }
export const AllIsWell: Story = { args: { diagnostics: [] } }
