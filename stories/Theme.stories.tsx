import { createTheme, ThemeProvider } from '@mui/material/styles'
import { Theme } from '@rjsf/mui'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { BackupStorageForm } from 'backupstorage-forms'
import type { BackupStorageValues, Diagnostic } from 'backupstorage-forms/core'
import { expect, fn } from 'storybook/test'
import { caseOf } from '../test/fixtures/cases.ts'

const light = createTheme({ palette: { mode: 'light', primary: { main: '#0a7a3d' } } })
const dark = createTheme({ palette: { mode: 'dark', primary: { main: '#4fce8a' } } })

/**
 * The inputs of an rjsf theme instead of the built-in ones, here Material UI. Sections, counts, secrets, key-value rows,
 * labels and descriptions stay the same.
 */
const meta = {
  title: 'Theming/Material UI',
  component: BackupStorageForm,
  args: {
    theme: Theme,
    namespaces: ['default', 'demo', 'production'],
    onChange: fn<(values: BackupStorageValues, diagnostics: readonly Diagnostic[]) => void>(),
    onPreview: fn(),
  },
  decorators: [
    (Story, { globals }) => (
      <ThemeProvider theme={globals['theme'] === 'dark' ? dark : light}>
        <Story />
      </ThemeProvider>
    ),
  ],
} satisfies Meta<typeof BackupStorageForm>

export default meta
type Story = StoryObj<typeof meta>

export const Filled: Story = { args: { defaultValues: caseOf('s3-new-secret').values } }

/** Values and errors are the same as with the built-in inputs. */
export const Used: Story = {
  play: async ({ canvas, canvasElement, userEvent, args }) => {
    await userEvent.type(canvas.getByLabelText(/^Name\b/), 'Wrong Name')
    await userEvent.tab()
    await expect(canvas.getByLabelText(/^Name\b/)).toBeInvalid()
    await expect(canvas.getByLabelText(/^Name\b/)).toHaveAccessibleDescription(/can't contain spaces/)
    await userEvent.clear(canvas.getByLabelText(/^Name\b/))
    await userEvent.type(canvas.getByLabelText(/^Name\b/), 's3-backup')
    await userEvent.click(canvas.getByRole('button', { name: 'Expand More options' }))
    await userEvent.type(canvas.getByLabelText(/^Max Connections/), '7')
    await userEvent.click(canvas.getByRole('combobox', { name: /^Deletion Policy/ }))
    const page = canvasElement.ownerDocument.body
    const option = [...page.querySelectorAll<HTMLElement>('[role=option]')].find((one) =>
      one.textContent.startsWith('WipeOut'),
    )
    if (option) await userEvent.click(option)
    await userEvent.click(canvas.getByRole('checkbox', { name: 'Insecure TLS' }))
    await userEvent.click(canvas.getByRole('radio', { name: 'Workload identity' }))
    const { calls } = (args.onChange as ReturnType<typeof fn>).mock
    await expect(calls.at(-1)?.[0]).toMatchObject({
      name: 's3-backup',
      deletionPolicy: 'WipeOut',
      backend: { credentials: { source: 'workloadIdentity' }, spec: { maxConnections: 7, insecureTLS: true } },
    })
  },
}
