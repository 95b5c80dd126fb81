import { createRequire } from 'node:module'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createJiti } from 'jiti'
import { defaultsOf, flatSchema } from './schemas.mjs'

const require = createRequire(new URL('../package.json', import.meta.url))

/** @param {unknown} value */
const literal = (value) => JSON.stringify(value)

/**
 * Returns a module with ajv's compiled checks of the schemas, one export for each.
 *
 * @param {Record<string, object>} schemas
 */
function compileChecks(schemas) {
  const { default: Ajv } = require('ajv')
  const { default: standaloneCode } = require('ajv/dist/standalone')
  const ajv = new Ajv({ allErrors: true, strict: false, code: { source: true, esm: true } })
  for (const [name, schema] of Object.entries(schemas)) ajv.addSchema({ ...schema, $id: name })
  return standaloneCode(ajv, Object.fromEntries(Object.keys(schemas).map((name) => [name, name])))
}

/**
 * Writes the modules that the contenders import for a form into a folder.
 *
 * @param {string} folder
 * @param {import('./schemas.mjs').Schema[]} providers the form shows the first one
 * @param {boolean} isBuiltin whether they are this package's own
 */
export async function writeForm(folder, providers, isBuiltin) {
  mkdirSync(folder, { recursive: true })
  const names = providers.map((provider) => /** @type {string} */ (provider['x-provider'].name))
  const flat = Object.fromEntries(providers.map((provider, index) => [names[index], flatSchema(provider)]))
  const initial = Object.fromEntries(names.map((name) => [name, defaultsOf(flat[name] ?? {})]))
  const write = (/** @type {string} */ file, /** @type {string} */ code) => writeFileSync(join(folder, file), code)
  const first = literal(names[0])
  write('flat.js', `export const schemas = ${literal(flat)}\nexport const initial = ${literal(initial)}\n`)
  write('names.js', `export const names = ${literal(names)}\nexport const first = ${first}\n`)
  const backends = providers.map((provider) => flatSchema(provider)['properties'].backend)
  const [schema = {}] = Object.values(flat)
  const union = {
    ...schema,
    properties: {
      ...schema['properties'],
      backend: {
        title: schema['properties'].backend.title,
        type: 'object',
        oneOf: names.map((name, index) => {
          const { properties, ...backend } = backends[index]
          const provider = { type: 'string', const: name, default: name }
          return { ...backend, title: providers[index]?.['title'], properties: { provider, ...properties } }
        }),
      },
    },
  }
  write(
    'union.js',
    `export const schema = ${literal(union)}\nexport const initial = ${literal(initial[names[0] ?? ''])}\n`,
  )
  write('validators.js', compileChecks(flat))
  for (const name of names) {
    const { compileSchemaValidatorsCode } = require('@rjsf/validator-ajv8/dist/compileSchemaValidators')
    write(`rjsfValidators-${name}.cjs`, compileSchemaValidatorsCode(flat[name]))
  }
  const rjsf = names.map((name, index) => `import * as v${index} from './rjsfValidators-${name}.cjs'`).join('\n')
  write(
    'rjsfValidators.js',
    `${rjsf}\nexport const validators = { ${names.map((name, index) => `${literal(name)}: v${index}`).join(', ')} }\n`,
  )
  if (isBuiltin) {
    write('providers.js', `export { builtinProviders as providers } from 'backupstorage-forms/core'\n`)
    return
  }
  // The same output as that of "backupstorage-forms generate".
  const generator = await createJiti(import.meta.url).import('../../schemas/generate/providerModules.ts')
  const { providerModules } = /** @type {{ providerModules(providers: unknown[]): Promise<Map<string, string>> }} */ (
    generator
  )
  for (const [file, code] of await providerModules(providers)) {
    write(file === 'validators.js' ? 'ownValidators.js' : file, code.replace('./validators.js', './ownValidators.js'))
  }
}
