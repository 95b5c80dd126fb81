import type { DraftState } from '../../draft/state.ts'
import type { Path } from '../../base/pointer.ts'
import { getAt, toPointer } from '../../base/pointer.ts'
import type { UiSchema } from '../../schema/form.ts'
import type { FormContextValue } from './FormContext.ts'
import { holds } from '../../schema/language.ts'

/** What decides whether a field is shown, besides the values. */
export type Shown = Pick<FormContextValue, 'lists' | 'secretFields' | 'hidden'>

/** Whether the host lets a field be seen, and there is something to choose in it. */
function isOffered(pointer: string, uiSchema: UiSchema | undefined, { hidden, lists }: Shown): boolean {
  if (hidden.has(pointer)) return false
  return uiSchema?.['ui:widget'] !== 'options' || (lists[uiSchema['ui:options']?.list ?? '']?.options.length ?? 0) >= 2
}

/**
 * Whether a field is shown: there is something to choose, a new Secret is made where it belongs to one, and its conditions
 * over its siblings hold, or it holds a value that would be kept.
 */
export function isFieldShown(
  { values }: DraftState,
  path: Path,
  uiSchema: UiSchema | undefined,
  context: Shown,
): boolean {
  const { when, show, deprecated } = uiSchema?.['ui:options'] ?? {}
  const pointer = toPointer(path)
  if (!isOffered(pointer, uiSchema, context)) return false
  if (values.backend.credentials.source !== 'new' && context.secretFields.has(pointer)) return false
  if (deprecated && getAt(values, path) === undefined) return false
  if (!when && !show) return true
  const siblings = getAt(values, path.slice(0, -1))
  if (!holds(when, siblings)) return false
  return holds(show, siblings) || getAt(values, path) !== undefined
}

/** Whether a field is shown whatever the values are. */
export function isAlwaysShown(path: Path, uiSchema: UiSchema | undefined, context: Shown): boolean {
  const { when, show, deprecated } = uiSchema?.['ui:options'] ?? {}
  const pointer = toPointer(path)
  if (when || show || deprecated || context.secretFields.has(pointer)) return false
  return isOffered(pointer, uiSchema, context)
}

/** Whether a pointer lies at or below another. */
export function isWithin(pointer: string, parent: string): boolean {
  return pointer === parent || pointer.startsWith(parent + '/')
}
