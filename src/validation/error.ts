import type { Diagnostic } from '../schema/diagnostics.ts'
import { toPointer } from '../base/pointer.ts'

/** Returns an error as a diagnostic. */
export function error(
  code: string,
  path: readonly string[],
  message: string,
  source: Diagnostic['source'] = 'schema',
): Diagnostic {
  return { code, severity: 'error', message, path: toPointer(path), source }
}
