import type { Diagnostic } from '../diagnostics.ts'
import { toPointer } from '../pointer.ts'

/** A diagnostic that is an error. */
export function error(
  code: string,
  path: readonly string[],
  message: string,
  source: Diagnostic['source'] = 'schema',
): Diagnostic {
  return { code, severity: 'error', message, path: toPointer(path), source }
}
