import type { Diagnostic, Fix } from './diagnostics.ts'
import type { Json } from '../base/json.ts'
import type { Advice } from './language.ts'
import { createTest } from './validator.ts'

/** A rule beyond JSON Schema, with its condition ready to be evaluated. */
export interface ReadyAdvice extends Omit<Advice, 'when'> {
  /** Returns whether the values meet the condition, so that the rule is reported. */
  readonly applies: (values: Json) => boolean
}

/** Prepares the rules of a schema. Each condition is compiled when it is first evaluated. */
export function readyAdvice(advice: readonly Advice[] = []): ReadyAdvice[] {
  return advice.map(({ when, ...one }) => ({ ...one, applies: createTest(when) }))
}

function toFix({ fix, path }: ReadyAdvice): Fix | undefined {
  if (!fix) return undefined
  const { title, path: at = path, value, pattern, replace = '', edit } = fix
  const change = edit ?? (pattern === undefined ? undefined : { pattern, replace })
  return { title, path: at, ...(change === undefined ? { value } : { edit: change }) }
}

/** Returns the diagnostics of the rules that apply to these values. */
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
