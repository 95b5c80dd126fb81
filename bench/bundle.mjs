import { gzipSync } from 'node:zlib'
import { build } from 'vite'

/** @param {string | Buffer} code */
export const gzipped = (code) => gzipSync(code, { level: 9 }).length

/**
 * Bundles a module as a consumer's production build does, without React, and returns its chunks.
 *
 * @param {string} root
 * @param {string} input the file of the module
 * @param {readonly import('./servePage.mjs').Alias[]} [aliases] replacements for its imports
 */
export async function bundle(root, input, aliases = []) {
  const result = await build({
    root,
    configFile: false,
    logLevel: 'error',
    mode: 'production',
    // A test runner sets another NODE_ENV.
    define: { 'process.env.NODE_ENV': '"production"' },
    resolve: { alias: [...aliases] },
    build: {
      write: false,
      target: 'es2022',
      modulePreload: false,
      rolldownOptions: {
        input,
        external: /^react(?:-dom)?(?:\/|$)/,
        // Otherwise Vite treats it as an application and drops its exports.
        preserveEntrySignatures: 'strict',
      },
    },
  })
  const { output } = /** @type {import('vite').Rolldown.RolldownOutput} */ (Array.isArray(result) ? result[0] : result)
  return output.filter((file) => file.type === 'chunk')
}
