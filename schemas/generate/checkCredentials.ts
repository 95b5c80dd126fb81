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
        return [{ path, message: `"{${name}}" is about one key. Use it inside an item with "${eachWord}".` }]
      if (ofKey || commonNames.includes(name) || member(settings, name) !== undefined) return []
      const known = [...commonNames, ...(repeated ? namesOfKeys : []), ...Object.keys(settings)].join(', ')
      return [{ path, message: `"${name}" is no placeholder here. Choose one of ${known}.` }]
    })
  }
  if (Array.isArray(template)) {
    return template.flatMap((item, index) => {
      const here = [...path, index]
      const each = member(item, eachWord)
      if (each === undefined) return checkTemplate(item, here, settings, used, repeated)
      const errors: DefinitionError[] = []
      if (!isKeyKind(each))
        errors.push({ path: [...here, eachWord], message: `"${eachWord}" is "required" or "optional".` })
      const { [eachWord]: _each, ...rest } = item as Record<string, Json>
      return [...errors, ...checkTemplate(rest, here, settings, used, true)]
    })
  }
  if (!isObject(template)) return []
  return Object.entries(template as Record<string, Json>).flatMap(([key, entry]) => {
    const here = [...path, key]
    if (key === eachWord) return [{ path: here, message: `Only an item of a list is repeated. Remove "${eachWord}".` }]
    if (key.startsWith('x-'))
      return [{ path: here, message: `"${key}" is not a word of a template. Remove it, or correct its spelling.` }]
    return checkTemplate(entry, here, settings, used, repeated)
  })
}

function checkPattern(schema: Schema | undefined, path: Path): DefinitionError[] {
  try {
    new RegExp(schema?.pattern ?? '', 'u')
    return []
  } catch {
    return [{ path: [...path, 'pattern'], message: 'The pattern is no regular expression. Correct it.' }]
  }
}

function checkSettings(schema: CredentialsSchema): DefinitionError[] {
  const { properties = {}, required = [] } = schema
  const errors: DefinitionError[] = []
  required.forEach((name, index) => {
    if (member(properties, name) !== undefined) return
    const message = `"${name}" is required but is no property here. Add the property, or remove the name.`
    errors.push({ path: ['required', index], message })
  })
  for (const [name, setting] of Object.entries(properties)) {
    const here = ['properties', name]
    const entries = setting.additionalProperties
    if ([...commonNames, ...namesOfKeys].includes(name))
      errors.push({ path: here, message: `"{${name}}" has a meaning already. Give the setting another name.` })
    if ((setting.type === 'object') !== (entries !== undefined))
      errors.push({
        path: here,
        message: 'A map says with "additionalProperties" what its entries are; nothing else does.',
      })
    errors.push(...checkPattern(setting, here))
    if (typeof entries === 'object') errors.push(...checkPattern(entries, [...here, 'additionalProperties']))
    if (typeof setting.default === 'string') {
      for (const one of namesIn(setting.default)) {
        if ([...commonNames, ...namesOfKeys].includes(one)) continue
        errors.push({ path: [...here, 'default'], message: `"${one}" is no placeholder of a setting's value.` })
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
  if (!isObject(data)) return [{ path: [], message: 'A way for credentials is a JSON object.' }]
  const words = checkMeta(data as Json, meta)
  if (words.length > 0) return words.map(({ path, message }) => ({ path: fromPointer(path), message }))
  const schema = data as unknown as CredentialsSchema
  const { name, formats } = schema['x-credentials']
  const { properties = {} } = schema
  const errors = checkSettings(schema)
  if (taken.includes(name))
    errors.push({ path: ['x-credentials', 'name'], message: `"${name}" has a meaning already. Choose another name.` })
  const templates = templatesOf(schema)
  if (templates.length === 0)
    errors.push({ path: [], message: 'Say with "x-manifest" or "x-comment" what takes the place of the Secret.' })
  if (schema['x-comment'] && formats?.join() !== 'yaml')
    errors.push({
      path: ['x-credentials', 'formats'],
      message: 'JSON has no comments: with "x-comment" this is ["yaml"].',
    })
  if (formats?.length === 1 && schema['x-error'] === undefined)
    errors.push({ path: ['x-error'], message: '"x-error" is missing here. Add the message for the other format.' })
  const used = new Set<string>()
  for (const [path, template] of templates) errors.push(...checkTemplate(template, path, properties, used))
  for (const setting of Object.keys(properties)) {
    if (used.has(setting)) continue
    const message = `Nothing uses "${setting}". Put {${setting}} where it belongs, or remove it.`
    errors.push({ path: ['properties', setting], message })
  }
  return errors
}
