import type { Meta, StoryObj } from '@storybook/react-vite'
import { german } from 'backupstorage-forms/messages/de'
import { ManifestDiff } from '../test/react/editorParts.ts'
import { jsonText, longText, yamlText } from './manifestTexts.ts'

/** The changes in a text, side by side if there is room, otherwise below each other. */
const meta = {
  title: 'Components/ManifestDiff',
  component: ManifestDiff,
  args: {
    before: yamlText,
    after: yamlText
      .replace(/deletionPolicy: .*/, 'deletionPolicy: WipeOut')
      .replace(/(_KEY: ).*/, '$1"another value"')
      .concat('# A comment that was added.\n'),
    beforeLabel: 'From the form',
    afterLabel: 'As edited',
    format: 'yaml',
  },
  decorators: [
    (Story) => (
      <div className="bsf">
        <Story />
      </div>
    ),
  ],
} satisfies Meta<typeof ManifestDiff>

export default meta
type Story = StoryObj<typeof meta>

export const Yaml: Story = {}
export const Json: Story = {
  args: {
    before: jsonText,
    after: jsonText.replace(/"deletionPolicy": "\w+"/, '"deletionPolicy": "WipeOut"'),
    format: 'json',
  },
}
export const Dark: Story = { globals: { theme: 'dark' } }
export const NoDifferences: Story = { args: { after: yamlText } }
export const Long: Story = {
  args: {
    before: longText(),
    after: longText().replaceAll('value 1000 ', 'another value ').replaceAll('value 9 ', ''),
  },
}
export const German: Story = {
  args: {
    beforeLabel: german.manifestPreview.beforeEdits,
    afterLabel: german.manifestPreview.asEdited,
    messages: german,
  },
}

export const Narrow: Story = {
  decorators: [
    (Story) => (
      <div style={{ inlineSize: '18rem' }}>
        <Story />
      </div>
    ),
  ],
}
