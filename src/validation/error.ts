import type { Diagnostic } from '../schema/diagnostics.ts'
import { toPointer } from '../base/pointer.ts'
import { longestMatched } from '../schema/limits.ts'

/** Returns an error as a diagnostic. */
export function error(
  code: string,
  path: readonly string[],
  message: string,
  source: Diagnostic['source'] = 'schema',
): Diagnostic {
  return { code, severity: 'error', message, path: toPointer(path), source }
}

/**
 * Adds the fix that removes the matches of a pattern from a text, unless the text is too long for it. The fix holds no
 * text, which may be a secret.
 */
export function withRemoval(found: Diagnostic, text: string, pattern: string, title: string): Diagnostic {
  if (text.length > longestMatched) return found
  return { ...found, fix: { title, path: found.path, edit: { pattern, replace: '' } } }
}
