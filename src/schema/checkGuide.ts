import type { Json } from '../base/json.ts'
import { isObject, member } from '../base/json.ts'
import type { Path } from '../base/pointer.ts'
import { fromPointer } from '../base/pointer.ts'
import type { Findings } from './checkFields.ts'
import { checkCondition, checkPattern } from './checkFields.ts'
import { schemaError } from './checkMeta.ts'
import type { Guide, GuideStep, ProviderSchema } from './language.ts'
import { schemaAt } from './schemaAt.ts'
import { namesIn } from './template.ts'

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value) && value.length > 0

/** The shapes of the texts, by language. */
const shapes: Readonly<Record<GuideStep['language'], readonly [string, (text: unknown) => boolean]>> = {
  json: ['an object', isObject],
  yaml: ['a list of objects', (text) => isList(text) && text.every(isObject)],
  shell: [
    'a list of commands, each a list of words',
    (text) => isList(text) && text.every((one) => isList(one) && one.every((word) => typeof word === 'string')),
  ],
}

function checkText(text: Json, path: Path, guide: Guide, found: Findings): void {
  if (typeof text === 'string') {
    for (const name of namesIn(text)) {
      if (member(guide.placeholders, name) !== undefined) continue
      const message = `"${name}" is not a placeholder of this guide. Add it to "placeholders", or correct the name.`
      found.errors.push(schemaError('unknown-placeholder', path, message))
    }
  } else if (typeof text === 'object' && text !== null) {
    for (const [key, part] of Object.entries(text)) checkText(part, [...path, key], guide, found)
  }
}

/**
 * Checks a guide for a provider: its patterns and conditions, the names and shapes in its texts, and the fields that
 * its placeholders take their values from.
 *
 * @param path - the path of the guide, for the errors
 * @param mention - reports a pointer to a field that the provider doesn't have
 */
export function checkGuide(
  guide: Guide,
  path: Path,
  provider: ProviderSchema,
  mention: (pointer: string, path: Path) => void,
  found: Findings,
): void {
  for (const [name, { from, edits = [] }] of Object.entries(guide.placeholders)) {
    const here = [...path, 'placeholders', name]
    mention(from, [...here, 'from'])
    if (schemaAt(provider, fromPointer(from).slice(1))?.writeOnly === true) {
      const message = 'A guide would show this secret. Use another field, or a name to replace such as <KEY>.'
      found.errors.push(schemaError('guide-secret', [...here, 'from'], message))
    }
    edits.forEach(({ pattern }, index) => checkPattern(pattern, [...here, 'edits', index], found))
  }
  guide.steps.forEach(({ when, language, text }, index) => {
    const here = [...path, 'steps', index]
    if (when) checkCondition(when, [...here, 'when'], found)
    const [shape, fits] = shapes[language]
    if (!fits(text)) {
      const message = `The text of a step in the language "${language}" must be ${shape}. Correct it.`
      found.errors.push(schemaError('guide-text', [...here, 'text'], message))
    }
    checkText(text, [...here, 'text'], guide, found)
  })
}
