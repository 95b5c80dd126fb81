import type { Diagnostic, Fix } from './diagnostics.ts'
import type { Json } from '../base/json.ts'
import type { Advice } from './language.ts'
import type { Validator } from './validator.ts'

/** A rule beyond JSON Schema, with its condition ready to be asked. */
export interface ReadyAdvice extends Omit<Advice, 'when'> {
  /** Whether it is to be told for these values. */
  readonly applies: (values: Json) => boolean
}

export function readyAdvice(advice: readonly Advice[] = [], conditions: readonly Validator[]): ReadyAdvice[] {
  return advice.map(({ when: _when, ...one }, index) => ({
    ...one,
    applies: (values) => conditions[index]?.(values).length === 0,
  }))
}

function toFix({ fix, path }: ReadyAdvice): Fix | undefined {
  if (!fix) return undefined
  const { title, path: at = path, value, pattern, replace = '' } = fix
  return pattern === undefined ? { title, path: at, value } : { title, path: at, edit: { pattern, replace } }
}

/** What the rules advise for these values. */
export function advise(rules: readonly ReadyAdvice[], values: Json): Diagnostic[] {
  return rules
    .filter(({ applies }) => applies(values))
    .map((rule) => {
      const { code, severity, message, path, related } = rule
      const fix = toFix(rule)
      return {
        code,
        severity,
        message,
        path,
        source: 'advice',
        ...(related ? { related } : {}),
        ...(fix ? { fix } : {}),
      }
    })
}
