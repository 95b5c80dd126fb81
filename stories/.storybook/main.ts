import type { StorybookConfig } from '@storybook/react-vite'
import { aliases } from '../../test/aliases.mjs'

const config: StorybookConfig = {
  framework: '@storybook/react-vite',
  stories: ['../**/*.stories.tsx'],
  addons: ['@storybook/addon-docs', '@storybook/addon-a11y', '@storybook/addon-vitest'],
  // The properties of the components, including inherited ones, are generated with the pages of docs/.
  typescript: { reactDocgen: false },
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
  viteFinal: async (vite) => {
    const { mergeConfig } = await import('vite')
    return mergeConfig(vite, {
      resolve: { alias: aliases, dedupe: ['react', 'react-dom'] },
      build: {
        rolldownOptions: {
          // Rollup warns about "use client" once for each file of rjsf.
          onwarn: (warning: { code?: string }, warn: (warning: object) => void) => {
            if (warning.code !== 'MODULE_LEVEL_DIRECTIVE') warn(warning)
          },
        },
      },
    })
  },
}

export default config
