import type { Preview } from '@storybook/react-vite'
import { configure } from 'storybook/test'
import 'backupstorage-forms/styles.css'

// What is loaded when it is needed takes its time on a busy machine.
configure({ asyncUtilTimeout: 10_000 })

const preview: Preview = {
  tags: ['autodocs'],
  parameters: {
    a11y: { test: 'error' },
    controls: { expanded: true },
    layout: 'fullscreen',
  },
  globalTypes: {
    theme: {
      description: 'Light or dark',
      toolbar: {
        icon: 'circlehollow',
        dynamicTitle: true,
        items: [
          { value: 'light', title: 'Light', icon: 'sun' },
          { value: 'dark', title: 'Dark', icon: 'moon' },
        ],
      },
    },
  },
  initialGlobals: { theme: 'light' },
  decorators: [
    (Story, { globals }) => {
      const theme = globals['theme'] === 'dark' ? 'dark' : 'light'
      return (
        <div
          data-theme={theme}
          style={{
            colorScheme: theme,
            background: 'Canvas',
            color: 'CanvasText',
            padding: '1rem',
            fontFamily: 'system-ui, sans-serif',
          }}
        >
          <Story />
        </div>
      )
    },
  ],
}

export default preview
