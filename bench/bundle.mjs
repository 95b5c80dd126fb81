import { gzipSync } from 'node:zlib'
import { build } from 'vite'

/** @param {string | Buffer} code */
export const gzipped = (code) => gzipSync(code, { level: 9 }).length

/**
 * The chunks of a module as a consumer's production build makes them, React apart.
 *
 * @param {string} root
 * @param {string} input the file of the module
 * @param {readonly import('./servePage.mjs').Alias[]} [aliases] what its imports stand for
 */
export async function bundle(root, input, aliases = []) {
  const result = await build({
    root,
    configFile: false,
    logLevel: 'error',
    mode: 'production',
    resolve: { alias: [...aliases] },
    build: {
      write: false,
      target: 'es2022',
      modulePreload: false,
      rolldownOptions: {
        input,
        external: /^react(?:-dom)?(?:\/|$)/,
        // Otherwise Vite takes it for an application, whose exports nobody needs.
        preserveEntrySignatures: 'strict',
      },
    },
  })
  const { output } = /** @type {import('vite').Rolldown.RolldownOutput} */ (Array.isArray(result) ? result[0] : result)
  return output.filter((file) => file.type === 'chunk')
}
