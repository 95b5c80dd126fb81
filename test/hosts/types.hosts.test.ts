import { cpSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, it } from 'vitest'
import { installHost } from './testHost.ts'

const sources = fileURLToPath(new URL('../package/consumers', import.meta.url))

/** The strictest settings of a consumer: the declarations of the package are checked, too. */
const strictest = {
  noEmit: true,
  target: 'es2022',
  jsx: 'react-jsx',
  strict: true,
  exactOptionalPropertyTypes: true,
  noImplicitOverride: true,
  noUncheckedIndexedAccess: true,
  noUncheckedSideEffectImports: true,
  noPropertyAccessFromIndexSignature: true,
  isolatedModules: true,
  verbatimModuleSyntax: true,
  resolveJsonModule: true,
  skipLibCheck: false,
}

const compilers = ['typescript-5.9', 'typescript-7.0']
const resolutions = {
  bundler: { module: 'esnext', moduleResolution: 'bundler' },
  nodenext: { module: 'nodenext', moduleResolution: 'nodenext' },
}
const dom = ['es2023', 'dom', 'dom.iterable']
const inBrowsers = { 'console.tsx': { lib: dom, types: [] } }

describe.each<{ host: string; sees: Record<string, { lib: string[]; types: string[] }> }>([
  {
    host: 'types-core',
    // The elements are for pages without React, so their types must not depend on it.
    sees: {
      'core.ts': { lib: ['es2023'], types: [] },
      'node.ts': { lib: ['es2023'], types: ['node'] },
      'element.ts': { lib: dom, types: [] },
    },
  },
  { host: 'types-react18', sees: inBrowsers },
  { host: 'types-react19', sees: inBrowsers },
])('$host', ({ host: name, sees }) => {
  const host = installHost(name)
  cpSync(sources, host.folder, { recursive: true })

  const cases = Object.entries(sees).flatMap(([file, seen]) =>
    Object.entries(resolutions).flatMap(([resolution, how]) =>
      compilers.map((compiler) => ({ file, compiler, resolution, options: { ...strictest, ...how, ...seen } })),
    ),
  )
  it.each(cases)(
    'accepts our types: $file, $compiler, $resolution',
    async ({ file, compiler, resolution, options }) => {
      const project = `tsconfig.${resolution}.json`
      writeFileSync(join(host.folder, project), JSON.stringify({ compilerOptions: options, files: [file] }))
      await host.run(process.execPath, [`node_modules/${compiler}/bin/tsc`, '--project', project])
    },
  )
})
