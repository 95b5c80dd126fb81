import type { Diagnostic } from './diagnostics.ts'
import type { Json } from '../base/json.ts'
import { isObject } from '../base/json.ts'
import { toPointer } from '../base/pointer.ts'
import type { Findings } from './checkFields.ts'
import { checkCondition, checkField, checkNames, checkPointer, checkSections } from './checkFields.ts'
import { checkMeta, schemaError } from './checkMeta.ts'
import type { ResourceSchema } from './language.ts'
import { layOut } from './layout.ts'
import { patternChecker } from './slowPattern.ts'

/** Reports fields that would overwrite each other. */
function checkTargets(schema: ResourceSchema, found: Diagnostic[]): void {
  const first = new Map<string, string>()
  for (const { path, target } of layOut(schema, undefined).fields) {
    if (target.document !== 'resource') continue
    const pointer = toPointer(target.path)
    const own = toPointer(path.flatMap((key) => ['properties', key]))
    const other = first.get(pointer)
    if (other === undefined) first.set(pointer, own)
    else {
      const message = `This field has the same manifest path as ${other}. Change its name or its x-manifest.`
      found.push(schemaError('same-place', own, message))
    }
  }
}

/**
 * Returns the errors of a resource's schema, each with its JSON Pointer and its fix. An empty list means that the
 * schema can be used. Never throws, whatever the input.
 *
 * @param meta - the meta-schema, `schemas/resource.meta.json`
 */
export function checkResource(schema: Json | undefined, meta: Json): Diagnostic[] {
  if (!isObject(schema)) return [schemaError('not-a-schema', '', 'A resource schema must be an object.')]
  const errors: Diagnostic[] = []
  checkNames(schema, [], errors)
  if (errors.length > 0) return errors
  errors.push(...checkMeta(schema, meta))
  if (errors.length > 0) return errors
  const checked = schema as unknown as ResourceSchema
  const found: Findings = { errors, slowness: patternChecker() }
  checkField(checked, [], false, found)
  checkSections(checked, [], errors)
  checked['x-advice']?.forEach(({ when, path, fix }, index) => {
    const here = ['x-advice', index]
    checkCondition(when, [...here, 'when'], found)
    checkPointer(path, [...here, 'path'], found)
    checkPointer(fix?.path, [...here, 'fix', 'path'], found)
  })
  if (errors.length === 0) checkTargets(checked, errors)
  return errors
}
