import type { Json } from '../../src/base/json.ts'
import { isObject } from '../../src/base/json.ts'
import type { Path } from '../../src/base/pointer.ts'
import { fromPointer } from '../../src/base/pointer.ts'
import { checkMeta } from '../../src/schema/checkMeta.ts'
import type { ImportFields, ImportSchema } from '../../src/schema/importSchema.ts'
import type { ProviderSchema, ResourceSchema } from '../../src/schema/language.ts'
import { layOut } from '../../src/schema/layout.ts'
import { schemaAt } from '../../src/schema/schemaAt.ts'
import type { DefinitionError } from './checkDefinitions.ts'

/**
 * Returns every error in a file of `schemas/imports`.
 *
 * @param meta - the meta-schema, `schemas/imports.meta.json`
 * @param providers - the providers of the resource
 */
export function checkImport(
  data: Json,
  meta: Json,
  resource: ResourceSchema,
  providers: readonly ProviderSchema[],
): DefinitionError[] {
  if (!isObject(data)) return [{ path: [], message: 'An import must be an object.' }]
  const words = checkMeta(data as Json, meta)
  if (words.length > 0) return words.map(({ path, message }) => ({ path: fromPointer(path), message }))
  const read = data as unknown as ImportSchema
  const errors: DefinitionError[] = []
  const { into } = read['x-import']
  const own = resource['x-resource']
  if (into.kind !== own.kind || into.apiVersion !== own.apiVersion) {
    const message = `Only ${own.kind} of ${own.apiVersion} can be filled in. Correct "into".`
    errors.push({ path: ['x-import', 'into'], message })
  }
  function checkField(pointer: string, path: Path, provider: ProviderSchema | undefined): void {
    if (schemaAt(layOut(resource, provider).schema, fromPointer(pointer))) return
    errors.push({ path, message: `"${pointer}" is not a field of the values. Correct the pointer.` })
  }
  function checkFields(
    { fields = {}, constants = {}, decode = [] }: ImportFields,
    path: Path,
    own?: ProviderSchema,
  ): void {
    for (const [from, to] of Object.entries(fields)) checkField(to, [...path, 'fields', from], own)
    for (const to of Object.keys(constants)) checkField(to, [...path, 'constants', to], own)
    decode.forEach((from, index) => {
      if (Object.hasOwn(fields, from)) return
      errors.push({ path: [...path, 'decode', index], message: `"${from}" is not in "fields". Add it there.` })
    })
  }
  checkFields(read, [])
  read.providers.forEach((one, index) => {
    const path = ['providers', index]
    const provider = providers.find((other) => other['x-provider'].name === one.name)
    if (!provider) {
      errors.push({ path: [...path, 'name'], message: `There is no provider "${one.name}". Correct the name.` })
      return
    }
    checkFields(one, path, provider)
    for (const [key, to] of Object.entries(one.secret?.keys ?? {}))
      checkField(to, [...path, 'secret', 'keys', key], provider)
  })
  read.notes?.forEach(({ path }, index) => checkField(path, ['notes', index, 'path'], undefined))
  return errors
}
