import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import type { TestProject } from 'vitest/node'
import { aliases } from '../aliases.mjs'

declare module 'vitest' {
  interface ProvidedContext {
    /** The output folder of the example console. */
    consoleFolder: string
  }
}

/**
 * Builds the example console once for all of its tests, with the package from `src/` or, with `TEST_DIST=1`, `dist/`.
 * It is a development build, so that React warns, under the production page's Content-Security-Policy.
 */
export default async function buildConsole({ provide }: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'console-e2e-'))
  await build({
    configFile: fileURLToPath(new URL('../../examples/console/vite.config.ts', import.meta.url)),
    mode: 'development',
    logLevel: 'error',
    resolve: { alias: aliases, dedupe: ['react', 'react-dom'] },
    build: { outDir: folder, emptyOutDir: true, minify: false },
  })
  provide('consoleFolder', folder)
  return () => rmSync(folder, { recursive: true, force: true })
}
