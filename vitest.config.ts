import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { storybookTest } from '@storybook/addon-vitest/vitest-plugin'
import { playwright } from '@vitest/browser-playwright'
import { globSync } from 'tinyglobby'
import { defineConfig } from 'vitest/config'
import { aliases } from './test/aliases.mjs'
import { browserFlags, findBrowser } from './test/findBrowser.mjs'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const { dependencies } = JSON.parse(readFileSync(at('package.json'), 'utf8')) as {
  dependencies: Record<string, string>
}

process.env['STORYBOOK_DISABLE_TELEMETRY'] = '1'
/** Every run tries other cases of the properties, unless `SEED` repeats one: see test/property.ts. */
const SEED = process.env['SEED'] || String(Math.floor(Math.random() * 1_000_000))
if (!/^\d{1,6}$/.test(SEED)) throw new Error(`SEED must be a whole number below a million, not "${SEED}".`)

/** `npm run test:visual -- --update` replaces the baselines of test/visual. */
const isUpdate = process.argv.some((word) => word === '--update' || word === '-u')

const projects = process.argv.flatMap((word, i, words) =>
  word === '--project' ? [words[i + 1]] : word.startsWith('--project=') ? [word.slice(10)] : [],
)
const needsBrowser = projects.length === 0 || projects.some((name) => !['unit', 'package', 'deep'].includes(name ?? ''))

/** Finds, or installs, a browser before the first test, and only where a test needs one. */
const launchOptions = needsBrowser ? { executablePath: findBrowser(), args: browserFlags } : { args: browserFlags }

// A function, because vitest writes into what it is given.
const browser = () => ({
  enabled: true,
  headless: true,
  provider: playwright({ launchOptions, contextOptions: { reducedMotion: 'reduce', locale: 'en-US' } }),
  instances: [{ browser: 'chromium' as const }],
  screenshotFailures: false,
  viewport: { width: 1280, height: 900 },
})

// Vite reloads the page, and with it the test, when it discovers a dependency during a run.
const optimizeDeps = {
  include: [
    ...Object.keys(dependencies),
    'axe-core',
    'react',
    'react-dom',
    'react-dom/client',
    'react-dom/server',
    'react/jsx-dev-runtime',
    'react/jsx-runtime',
    '@rjsf/mui',
    'storybook/test',
    'vitest-browser-react',
  ],
}

/** How long a browser test polls for what it expects, in milliseconds: enough on a busy machine. */
const expect = { poll: { timeout: 10_000 } }

const shared = { root: at('.'), resolve: { alias: aliases, dedupe: ['react', 'react-dom'] } }

// Files share a thread and the modules that it has loaded: loading them takes longer than the tests of most files.
const node = {
  environment: 'node' as const,
  pool: 'threads' as const,
  isolate: false,
  maxWorkers: 2,
  env: { SEED },
}

const notUnit = ['test/**/*.e2e.test.ts', 'test/**/*.visual.test.ts', 'test/package/**', 'test/hosts/**']

/** The files whose tests try more when `deep` runs them: those that use test/property.ts. */
const deepFiles = globSync('test/**/*.test.ts', { cwd: at('.'), ignore: 'test/hosts/**' }).filter((file) =>
  readFileSync(at(file), 'utf8').includes("/property.ts'"),
)

// Projects with the same `groupOrder` run side by side, and a group starts when the one before it has ended.
export default defineConfig({
  root: at('.'),
  test: {
    reporters: process.env['CI'] ? ['default', 'json'] : ['default'],
    outputFile: { json: at('test/results/vitest.json') },
    projects: [
      {
        ...shared,
        test: {
          ...node,
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: notUnit,
          testTimeout: 30_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        ...shared,
        test: {
          ...node,
          // What is built, so `npm run build` comes first.
          name: 'package',
          include: ['test/package/*.test.ts'],
          testTimeout: 60_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        ...shared,
        optimizeDeps,
        test: {
          name: 'browser',
          include: ['test/**/*.browser.test.tsx'],
          setupFiles: [at('test/failOnConsole.ts')],
          env: { SEED },
          testTimeout: 60_000,
          expect,
          browser: browser(),
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
      {
        ...shared,
        optimizeDeps,
        plugins: [storybookTest({ configDir: at('stories/.storybook') })],
        test: {
          name: 'storybook',
          setupFiles: [at('test/failOnConsole.ts')],
          testTimeout: 60_000,
          expect,
          // One page for all files: loading a page takes longer than the tests of most files.
          isolate: false,
          browser: browser(),
          maxWorkers: 2,
          sequence: { groupOrder: 2 },
        },
      },
      {
        ...shared,
        test: {
          ...node,
          name: 'e2e',
          include: ['test/**/*.e2e.test.ts'],
          globalSetup: at('test/console/buildConsole.ts'),
          testTimeout: 90_000,
          hookTimeout: 90_000,
          sequence: { groupOrder: 3 },
        },
      },
      {
        ...shared,
        test: {
          ...node,
          name: 'visual',
          include: ['test/**/*.visual.test.ts'],
          env: { UPDATE_BASELINES: String(isUpdate) },
          retry: 1,
          testTimeout: 300_000,
          sequence: { groupOrder: 4 },
        },
      },
      {
        ...shared,
        test: {
          ...node,
          name: 'deep',
          include: deepFiles,
          env: { SEED, DEEP: 'true' },
          testTimeout: 900_000,
          sequence: { groupOrder: 5 },
        },
      },
    ],
  },
})
