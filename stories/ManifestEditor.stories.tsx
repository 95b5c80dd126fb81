import type { Meta, StoryObj } from '@storybook/react-vite'
import { german } from 'backupstorage-forms/messages/de'
import { useState } from 'react'
import { expect, fn, waitFor } from 'storybook/test'
import { ManifestEditor } from '../test/react/editorParts.ts'
import { faults, faultyText, jsonText, longText, yamlText } from './manifestTexts.ts'

/**
 * An editor for the text of the manifests. Values of Secrets are not in the page until the user reveals them. The text
 * around them can be edited, and a value can be overwritten.
 */
const meta = {
  title: 'Components/ManifestEditor',
  component: ManifestEditor,
  args: { text: yamlText, format: 'yaml', label: 'Manifest', onChange: fn<(text: string) => void>() },
  render: function Render(args) {
    const [text, setText] = useState(args.text)
    return (
      <div className="bsf">
        <ManifestEditor
          {...args}
          text={text}
          onChange={(next) => {
            setText(next)
            args.onChange?.(next)
          }}
        />
      </div>
    )
  },
} satisfies Meta<typeof ManifestEditor>

export default meta
type Story = StoryObj<typeof meta>

function editorIn(canvasElement: HTMLElement): HTMLElement {
  const content = canvasElement.querySelector('.bsf-editor-host')?.shadowRoot?.querySelector<HTMLElement>('.cm-content')
  if (!content) throw new Error('The editor is not ready.')
  return content
}

export const Yaml: Story = {}
export const Json: Story = { args: { text: jsonText, format: 'json' } }
export const WithFaults: Story = { name: 'With Errors', args: { text: faultyText, diagnostics: faults } }
export const Revealed: Story = { args: { revealed: true } }
export const ReadOnly: Story = { args: { readOnly: true } }
export const Long: Story = { args: { text: longText() } }
export const Dark: Story = { args: { text: faultyText, diagnostics: faults }, globals: { theme: 'dark' } }
export const German: Story = { args: { label: german.manifest, messages: german } }

export const Narrow: Story = {
  args: { text: faultyText, diagnostics: faults },
  decorators: [
    (Story) => (
      <div style={{ inlineSize: '18rem' }}>
        <Story />
      </div>
    ),
  ],
}

/** F8 moves to the next problem and shows its message. */
export const AtAProblem: Story = {
  args: { text: faultyText, diagnostics: faults },
  play: async ({ canvasElement, userEvent }) => {
    const editor = await waitFor(() => editorIn(canvasElement))
    editor.focus()
    await userEvent.keyboard('{F8}')
    await waitFor(() => expect(editor.closest('.cm-editor')?.querySelector('.cm-tooltip')).toBeVisible())
  },
}

/** The search finds visible text only, not hidden values. */
export const Searching: Story = {
  play: async ({ canvasElement, userEvent }) => {
    const editor = await waitFor(() => editorIn(canvasElement))
    editor.focus()
    await userEvent.keyboard('{Control>}f{/Control}')
    const field = await waitFor(() => {
      const found = editor.closest('.cm-editor')?.querySelector<HTMLInputElement>('input[name=search]')
      if (!found) throw new Error('The search panel is missing.')
      return found
    })
    await userEvent.type(field, 'demo')
    await waitFor(() => expect(editor.querySelectorAll('.cm-searchMatch').length).toBeGreaterThan(1))
  },
}
