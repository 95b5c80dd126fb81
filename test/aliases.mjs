import { fileURLToPath } from 'node:url'

const at = (/** @type {string} */ path) => fileURLToPath(new URL(`../${path}`, import.meta.url))

/**
 * The package's name means its sources, so that tests and stories import what a consumer imports and need no build.
 * `TEST_DIST=1` makes it mean what was built.
 */
export const aliases = process.env.TEST_DIST
  ? [
      { find: /^backupstorage-forms$/, replacement: at('dist/react/index.js') },
      { find: /^backupstorage-forms\/(cluster|editor|element)$/, replacement: at('dist/$1/index.js') },
      { find: /^backupstorage-forms\/(core|contrib|kubernetes)$/, replacement: at('dist/$1.js') },
      { find: /^backupstorage-forms\/messages\/([\w-]+)$/, replacement: at('dist/messages/$1.js') },
      { find: /^backupstorage-forms\/styles\.css$/, replacement: at('dist/styles.css') },
    ]
  : [
      { find: /^backupstorage-forms$/, replacement: at('src/react/index.ts') },
      { find: /^backupstorage-forms\/(cluster|editor|element)$/, replacement: at('src/$1/index.ts') },
      { find: /^backupstorage-forms\/(core|contrib|kubernetes)$/, replacement: at('src/$1.ts') },
      { find: /^backupstorage-forms\/messages\/([\w-]+)$/, replacement: at('src/messages/$1.ts') },
      { find: /^backupstorage-forms\/styles\.css$/, replacement: at('src/react/styles.css') },
    ]
