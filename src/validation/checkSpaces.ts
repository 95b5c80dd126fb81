import { deepEqual } from '../base/json.ts'
import { memoize } from '../base/memoize.ts'
import type { Schema } from '../schema/language.ts'
import type { Layout } from '../schema/layout.ts'
import { titleAt } from '../schema/schemaAt.ts'
import { createTest } from '../schema/validator.ts'
import { checkText, visitTexts } from './checkTexts.ts'
import { error, withRemoval } from './error.ts'
import type { Walk } from './walk.ts'

const invisible = '[\\u200B-\\u200D\\u2060\\uFEFF]'
const space = '[\\s\\u200B-\\u200D\\u2060\\uFEFF]'
// The lookbehind tries a run of inner spaces only from its start, however long it is.
const removed = `^${space}+|(?<!${space})${space}+$|${invisible}`

const isInvisible = new RegExp(invisible, 'u')
const toRemove = new RegExp(removed, 'gu')

/**
 * Reports whitespace around a text and invisible characters in it: in a credential, and where the text would be valid
 * without them; invisible characters also anywhere else in the backend. Files have several lines and are exempt.
 */
export function checkSpaces({ schema: root, secretFields }: Layout, values: unknown, walk: Walk): void {
  const testOf = memoize(createTest)
  const accepts = (schema: Schema, text: string): boolean =>
    testOf(schema)(text) && (text === '' || checkText(schema, text, walk).length === 0)
  visitTexts(root, values, walk, (schema, text, { path, found, checks }) => {
    const isHiding = isInvisible.test(text)
    if (schema.contentMediaType !== undefined || (!isHiding && text.trim() === text)) return
    const cleaned = text.replaceAll(toRemove, '')
    const hidden = isHiding && path[0] === 'backend'
    const isCredential = secretFields.some((field) => deepEqual(field.path, path))
    if (!hidden && !isCredential && (accepts(schema, text) || !accepts(schema, cleaned))) return
    const title = titleAt(root, path)
    const one = hidden ? error('invisible', path, checks.invisible(title)) : error('space', path, checks.space(title))
    found.push(withRemoval(one, text, removed, hidden ? checks.removeInvisible : checks.removeSpace))
  })
}
