import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url))

export default defineConfig({
  root: at('.'),
  test: {
    include: ['test/hosts/*.hosts.test.ts'],
    globalSetup: at('test/hosts/provideTarball.ts'),
    // One host installs while another one builds.
    maxWorkers: 2,
    testTimeout: 300_000,
    hookTimeout: 300_000,
    reporters: process.env['CI'] ? ['verbose', 'json'] : ['verbose'],
    outputFile: { json: at('test/results/hosts.json') },
  },
})
