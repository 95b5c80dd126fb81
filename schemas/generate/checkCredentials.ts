import type { Json } from '../../src/base/json.ts'
import { isObject, member } from '../../src/base/json.ts'
import type { Path } from '../../src/base/pointer.ts'
import { fromPointer } from '../../src/base/pointer.ts'
import { checkMeta } from '../../src/schema/checkMeta.ts'
import type { Schema } from '../../src/schema/language.ts'
import type { CredentialsSchema } from '../../src/schema/template.ts'
import { commonNames, eachWord, isKeyKind, namesIn, namesOfKeys } from '../../src/schema/template.ts'
import type { DefinitionError } from './checkDefinitions.ts'

/** The choices that have no file: the Secret itself, and nothing. */
const taken = ['secret', 'none']

/** Returns the templates of a schema, each with its path. */
function templatesOf(schema: CredentialsSchema): [Path, Json][] {
  return ['x-manifest', 'x-comment'].flatMap((word): [Path, Json][] => {
    const value = member(schema, word)
    return value === undefined ? [] : [[[word], value as Json]]
  })
}

/** Collects the names in the placeholders of a template, and reports those that can't be filled. */
function checkTemplate(
  template: Json,
  path: Path,
  settings: Readonly<Record<string, Schema>>,
  used: Set<string>,
  repeated = false,
): DefinitionError[] {
  if (typeof template === 'string') {
    return namesIn(template).flatMap((name) => {
      used.add(name)
      const ofKey = namesOfKeys.includes(name) || member(member(settings, name), 'type') === 'object'
      if (ofKey && !repeated)
        return [{ path, message: `"{${name}}" is available only inside an item with "${eachWord}". Move it there.` }]
      if (ofKey || commonNames.includes(name) || member(settings, name) !== undefined) return []
      const known = [...commonNames, ...(repeated ? namesOfKeys : []), ...Object.keys(settings)].join(', ')
      return [{ path, message: `"${name}" is not a placeholder here. Use one of ${known}.` }]
    })
  }
  if (Array.isArray(template)) {
    return template.flatMap((item, index) => {
      const here = [...path, index]
      const each = member(item, eachWord)
      if (each === undefined) return checkTemplate(item, here, settings, used, repeated)
      const errors: DefinitionError[] = []
      if (!isKeyKind(each))
        errors.push({ path: [...here, eachWord], message: `"${eachWord}" must be "required" or "optional".` })
      const { [eachWord]: _each, ...rest } = item as Record<string, Json>
      return [...errors, ...checkTemplate(rest, here, settings, used, true)]
    })
  }
  if (!isObject(template)) return []
  return Object.entries(template as Record<string, Json>).flatMap(([key, entry]) => {
    const here = [...path, key]
    if (key === eachWord) return [{ path: here, message: `Only list items can be repeated. Remove "${eachWord}".` }]
    if (key.startsWith('x-'))
      return [{ path: here, message: `"${key}" is not a keyword of templates. Remove it, or correct its spelling.` }]
    return checkTemplate(entry, here, settings, used, repeated)
  })
}

function checkPattern(schema: Schema | undefined, path: Path): DefinitionError[] {
  try {
    new RegExp(schema?.pattern ?? '', 'u')
    return []
  } catch {
    return [{ path: [...path, 'pattern'], message: 'The pattern is not a valid regular expression. Correct it.' }]
  }
}

function checkSettings(schema: CredentialsSchema): DefinitionError[] {
  const { properties = {}, required = [] } = schema
  const errors: DefinitionError[] = []
  required.forEach((name, index) => {
    if (member(properties, name) !== undefined) return
    const message = `"${name}" is required but not a property. Add the property, or remove the name.`
    errors.push({ path: ['required', index], message })
  })
  for (const [name, setting] of Object.entries(properties)) {
    const here = ['properties', name]
    const entries = setting.additionalProperties
    if ([...commonNames, ...namesOfKeys].includes(name))
      errors.push({ path: here, message: `"{${name}}" is a reserved placeholder. Rename the setting.` })
    if ((setting.type === 'object') !== (entries !== undefined))
      errors.push({
        path: here,
        message: 'A map needs "additionalProperties" for its entries; other settings can\'t have it.',
      })
    errors.push(...checkPattern(setting, here))
    if (typeof entries === 'object') errors.push(...checkPattern(entries, [...here, 'additionalProperties']))
    if (typeof setting.default === 'string') {
      for (const one of namesIn(setting.default)) {
        if ([...commonNames, ...namesOfKeys].includes(one)) continue
        errors.push({
          path: [...here, 'default'],
          message: `"${one}" is not a placeholder for default values. Use one of ${[...commonNames, ...namesOfKeys].join(', ')}.`,
        })
      }
    }
  }
  return errors
}

/**
 * Returns every error in a file of `schemas/credentials`.
 *
 * @param meta - the meta-schema, `schemas/credentials.meta.json`
 */
export function checkCredentials(data: Json, meta: Json): DefinitionError[] {
  if (!isObject(data)) return [{ path: [], message: 'A credential output must be an object.' }]
  const words = checkMeta(data as Json, meta)
  if (words.length > 0) return words.map(({ path, message }) => ({ path: fromPointer(path), message }))
  const schema = data as unknown as CredentialsSchema
  const { name, formats } = schema['x-credentials']
  const { properties = {} } = schema
  const errors = checkSettings(schema)
  if (taken.includes(name))
    errors.push({ path: ['x-credentials', 'name'], message: `"${name}" is a reserved name. Choose another.` })
  const templates = templatesOf(schema)
  if (templates.length === 0)
    errors.push({ path: [], message: 'Nothing replaces the Secret. Add "x-manifest" or "x-comment".' })
  if (schema['x-comment'] && formats?.join() !== 'yaml')
    errors.push({
      path: ['x-credentials', 'formats'],
      message: 'JSON has no comments. With "x-comment", set the formats to ["yaml"].',
    })
  if (formats?.length === 1 && schema['x-error'] === undefined)
    errors.push({ path: ['x-error'], message: '"x-error" is missing. Add the message for the unsupported format.' })
  const used = new Set<string>()
  for (const [path, template] of templates) errors.push(...checkTemplate(template, path, properties, used))
  for (const setting of Object.keys(properties)) {
    if (used.has(setting)) continue
    const message = `No template uses "${setting}". Add {${setting}} to one, or remove the setting.`
    errors.push({ path: ['properties', setting], message })
  }
  return errors
}
