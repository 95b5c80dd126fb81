import { fileURLToPath } from 'node:url'

const at = (/** @type {string} */ path) => fileURLToPath(new URL(`../${path}`, import.meta.url))

/**
 * Maps the package's name to its sources, so that tests and stories import the same names as a consumer and need no
 * build. With `TEST_DIST=1` the name means the built package.
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
