import type { Preview } from '@storybook/react-vite'
import { lazy, Suspense } from 'react'
import { configure } from 'storybook/test'
import 'backupstorage-forms/styles.css'
import { argTypesOf } from '../docs/componentProps.ts'

// Lazy chunks can take a while to load on a busy machine.
configure({ asyncUtilTimeout: 10_000 })

const ComponentDocs = lazy(() => import('../docs/ComponentDocs.tsx'))

const preview: Preview = {
  tags: ['autodocs'],
  parameters: {
    a11y: { test: 'error' },
    controls: { expanded: true },
    docs: {
      extractArgTypes: argTypesOf,
      page: () => (
        <Suspense>
          <ComponentDocs />
        </Suspense>
      ),
    },
    layout: 'fullscreen',
    options: { storySort: { order: ['Components', 'Guides', 'Recipes', 'Reference', 'Providers', 'Contributed'] } },
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
