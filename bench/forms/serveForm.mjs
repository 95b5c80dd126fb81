import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bundle, gzipped } from '../bundle.mjs'
import { servePage } from '../servePage.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const dist = join(root, 'dist')
const contendersFolder = join(root, 'bench/contenders')

/**
 * @param {import('../contenders/contenders.mjs').Contender} contender
 * @param {string} form the folder that `writeForm` wrote
 * @returns {import('../servePage.mjs').Alias[]}
 */
function aliasesOf({ file }, form) {
  if (!existsSync(join(dist, 'react/index.js'))) throw new Error('dist/ is missing. Run: npm run build')
  return [
    { find: 'contender', replacement: join(contendersFolder, file) },
    { find: /^form\//, replacement: `${form}/` },
    { find: /^backupstorage-forms$/, replacement: join(dist, 'react/index.js') },
    { find: /^backupstorage-forms\/core$/, replacement: join(dist, 'core.js') },
    // The compiled checks of a form import these from outside the project.
    { find: /^ajv\//, replacement: join(root, 'bench/node_modules/ajv/') },
  ]
}

/**
 * Serves a page with one contender's form, built for production.
 *
 * @param {import('../contenders/contenders.mjs').Contender} contender
 * @param {string} form the folder that `writeForm` wrote
 */
export function serveForm(contender, form) {
  return servePage({
    script: `import ${JSON.stringify(join(contendersFolder, 'page.jsx'))}`,
    stylesheet: join(dist, 'styles.css'),
    html:
      '<!doctype html><html lang="en"><meta charset="utf-8"><title>Form</title>' +
      '<link rel="stylesheet" href="./styles.css"><body><script type="module" src="./page.js"></script></body></html>',
    aliases: aliasesOf(contender, form),
    ...(contender.compiles ? { policy: "default-src 'self'; script-src 'self' 'unsafe-eval'" } : {}),
  })
}

/** Returns the size of a page's scripts in bytes, compressed with gzip. */
export function bytesOf(/** @type {ReadonlyMap<string, Buffer>} */ files) {
  return [...files].filter(([path]) => path.endsWith('.js')).reduce((sum, [, content]) => sum + gzipped(content), 0)
}

/**
 * Returns the size of a contender's form in bytes, compressed with gzip, without React.
 *
 * @param {import('../contenders/contenders.mjs').Contender} contender
 * @param {string} form the folder that `writeForm` wrote
 */
export async function bytesWithoutReact(contender, form) {
  const chunks = await bundle(contendersFolder, join(contendersFolder, contender.file), aliasesOf(contender, form))
  return chunks.reduce((sum, { code }) => sum + gzipped(code), 0)
}
