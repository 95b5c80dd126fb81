import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { storybookTest } from '@storybook/addon-vitest/vitest-plugin'
import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'
import { aliases } from './aliases.mjs'
import { browserFlags, findBrowser } from './findBrowser.mjs'

const at = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url))
const root = at('.')
const { dependencies } = JSON.parse(readFileSync(at('package.json'), 'utf8')) as {
  dependencies: Record<string, string>
}

process.env['STORYBOOK_DISABLE_TELEMETRY'] = '1'

const projects = process.argv.flatMap((word, i, words) =>
  word === '--project' ? [words[i + 1]] : word.startsWith('--project=') ? [word.slice(10)] : [],
)
const onlyUnit = projects.length > 0 && projects.every((name) => name === 'unit')

/** Found, or installed, before a test runs: not where nothing needs it. */
const launchOptions = onlyUnit ? { args: browserFlags } : { executablePath: findBrowser(), args: browserFlags }

// A function, because vitest writes into what it is given.
const browser = () => ({
  enabled: true,
  headless: true,
  provider: playwright({ launchOptions, contextOptions: { reducedMotion: 'reduce', locale: 'en-US' } }),
  instances: [{ browser: 'chromium' as const }],
  screenshotFailures: false,
  viewport: { width: 1280, height: 900 },
})

// A dependency that Vite meets in the middle of a run reloads the page, and with it the test.
const optimizeDeps = {
  include: [
    ...Object.keys(dependencies),
    '@rjsf/core/lib/components/fields/ObjectField.js',
    '@rjsf/core/lib/components/widgets/TextWidget.js',
    '@rjsf/utils',
    '@tanstack/react-virtual',
    'axe-core',
    'react',
    'react-dom',
    'react-dom/client',
    'react/jsx-dev-runtime',
    'react/jsx-runtime',
  ],
}

// What is waited for takes its time on a busy machine.
const expect = { poll: { timeout: 10_000 } }

const resolve = { alias: aliases, dedupe: ['react', 'react-dom'] }

export default defineConfig({
  root,
  test: {
    reporters: process.env['CI'] ? ['default', 'json'] : ['default'],
    outputFile: { json: at('test/results/vitest.json') },
    projects: [
      {
        root,
        resolve,
        test: {
          name: 'unit',
          environment: 'node',
          include: ['test/**/*.test.ts'],
          exclude: ['test/hosts/**'],
          testTimeout: 30_000,
        },
      },
      {
        root,
        resolve,
        optimizeDeps: { include: [...optimizeDeps.include, 'react-dom/server', 'vitest-browser-react'] },
        test: {
          name: 'browser',
          include: ['test/**/*.browser.test.tsx'],
          setupFiles: [at('test/failOnConsole.ts')],
          testTimeout: 60_000,
          expect,
          browser: browser(),
        },
      },
      {
        root,
        resolve,
        optimizeDeps,
        plugins: [storybookTest({ configDir: at('stories/.storybook') })],
        test: {
          name: 'storybook',
          setupFiles: [at('test/failOnConsole.ts')],
          testTimeout: 60_000,
          expect,
          // One page for all files: to load everything anew for each takes longer than most of them.
          isolate: false,
          browser: browser(),
        },
      },
    ],
  },
})
