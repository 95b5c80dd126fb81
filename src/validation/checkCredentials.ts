import type { BackupStorageValues } from '../generated/types.ts'
import { getAt } from '../base/pointer.ts'
import type { CheckMessages } from '../messages/checks.ts'
import type { Diagnostic } from '../schema/diagnostics.ts'
import type { Layout } from '../schema/layout.ts'
import { titleAt } from '../schema/schemaAt.ts'
import { error, withRemoval } from './error.ts'

const assignment = /^(?:export\s+)?([-._a-zA-Z0-9]+)\s*[=:]\s*(\S.*)$/
const quotes = /^(?:".*"|'.*'|“.*”|‘.*’)$/

/**
 * Reports credentials copied with the syntax around them: quotes, or `KEY=value` with a key of the Secret. Files have
 * syntax of their own and are exempt.
 */
export function checkCredentials(
  values: BackupStorageValues,
  { schema: root, secretFields }: Layout,
  checks: CheckMessages,
): Diagnostic[] {
  const keys = new Set(secretFields.map(({ path }) => (path.at(-1) ?? '').toLowerCase()))
  return secretFields.flatMap(({ path, schema }) => {
    const text = schema.contentMediaType ? undefined : getAt(values, path)
    if (typeof text !== 'string') return []
    const [, key = '', assigned = ''] = assignment.exec(text) ?? []
    const isAssigned = keys.has(key.toLowerCase())
    const value = isAssigned ? assigned : text
    const isQuoted = value.length > 1 && quotes.test(value)
    if (!isAssigned && !isQuoted) return []
    const start = isAssigned ? '(?:export\\s+)?[-._a-zA-Z0-9]+\\s*[=:]\\s*' : ''
    const pattern = isQuoted ? `^${start}["'“‘]|["'”’]$` : `^${start}`
    const title = titleAt(root, path)
    const one = isAssigned
      ? error('assigned', path, checks.assigned(title))
      : error('quoted', path, checks.quoted(title))
    return [withRemoval(one, text, pattern, isAssigned ? checks.keepValue : checks.removeQuotes)]
  })
}
